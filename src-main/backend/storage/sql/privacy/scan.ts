import { sql } from 'kysely'
import { addressKey } from '#shared/domain/email-address.ts'
import { isErasedAddress } from '#shared/domain/erased-person.ts'
import { createMentions, type Mentions, nameKey } from '../../mentions.ts'
import type { OnProgress, UnderWay } from '../../privacy.ts'
import type { ReadConnection } from '../connection.ts'
import type { PaymentStepTable, PaymentTable } from '../payments-schema.ts'
import { query, raw } from '../query.ts'
import { findEdits, type PersonEdits } from './edits.ts'
import type { Persons } from './persons.ts'
import {
  attemptPages,
  CODE_TABLES,
  codePages,
  codesNow,
  type CodeTable,
  messagePages,
  type PersonAttempt,
  type PersonCode,
  type PersonMessage,
} from './rows.ts'
import { findTexts, type TextChange } from './texts.ts'

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

/** Looks at everything that is stored. */
export async function scan(tools: ScanTools): Promise<Scan> {
  const { connection, persons, replacement, pause } = tools
  const step = await progressOf(tools)
  const batches = new Map<number, Set<number>>()
  const codes = { promo_code: 0, withdrawn_code: 0 }
  for (const table of CODE_TABLES)
    for await (const page of codePages(connection, table)) {
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
  await noteNamesOfMessages(tools)
  const edits = await findEdits({ connection, persons, replacement, pause })
  if (persons.names.size > 0)
    for await (const page of codePages(connection, 'promo_code')) {
      for (const { recipient_email: email, recipient_name: name } of page)
        if (persons.numberOf(email) === undefined && !isErasedAddress(email)) persons.share(name)
      step(page.length)
      await pause()
    }
  const mentions = createMentions(persons.known(replacement))
  const messages = await findMessages(tools, mentions)
  const payments = await findPayments(tools, mentions)
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
async function progressOf({ connection, onProgress }: ScanTools): Promise<(rows: number) => void> {
  const count = sql<{ count: number }>`SELECT (SELECT count(*) FROM promo_code) * 2
    + (SELECT count(*) FROM withdrawn_code) AS count`
  const total = (await connection.get('privacy.count', raw(count)))?.count ?? 0
  let done = 0
  return (rows) => onProgress(Math.min((done += rows), total), total)
}

function addTo(all: Map<number, Set<number>>, key: number, number: number): void {
  const known = all.get(key)
  if (known) known.add(number)
  else all.set(key, new Set([number]))
}

/** Before texts are searched: names that only messages have. */
async function noteNamesOfMessages({ connection, persons, pause }: ScanTools): Promise<void> {
  const found = new Map<string, Named>()
  for (const pages of [messagePages(connection), attemptPages(connection)])
    for await (const page of pages) {
      for (const { name, address } of page) {
        const number = address === null ? undefined : persons.numberOf(address)
        if (number === undefined) continue
        const one = { name: name ?? '', address: address ?? '', number }
        found.set(JSON.stringify([one.name, one.address]), one)
      }
      await pause()
    }
  // The first spelling of a name is the one that is shown.
  for (const { name, address, number } of [...found.values()].sort(byName)) {
    persons.addName(name, number)
    persons.addSpelling(address)
  }
}

interface Named {
  readonly name: string
  readonly address: string
  readonly number: number
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)
const byName = (one: Named, other: Named): number =>
  compare(one.name, other.name) || compare(one.address, other.address)

async function findMessages(
  { connection, persons, pause }: ScanTools,
  mentions: Mentions,
): Promise<Pick<Scan, 'messages' | 'attempts' | 'messageCount'>> {
  const isFound = ({ address, answer }: { address: string | null; answer: string }) =>
    (address !== null && persons.numbers.has(addressKey(address))) ||
    (answer.includes('@') && mentions.inText(answer) !== answer)
  const found: PersonMessage[] = []
  for await (const page of messagePages(connection)) {
    found.push(...page.filter(isFound))
    await pause()
  }
  const tries: PersonAttempt[] = []
  for await (const page of attemptPages(connection)) {
    tries.push(...page.filter(isFound))
    await pause()
  }
  const messageCount = new Set([...found.map(({ id }) => id), ...tries.map((one) => one.message_id)]).size
  return { messages: found, attempts: tries, messageCount }
}

async function findPayments(
  { connection, persons }: ScanTools,
  mentions: Mentions,
): Promise<PersonPayment[]> {
  const steps = await connection.all(
    'privacy.steps',
    query
      .selectFrom('payment_step')
      .select(['payment_id', 'number', 'pairs'])
      .orderBy('payment_id')
      .orderBy('number'),
  )
  const changed = new Map<number, Pick<PaymentStepTable, 'number' | 'pairs'>[]>()
  for (const { payment_id: id, number, pairs: stored } of steps) {
    const value: unknown = JSON.parse(stored)
    const replaced = mentions.inJson(value)
    if (replaced === value) continue
    changed.set(id, [...(changed.get(id) ?? []), { number, pairs: JSON.stringify(replaced) }])
  }
  const all = query.selectFrom('payment').selectAll().orderBy('id')
  const payments = await connection.all('privacy.payments', all)
  const codes = await codesNow(
    connection,
    payments.flatMap(({ code_id: id }) => (id === null ? [] : [id])),
  )
  return payments.flatMap((payment) => {
    const code = payment.code_id === null ? undefined : codes.get(payment.code_id)
    const isTheirs = code !== undefined && persons.numberOf(code.recipient_email) !== undefined
    const description = mentions.inText(payment.description)
    const mentioned = changed.get(payment.id) ?? []
    return isTheirs || description !== payment.description || mentioned.length > 0
      ? [{ payment, isTheirs, description, steps: mentioned }]
      : []
  })
}
