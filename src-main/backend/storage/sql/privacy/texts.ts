import { z } from 'zod'
import { sql } from 'kysely'
import { operationDetailsSchema } from '#shared/contract/operations.ts'
import type { OwnPlace } from '#shared/contract/privacy.ts'
import { viewSchema } from '#shared/contract/views.ts'
import type { Mentions } from '../../mentions.ts'
import type { ReadConnection } from '../connection.ts'
import { query, raw } from '../query.ts'
import type { PersonEdits } from './edits.ts'
import { keepReadable } from './readable.ts'
import { CODE_TABLES } from './rows.ts'

/** Where notes of codes are stored, besides those that changes of many codes have kept. */
export const NOTE_PLACES = [
  { table: 'promo_code', column: 'note', of: sql`note <> ''` },
  { table: 'withdrawn_code', column: 'note', of: sql`note <> ''` },
  { table: 'code_edit', column: 'before', of: sql`field = 'note'` },
  { table: 'code_edit', column: 'after', of: sql`field = 'note'` },
] as const

/** A text that mentions a person: where it is, as it is, and what it becomes. */
export type TextChange =
  | {
      readonly kind: 'operation'
      readonly id: number
      readonly at: number
      readonly operation: string
      readonly before: string
      readonly after: string
    }
  | {
      readonly kind: 'batch'
      readonly id: number
      readonly at: number
      readonly before: string
      readonly after: string
    }
  | {
      /** All notes with this text, of which there can be as many as there are codes. */
      readonly kind: 'note'
      readonly before: string
      readonly after: string
    }
  | {
      readonly kind: 'draft'
      readonly key: string
      readonly at: number
      readonly before: string
      readonly after: string
    }
  | {
      readonly kind: 'view'
      readonly id: number
      readonly name: string
      readonly before: string
      readonly after: string
      readonly newName: string
    }

export interface TextTools {
  readonly connection: ReadConnection
  readonly mentions: Mentions
  readonly edits: PersonEdits
  readonly replacement: string
  /** The persons who have codes of the batch. */
  inBatch(batch: number): ReadonlySet<number>
  pause(): Promise<unknown>
}

/** The texts of the history, of batches, drafts and views that mention a person. */
export async function findTexts(tools: TextTools): Promise<TextChange[]> {
  return [
    ...(await inOperations(tools)),
    ...(await inBatches(tools)),
    ...(await inNotes(tools)),
    ...(await inDrafts(tools)),
    ...(await inViews(tools)),
  ]
}

const PAGE = 1000

/** The site's own name and other settings are changed in their own place, and undone there. */
const OF_THE_SITE = ['change-settings']

async function inOperations(tools: TextTools): Promise<TextChange[]> {
  const { connection, pause } = tools
  const found: TextChange[] = []
  let after = 0
  for (;;) {
    const page = await connection.all(
      'privacy.operations',
      query
        .selectFrom('operation')
        .select(['id', 'kind', 'at', 'details'])
        .where('id', '>', after)
        .where('kind', 'not in', OF_THE_SITE)
        .orderBy('id')
        .limit(PAGE),
    )
    const last = page.at(-1)
    if (!last) return found
    const parsed = page.map((row) => ({ ...row, details: parseDetails(row.details) }))
    const codes = await codesWith(
      connection,
      parsed.flatMap(({ details }) => details.examples.filter(isOfRecipient).map(({ code }) => code)),
    )
    for (const { id, kind, at, details } of parsed) {
      const before = details.stored
      const after = detailsWithout(tools, details, codes)
      if (after !== before) found.push({ kind: 'operation', id, at, operation: kind, before, after })
    }
    after = last.id
    await pause()
  }
}

/** What says whose data the details of an operation are, beside the texts themselves. */
const hintsSchema = z.object({
  examples: z
    .array(z.looseObject({ code: z.string(), column: z.string(), before: z.string(), after: z.string() }))
    .catch([]),
  batches: z.array(z.int()).catch([]),
})

type Hints = z.output<typeof hintsSchema>

interface ParsedDetails extends Hints {
  readonly stored: string
  readonly details: Readonly<Record<string, unknown>>
}

function parseDetails(stored: string): ParsedDetails {
  const details = z.record(z.string(), z.json()).parse(JSON.parse(stored))
  return { stored, details, ...hintsSchema.parse(details) }
}

/** Of a cell that shows a name. */
const isOfRecipient = ({ column }: Hints['examples'][number]): boolean => column === 'recipient'

function detailsWithout(
  { mentions, edits, replacement, inBatch }: TextTools,
  { stored, details, examples, batches }: ParsedDetails,
  codes: CodesByText,
): string {
  let isSame = true
  const withoutNames = examples.map((example) => {
    if (!isOfRecipient(example)) return example
    const ids = codes.get(example.code) ?? []
    const erased = (content: string) =>
      ids.some((id) => edits.isTheirs(id, content)) ? replacement : content
    const cell = { ...example, before: erased(example.before), after: erased(example.after) }
    if (cell.before !== example.before || cell.after !== example.after) isSame = false
    return cell
  })
  const value = isSame ? details : { ...details, examples: withoutNames }
  const replaced = mentions.inJson<unknown>(value, new Set(batches.flatMap((batch) => [...inBatch(batch)])))
  return replaced === details
    ? stored
    : JSON.stringify(keepReadable(operationDetailsSchema, details, replaced))
}

