import { sql } from 'kysely'
import { addressKey } from '#shared/domain/email-address.ts'
import { isErasedAddress } from '#shared/domain/erased-person.ts'
import type { MailCode } from '../mail-codes.ts'
import type { SentCode } from '../mail-messages.ts'
import type { ReadConnection } from './connection.ts'
import type { MailMessageCodeTable } from './mail-schema.ts'
import { discountOf, type PromoCodeTable, validityOf } from '../promo-code-table.ts'
import { MESSAGE_OF_CODE } from './mail-conditions.ts'
import { query, raw } from './query.ts'

type CodeRow = Pick<
  PromoCodeTable,
  | 'id'
  | 'code'
  | 'batch_id'
  | 'recipient_name'
  | 'recipient_email'
  | 'discount_value'
  | 'discount_currency'
  | 'applies_to'
  | 'usage_limit'
  | 'used'
  | 'valid_from'
  | 'expires'
  | 'deleted_at'
>

/** What `toMailCode` needs of `promo_code`. */
const COLUMNS = sql`promo_code.id, promo_code.code, promo_code.batch_id, recipient_name, recipient_email,
  promo_code.discount_value, promo_code.discount_currency, promo_code.applies_to, usage_limit, used, promo_code.valid_from,
  promo_code.expires, deleted_at`

const toMailCode = (row: CodeRow): MailCode => ({
  id: row.id,
  batch: row.batch_id,
  name: row.recipient_name,
  email: row.recipient_email,
  code: row.code,
  discount: discountOf(row),
  appliesTo: row.applies_to,
  ...validityOf(row),
})

/** What is found of each message; nothing where there is none. */
export type OfMessages<T> = (message: number) => readonly T[]

function byMessage<Row extends { message: number }, T>(
  rows: readonly Row[],
  of: (row: Row) => T,
): OfMessages<T> {
  const found = new Map<number, T[]>()
  for (const row of rows) {
    const known = found.get(row.message)
    if (known) known.push(of(row))
    else found.set(row.message, [of(row)])
  }
  return (message) => found.get(message) ?? []
}

/** The codes of messages as they are now; those whose creation was undone, or whose recipient was erased, are left out. */
export async function codesNow(
  connection: ReadConnection,
  messages: readonly number[],
): Promise<OfMessages<MailCode>> {
  if (messages.length === 0) return () => []
  const { isAmong, joinInOrder } = connection.dialect
  const rows = await connection.all(
    'mail.codes-now',
    raw(sql<CodeRow & { message: number }>`SELECT ${COLUMNS}, message_id AS message
      FROM mail_message_code ${joinInOrder} promo_code ON promo_code.id = code_id
      WHERE ${isAmong(MESSAGE_OF_CODE, messages)} ORDER BY message, code_id`),
  )
  const ofPersons = rows.filter(({ recipient_email }) => !isErasedAddress(recipient_email))
  return byMessage(ofPersons, toMailCode)
}

/** A message, with its batch and the address that it goes to. */
interface Addressed {
  readonly id: number
  readonly batch: number
  readonly address: string
}

/** Of each message, codes of its batch that the recipient has not had, and that no message carries. */
export async function codesBesides(
  connection: ReadConnection,
  messages: readonly Addressed[],
): Promise<OfMessages<MailCode>> {
  if (messages.length === 0) return () => []
  const { rows: listed, sameFolded, joinInOrder } = connection.dialect
  const keys = new Map(messages.map(({ id, address }) => [id, addressKey(address)]))
  const asked = messages.map(({ id, batch, address }) => ({ id, batch, address, key: keys.get(id) ?? '' }))
  const columns = { id: 'number', batch: 'number', address: 'text', key: 'text' } as const
  const rows = await connection.all(
    'mail.codes-besides',
    raw(sql<CodeRow & { message: number }>`SELECT ${COLUMNS}, asked.id AS message
      FROM ${listed(columns, asked, 'asked')} ${joinInOrder} promo_code
        ON promo_code.batch_id = asked.batch AND ${sameFolded(sql.ref('recipient_email'), sql.ref('asked.address'))}
      WHERE NOT EXISTS (SELECT 1 FROM mail_message_code
        JOIN mail_message ON mail_message.id = mail_message_code.message_id
        WHERE code_id = promo_code.id
          AND (state = 'queued' OR (address_key = asked.key AND state <> 'cancelled')))
      ORDER BY promo_code.id`),
  )
  const mine = rows.filter(
    ({ message, recipient_email }) => addressKey(recipient_email) === keys.get(message),
  )
  return byMessage(mine, toMailCode)
}

/** All codes of the recipient of a code in its batch, in the order of their creation. */
export async function codesBeside(connection: ReadConnection, id: number): Promise<MailCode[]> {
  const isHers = connection.dialect.sameFolded(sql.ref('recipient_email'), sql.ref('asked.email'))
  const rows = await connection.all(
    'mail.codes-beside',
    raw(sql<CodeRow>`SELECT ${COLUMNS}
      FROM (SELECT batch_id AS batch, recipient_email AS email FROM promo_code WHERE id = ${id}) AS asked
        JOIN promo_code ON batch_id = batch AND ${isHers} ORDER BY promo_code.id`),
  )
  return rows.map(toMailCode)
}

/** The codes that messages name, in the order of their making. */
export async function sentCodes(
  connection: ReadConnection,
  messages: readonly number[],
): Promise<OfMessages<SentCode>> {
  const rows = await connection.all(
    'mail.sent-codes',
    query
      .selectFrom('mail_message_code')
      .selectAll()
      .where(connection.dialect.isAmong(sql.ref('message_id'), messages))
      .orderBy('code_id'),
  )
  return byMessage(
    rows.map((row) => ({ ...row, message: row.message_id })),
    toSentCode,
  )
}

const toSentCode = (row: MailMessageCodeTable): SentCode => ({
  id: row.code_id,
  code: row.code,
  discount: discountOf(row),
  appliesTo: row.applies_to,
  expires: row.expires,
})
