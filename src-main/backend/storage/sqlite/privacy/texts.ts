import { z } from 'zod'
import { sql } from 'kysely'
import { operationDetailsSchema } from '#shared/contract/operations.ts'
import type { OwnPlace } from '#shared/contract/privacy.ts'
import { viewSchema } from '#shared/contract/views.ts'
import type { Mentions } from '../../mentions.ts'
import type { ReadConnection } from '../connection.ts'
import { query, raw } from '../../sql/query.ts'
import type { PersonEdits } from './edits.ts'
import { keepReadable } from './readable.ts'

/** Where notes of codes are stored. */
export const NOTE_PLACES = [
  { table: 'promo_code', column: 'note', of: `note <> ''` },
  { table: 'withdrawn_code', column: 'note', of: `note <> ''` },
  { table: 'code_edit', column: 'before', of: `field = 'note'` },
  { table: 'code_edit', column: 'after', of: `field = 'note'` },
  {
    table: 'operation_change',
    column: 'before',
    of: `(SELECT details ->> '$.change.term' FROM operation WHERE id = operation_id) = 'note'`,
  },
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
    ...inBatches(tools),
    ...inNotes(tools),
    ...inDrafts(tools),
    ...inViews(tools),
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
    const page = connection.all(
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
    for (const { id, kind, at, details: before } of page) {
      const after = detailsWithout(tools, before)
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

function detailsWithout(
  { connection, mentions, edits, replacement, inBatch }: TextTools,
  stored: string,
): string {
  const details = z.record(z.string(), z.json()).parse(JSON.parse(stored))
  const { examples, batches } = hintsSchema.parse(details)
  const written = (code: string) => {
    const ids = codesWith(connection, code)
    return (content: string) => (ids.some((id) => edits.isTheirs(id, content)) ? replacement : content)
  }
  let isSame = true
  const withoutNames = examples.map((example) => {
    if (example.column !== 'recipient') return example
    const erased = written(example.code)
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

const codesWith = (connection: ReadConnection, code: string): number[] =>
  connection.column<number>(
    'privacy.codes-with',
    raw(
      sql`SELECT id FROM promo_code WHERE code = ${code} UNION ALL SELECT id FROM withdrawn_code WHERE code = ${code}`,
    ),
  )

function inBatches({ connection, mentions, inBatch }: TextTools): TextChange[] {
  const all = query.selectFrom('batch').select(['id', 'name', 'created_at']).where('name', '<>', '')
  return connection.all('privacy.batches', all).flatMap(({ id, name: before, created_at: at }) => {
    const after = mentions.inJson(before, inBatch(id))
    return after === before ? [] : [{ kind: 'batch' as const, id, at, before, after }]
  })
}

function inNotes({ connection, mentions }: TextTools): TextChange[] {
  const all = NOTE_PLACES.map(({ table, column, of }) => `SELECT ${column} AS note FROM ${table} WHERE ${of}`)
  const notes = connection.column<string>('privacy.notes', raw(sql.raw(all.join(' UNION '))))
  return notes.flatMap((before) => {
    const after = mentions.inText(before)
    return after === before ? [] : [{ kind: 'note' as const, before, after }]
  })
}

function inDrafts({ connection, mentions }: TextTools): TextChange[] {
  const all = query.selectFrom('draft').selectAll()
  return connection.all('privacy.drafts', all).flatMap(({ key, content: before, saved_at: at }) => {
    const value: unknown = JSON.parse(before)
    const replaced = mentions.inJson(value)
    return replaced === value
      ? []
      : [{ kind: 'draft' as const, key, at, before, after: JSON.stringify(replaced) }]
  })
}

/** Names that became too long are cut where they are made unique. */
const readableView = z.object({ name: z.string(), content: viewSchema.omit({ id: true, name: true }) })

function inViews({ connection, mentions }: TextTools): TextChange[] {
  const all = query.selectFrom('report_view').select(['id', 'name', 'content'])
  return connection.all('privacy.views', all).flatMap(({ id, name, content: before }) => {
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
export function placesOfTheSite(connection: ReadConnection, mentions: Mentions): OwnPlace[] {
  return Object.entries(TEXTS_OF_THE_SITE).flatMap(([place, texts]) => {
    const stored = connection.column<string>(`privacy.own-${place}`, raw(sql.raw(texts)))
    return stored.some((text) => mentions.inText(text) !== text) ? [place as OwnPlace] : []
  })
}

const TEXTS_OF_THE_SITE: Record<OwnPlace, string> = {
  'site-name': `SELECT value FROM setting WHERE key = 'name'`,
  commerce: `SELECT test FROM commerce_revision UNION SELECT production FROM commerce_revision WHERE production IS NOT NULL
    UNION SELECT account FROM commerce_grant UNION SELECT grants FROM commerce_before WHERE grants IS NOT NULL
    UNION SELECT account FROM account_check UNION SELECT account FROM paypal_grant_token
    UNION SELECT user_name FROM paypal_api_account`,
  'mail-server': `SELECT sender_name || char(10) || sender_address || char(10) || reply_to || char(10) || user_name
    FROM mail_settings`,
  'mail-templates': `SELECT subject || char(10) || text FROM mail_template
    UNION SELECT before FROM mail_template_change WHERE before IS NOT NULL
    UNION SELECT after FROM mail_template_change WHERE after IS NOT NULL
    UNION SELECT subject || char(10) || text || char(10) || merchant || char(10) || support FROM mail_wording`,
}
