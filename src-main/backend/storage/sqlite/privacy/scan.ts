import { sql } from 'kysely'
import { addressKey } from '#shared/domain/email-address.ts'
import { isErasedAddress } from '#shared/domain/erased-person.ts'
import { createMentions, type Mentions, nameKey } from '../../mentions.ts'
import type { OnProgress, UnderWay } from '../../privacy.ts'
import type { PromoCodeTable } from '../../promo-code-table.ts'
import type { ReadConnection } from '../connection.ts'
import type { MailAttemptTable, MailMessageTable } from '../../sql/mail-schema.ts'
import type { PaymentStepTable, PaymentTable } from '../../sql/payments-schema.ts'
import { query, raw } from '../../sql/query.ts'
import { type CodeNow, findEdits, type PersonEdits } from './edits.ts'
import type { Persons } from './persons.ts'
import { findTexts, type TextChange } from './texts.ts'

export type CodeTable = 'promo_code' | 'withdrawn_code'
export type PersonCode = Pick<
  PromoCodeTable,
  'id' | 'code' | 'batch_id' | 'recipient_name' | 'recipient_email'
>
export type PersonMessage = Pick<
  MailMessageTable,
  'id' | 'name' | 'address' | 'state' | 'state_at' | 'answer'
>
export type PersonAttempt = Pick<MailAttemptTable, 'message_id' | 'number' | 'name' | 'address' | 'answer'>

/** A payment with a code of theirs, or that mentions them; `pairs` and `description` as they become. */
export interface PersonPayment {
  readonly payment: PaymentTable
  readonly isTheirs: boolean
  readonly description: string
  readonly steps: readonly { readonly number: number; readonly pairs: string }[]
}

/** All that is found besides the rows of codes, which are too many to be kept. */
export interface Scan {
  readonly mentions: Mentions
  readonly codes: Readonly<Record<CodeTable, number>>
  readonly messages: readonly PersonMessage[]
  readonly attempts: readonly PersonAttempt[]
  /** Messages with either. */
  readonly messageCount: number
  readonly payments: readonly PersonPayment[]
  readonly edits: PersonEdits
  readonly texts: readonly TextChange[]
  readonly waiting: number
  readonly underWay: UnderWay
}

export interface ScanTools {
  readonly connection: ReadConnection
  readonly persons: Persons
  /** What names are replaced by. */
  readonly replacement: string
  pause(): Promise<unknown>
  onProgress: OnProgress
  /** Each code of theirs, as it is found. */
  onCode?(row: PersonCode, table: CodeTable): void
}

const PAGE = 5000
const TABLES: readonly CodeTable[] = ['promo_code', 'withdrawn_code']

/** Rows of codes, some thousand at a time. */
export function* codePages(connection: ReadConnection, table: CodeTable): Generator<PersonCode[]> {
  const statement = connection.prepare(
    `SELECT id, code, batch_id, recipient_name, recipient_email FROM ${table} WHERE id > ? ORDER BY id LIMIT ${PAGE}`,
  )
  for (let after = 0; ;) {
    const page = statement.all(after) as PersonCode[]
    const last = page.at(-1)
    if (!last) return
    yield page
    after = last.id
  }
}

/** Looks at everything that is stored. */
export async function scan(tools: ScanTools): Promise<Scan> {
  const { connection, persons, replacement, pause } = tools
  const step = progressOf(tools)
  const batches = new Map<number, Set<number>>()
  const codes = { promo_code: 0, withdrawn_code: 0 }
  for (const table of TABLES)
    for (const page of codePages(connection, table)) {
      for (const row of page) {
        const number = persons.numberOf(row.recipient_email)
        if (number === undefined) continue
        codes[table] += 1
        persons.addName(row.recipient_name, number)
        persons.addSpelling(row.recipient_email)
        if (!nameKey(row.recipient_name).includes(' ')) addTo(batches, row.batch_id, number)
        tools.onCode?.(row, table)
      }
      step(page.length)
      await pause()
    }
  noteNamesOfMessages(tools)
  await pause()
  const codeNow = codesNow(connection)
  const edits = await findEdits({ connection, persons, replacement, pause, codeNow })
  if (persons.names.size > 0)
    for (const page of codePages(connection, 'promo_code')) {
      for (const { recipient_email: email, recipient_name: name } of page)
        if (persons.numberOf(email) === undefined && !isErasedAddress(email)) persons.share(name)
      step(page.length)
      await pause()
    }
  const mentions = createMentions(persons.known(replacement))
  const messages = await findMessages(tools, mentions)
  const payments = findPayments(tools, mentions, codeNow)
  await pause()
  const inBatch = (batch: number) => batches.get(batch) ?? new Set<number>()
  const texts = await findTexts({ connection, mentions, edits, replacement, inBatch, pause })
  return {
    mentions,
    codes,
    ...messages,
    payments,
    edits,
    texts,
    waiting: messages.messages.filter(
      (one) => one.state === 'queued' && persons.numberOf(one.address) !== undefined,
    ).length,
    underWay: {
      messages: messages.messages.filter(({ state }) => state === 'sending').length,
      payments: payments.filter(({ payment }) => payment.open === 1).length,
    },
  }
}