/** The ids of the codes that have a text now, or had it when they were withdrawn. */
type CodesByText = ReadonlyMap<string, readonly number[]>

async function codesWith(connection: ReadConnection, texts: Iterable<string>): Promise<CodesByText> {
  const asked = [...new Set(texts)]
  const found = new Map<string, number[]>()
  if (asked.length === 0) return found
  const { dialect } = connection
  for (const table of CODE_TABLES) {
    const code = sql.ref(`${table}.code`)
    const rows = await connection.all(
      'privacy.codes-with',
      raw(sql<{ text: string; id: number }>`SELECT asked.value AS text, id
        FROM ${dialect.texts(asked, 'asked')} ${dialect.joinInOrder} ${sql.table(table)}
          ON ${dialect.sameFolded(code, sql`asked.value`)}`),
    )
    for (const { text, id } of rows) found.set(text, [...(found.get(text) ?? []), id])
  }
  return found
}

async function inBatches({ connection, mentions, inBatch }: TextTools): Promise<TextChange[]> {
  const all = query
    .selectFrom('batch')
    .select(['id', 'name', 'created_at'])
    .where('name', '<>', '')
    .orderBy('id')
  return (await connection.all('privacy.batches', all)).flatMap(({ id, name: before, created_at: at }) => {
    const after = mentions.inJson(before, inBatch(id))
    return after === before ? [] : [{ kind: 'batch' as const, id, at, before, after }]
  })
}

async function inNotes({ connection, mentions }: TextTools): Promise<TextChange[]> {
  const all = [
    ...NOTE_PLACES.map(
      ({ table, column, of }) => sql`SELECT ${sql.ref(column)} FROM ${sql.table(table)} WHERE ${of}`,
    ),
    connection.dialect.keptNotes,
  ]
  const notes = await connection.column<string>(
    'privacy.notes',
    raw(sql`${sql.join(all, sql` UNION `)} ORDER BY 1`),
  )
  return notes.flatMap((before) => {
    const after = mentions.inText(before)
    return after === before ? [] : [{ kind: 'note' as const, before, after }]
  })
}

async function inDrafts({ connection, mentions }: TextTools): Promise<TextChange[]> {
  const all = query.selectFrom('draft').selectAll().orderBy('key')
  return (await connection.all('privacy.drafts', all)).flatMap(({ key, content: before, saved_at: at }) => {
    const value: unknown = JSON.parse(before)
    const replaced = mentions.inJson(value)
    return replaced === value
      ? []
      : [{ kind: 'draft' as const, key, at, before, after: JSON.stringify(replaced) }]
  })
}

/** Names that became too long are cut where they are made unique. */
const readableView = z.object({ name: z.string(), content: viewSchema.omit({ id: true, name: true }) })

async function inViews({ connection, mentions }: TextTools): Promise<TextChange[]> {
  const all = query.selectFrom('report_view').select(['id', 'name', 'content']).orderBy('id')
  return (await connection.all('privacy.views', all)).flatMap(({ id, name, content: before }) => {
    const view: unknown = { name, content: JSON.parse(before) as unknown }
    const replaced = mentions.inJson(view)
    if (replaced === view) return []
    const { name: newName, content } = z
      .object({ name: z.string(), content: z.json() })
      .parse(keepReadable(readableView, view, replaced))
    return [{ kind: 'view' as const, id: Number(id), name, before, after: JSON.stringify(content), newName }]
  })
}

/** Texts and settings of the site itself that mention a person. */
export async function placesOfTheSite(connection: ReadConnection, mentions: Mentions): Promise<OwnPlace[]> {
  const found: OwnPlace[] = []
  for (const [place, texts] of Object.entries(TEXTS_OF_THE_SITE)) {
    const stored = await connection.column<string>(`privacy.own-${place}`, raw(sql.raw(texts)))
    if (stored.some((text) => mentions.inText(text) !== text)) found.push(place as OwnPlace)
  }
  return found
}

/** As one text, with each in a line of its own. */
const lines = (...columns: string[]): string => columns.join(" || '\n' || ")

const TEXTS_OF_THE_SITE: Record<OwnPlace, string> = {
  'site-name': `SELECT value FROM setting WHERE key = 'name'`,
  commerce: `SELECT test FROM commerce_revision UNION SELECT production FROM commerce_revision WHERE production IS NOT NULL
    UNION SELECT account FROM commerce_grant UNION SELECT grants FROM commerce_before WHERE grants IS NOT NULL
    UNION SELECT account FROM account_check UNION SELECT account FROM paypal_grant_token
    UNION SELECT user_name FROM paypal_api_account`,
  'mail-server': `SELECT ${lines('sender_name', 'sender_address', 'reply_to', 'user_name')} FROM mail_settings`,
  'mail-templates': `SELECT ${lines('subject', 'text')} FROM mail_template
    UNION SELECT before FROM mail_template_change WHERE before IS NOT NULL
    UNION SELECT after FROM mail_template_change WHERE after IS NOT NULL
    UNION SELECT ${lines('subject', 'text', 'merchant', 'support')} FROM mail_wording`,
}
