import { type RawBuilder, sql } from 'kysely'
import { addressKey } from '#shared/domain/email-address.ts'
import { isErasedAddress } from '#shared/domain/erased-person.ts'
import type { MailCode } from '../mail-codes.ts'
import type { SentCode } from '../mail-messages.ts'
import type { ReadConnection } from './connection.ts'
import type { MailMessageCodeTable } from '../sql/mail-schema.ts'
import { discountOf, type PromoCodeTable, validityOf } from '../promo-code-table.ts'
import { raw } from '../sql/query.ts'

/** The columns of `promo_code` that a message keeps of its codes, under the same names. */
export const SAID = 'code, discount_kind, discount_value, discount_currency, applies_to, expires'

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
const COLUMNS = sql`promo_code.id, promo_code.code, batch_id, recipient_name, recipient_email,
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

const codesBy = (connection: ReadConnection, name: string, rest: RawBuilder<unknown>): MailCode[] =>
  connection.all(name, raw(sql<CodeRow>`SELECT ${COLUMNS} ${rest}`)).map(toMailCode)

/** The codes of a message as they are now; those whose creation was undone, or whose recipient was erased, are left out. */
export const codesNow = (connection: ReadConnection, message: number): MailCode[] =>
  codesBy(
    connection,
    'mail.codes-now',
    sql`FROM mail_message_code CROSS JOIN promo_code ON promo_code.id = code_id
      WHERE message_id = ${message} ORDER BY code_id`,
  ).filter(({ email }) => !isErasedAddress(email))

/** Codes of the batch that the recipient has not had, and that no message carries. */
export function codesBesides(
  connection: ReadConnection,
  { batch, address }: { batch: number; address: string },
): MailCode[] {
  const key = addressKey(address)
  return codesBy(
    connection,
    'mail.codes-besides',
    sql`FROM promo_code WHERE batch_id = ${batch} AND recipient_email = ${address} COLLATE NOCASE
      AND NOT EXISTS (SELECT 1 FROM mail_message_code
        JOIN mail_message ON mail_message.id = mail_message_code.message_id
        WHERE code_id = promo_code.id AND (state = 'queued' OR (address_key = ${key} AND state <> 'cancelled')))
      ORDER BY id`,
  ).filter(({ email }) => addressKey(email) === key)
}

/** All codes of the recipient of a code in its batch, in the order of their creation. */
export const codesBeside = (connection: ReadConnection, id: number): MailCode[] =>
  codesBy(
    connection,
    'mail.codes-beside',
    sql`FROM (SELECT batch_id AS batch, recipient_email AS email FROM promo_code WHERE id = ${id}) AS asked
      JOIN promo_code ON batch_id = batch AND recipient_email = email COLLATE NOCASE ORDER BY promo_code.id`,
  )

/** In the order of their making. */
export function sentCodes(connection: ReadConnection, message: number): SentCode[] {
  const all = connection.prepare('SELECT * FROM mail_message_code WHERE message_id = ? ORDER BY code_id')
  return (all.all(message) as MailMessageCodeTable[]).map((row) => ({
    id: row.code_id,
    code: row.code,
    discount: discountOf(row),
    appliesTo: row.applies_to,
    expires: row.expires,
  }))
}