/** Codes are read twice, for their persons and for who else has their names. */
function progressOf({ connection, onProgress }: ScanTools): (rows: number) => void {
  const count = sql<{ count: number }>`SELECT (SELECT count(*) FROM promo_code) * 2
    + (SELECT count(*) FROM withdrawn_code) AS count`
  const total = connection.get('privacy.count', raw(count))?.count ?? 0
  let done = 0
  return (rows) => onProgress(Math.min((done += rows), total), total)
}

function addTo(all: Map<number, Set<number>>, key: number, number: number): void {
  const known = all.get(key)
  if (known) known.add(number)
  else all.set(key, new Set([number]))
}

function codesNow(connection: ReadConnection): (id: number) => CodeNow | undefined {
  const statements = TABLES.map((table) =>
    connection.prepare(`SELECT recipient_name, recipient_email FROM ${table} WHERE id = ?`),
  )
  return (id) => {
    for (const statement of statements) {
      const found = statement.get(id) as CodeNow | undefined
      if (found) return found
    }
    return undefined
  }
}

/** Before texts are searched: names that only messages have. */
function noteNamesOfMessages({ connection, persons }: ScanTools): void {
  const rows = connection.prepare(`SELECT name, address FROM mail_message
    UNION SELECT name, address FROM mail_attempt WHERE address IS NOT NULL`)
  for (const { name, address } of rows.iterate() as Iterable<{ name: string; address: string }>) {
    const number = persons.numberOf(address)
    if (number === undefined) continue
    persons.addName(name, number)
    persons.addSpelling(address)
  }
}

async function findMessages(
  { connection, persons, pause }: ScanTools,
  mentions: Mentions,
): Promise<Pick<Scan, 'messages' | 'attempts' | 'messageCount'>> {
  const isFound = ({ address, answer }: { address: string | null; answer: string }) =>
    (address !== null && persons.numbers.has(addressKey(address))) ||
    (answer.includes('@') && mentions.inText(answer) !== answer)
  const messages = connection.prepare(
    `SELECT id, name, address, state, state_at, answer FROM mail_message WHERE id > ? ORDER BY id LIMIT ${PAGE}`,
  )
  const found: PersonMessage[] = []
  for (let after = 0; ;) {
    const page = messages.all(after) as PersonMessage[]
    const last = page.at(-1)
    if (!last) break
    found.push(...page.filter(isFound))
    after = last.id
    await pause()
  }
  const attempts = connection.prepare(`SELECT message_id, number, name, address, answer FROM mail_attempt
    WHERE (message_id, number) > (?, ?) ORDER BY message_id, number LIMIT ${PAGE}`)
  const tries: PersonAttempt[] = []
  for (let [message, number] = [0, 0]; ;) {
    const page = attempts.all(message, number) as PersonAttempt[]
    const last = page.at(-1)
    if (!last) break
    tries.push(...page.filter(isFound))
    ;[message, number] = [last.message_id, last.number]
    await pause()
  }
  const messageCount = new Set([...found.map(({ id }) => id), ...tries.map((one) => one.message_id)]).size
  return { messages: found, attempts: tries, messageCount }
}

function findPayments(
  { connection, persons }: ScanTools,
  mentions: Mentions,
  codeNow: (id: number) => CodeNow | undefined,
): PersonPayment[] {
  const steps = connection.all(
    'privacy.steps',
    query.selectFrom('payment_step').select(['payment_id', 'number', 'pairs']),
  )
  const changed = new Map<number, Pick<PaymentStepTable, 'number' | 'pairs'>[]>()
  for (const { payment_id: id, number, pairs: stored } of steps) {
    const value: unknown = JSON.parse(stored)
    const replaced = mentions.inJson(value)
    if (replaced === value) continue
    changed.set(id, [...(changed.get(id) ?? []), { number, pairs: JSON.stringify(replaced) }])
  }
  const all = query.selectFrom('payment').selectAll().orderBy('id')
  return connection.all('privacy.payments', all).flatMap((payment) => {
    const code = payment.code_id === null ? undefined : codeNow(payment.code_id)
    const isTheirs = code !== undefined && persons.numberOf(code.recipient_email) !== undefined
    const description = mentions.inText(payment.description)
    const mentioned = changed.get(payment.id) ?? []
    return isTheirs || description !== payment.description || mentioned.length > 0
      ? [{ payment, isTheirs, description, steps: mentioned }]
      : []
  })
}
