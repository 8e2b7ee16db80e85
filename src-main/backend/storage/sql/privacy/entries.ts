import { sql } from 'kysely'
import type { PersonFact } from '#shared/domain/person-kinds.ts'
import type { PersonEntry } from '#shared/contract/privacy.ts'
import { paymentDecimals } from '#shared/domain/commerce/payment-currency.ts'
import { instantOf } from '#shared/domain/dates.ts'
import type { PromoCodeTable } from '../../promo-code-table.ts'
import type { ReadConnection } from '../connection.ts'
import { query, raw } from '../query.ts'
import type { CodeEditTable } from '../schema.ts'
import { type CodeTable, codesNow, type PersonMessage } from './rows.ts'
import type { PersonPayment, Scan } from './scan.ts'
import type { TextChange } from './texts.ts'

type Facts = Partial<Record<PersonFact, string | number | null>>

const entry = (
  kind: PersonEntry['kind'],
  at: number | null,
  rest: Partial<Omit<PersonEntry, 'kind' | 'at' | 'facts'>>,
  facts: Facts = {},
): PersonEntry => ({
  kind,
  at: at === null ? null : instantOf(at),
  number: null,
  code: '',
  name: '',
  address: '',
  state: '',
  ...rest,
  facts: (Object.entries(facts) as [PersonFact, string | number | null][]).flatMap(([fact, value]) =>
    value === null || value === '' ? [] : [{ fact, value: String(value) }],
  ),
})

/** Codes as they are now, in the order of `ids`. */
export async function codeEntries(
  connection: ReadConnection,
  table: CodeTable,
  ids: readonly number[],
): Promise<PersonEntry[]> {
  const rows = await connection.all(
    'privacy.codes',
    raw(
      sql<PromoCodeTable>`SELECT * FROM ${sql.table(table)} WHERE ${connection.dialect.isAmong(sql`id`, ids)}`,
    ),
  )
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => {
    const row = byId.get(id)
    return row ? [codeEntry(table, row)] : []
  })
}

const codeEntry = (table: CodeTable, row: PromoCodeTable): PersonEntry =>
  entry(
    table === 'promo_code' ? 'code' : 'withdrawn-code',
    row.created_at,
    { code: row.code, name: row.recipient_name, address: row.recipient_email },
    {
      validFrom: row.valid_from,
      expires: row.expires,
      note: row.note,
      used: row.usage_limit === null ? row.used : `${row.used} / ${row.usage_limit}`,
      deleted: row.deleted_at === null ? null : instantOf(row.deleted_at),
      batch: row.batch_id,
    },
  )

/** What the scan found besides codes, some of each kind at a time so that memory stays small. */
export async function* entriesOf(connection: ReadConnection, scan: Scan): AsyncGenerator<PersonEntry> {
  for (const message of scan.messages) yield messageEntry(message)
  const listed = new Set(scan.messages.map(({ id }) => id))
  for (const attempt of scan.attempts) {
    if (listed.has(attempt.message_id)) continue
    listed.add(attempt.message_id)
    const { name, address, answer, message_id: number } = attempt
    yield entry('message', null, { number, name: name ?? '', address: address ?? '' }, { answer })
  }
  for (const payment of scan.payments) yield await paymentEntry(connection, payment)
  for (const edit of scan.edits.edits) yield await editEntry(connection, edit)
  for (const text of scan.texts) yield textEntry(text)
}

const messageEntry = ({
  id: number,
  state_at: at,
  name,
  address,
  state,
  answer,
}: PersonMessage): PersonEntry => entry('message', at, { number, name, address, state }, { answer })

async function paymentEntry(
  connection: ReadConnection,
  { payment, steps }: PersonPayment,
): Promise<PersonEntry> {
  const { id: number, at, code, state, description, pay, currency } = payment
  const decimals = paymentDecimals(currency)
  const numbers = steps.map((step) => step.number)
  const stored = query
    .selectFrom('payment_step')
    .select('pairs')
    .where('payment_id', '=', number)
    .where(connection.dialect.isAmong(sql.ref('number'), numbers))
    .orderBy('number')
  const pairs = await connection.column<string>('privacy.pairs', stored)
  const amount = `${(pay / 10 ** decimals).toFixed(decimals)} ${currency}`
  return entry(
    'payment',
    at,
    { number, code: code ?? '', state },
    { description, amount, paypal: pairs.join('\n') },
  )
}

async function editEntry(
  connection: ReadConnection,
  { code_id: id, operation_id: number, field, before, after }: CodeEditTable,
): Promise<PersonEntry> {
  const code = (await codesNow(connection, [id])).get(id)?.code ?? ''
  return entry('edit', null, { number, code, state: field }, { before, after })
}

function textEntry(text: TextChange): PersonEntry {
  switch (text.kind) {
    case 'operation':
      return entry('operation', text.at, { number: text.id, state: text.operation }, { details: text.before })
    case 'batch':
      return entry('batch', text.at, { number: text.id }, { content: text.before })
    case 'note':
      return entry('note', null, {}, { content: text.before })
    case 'draft':
      return entry('draft', text.at, { state: text.key }, { content: text.before })
    case 'view':
      return entry('view', null, { number: text.id, state: text.name }, { content: text.before })
  }
}
