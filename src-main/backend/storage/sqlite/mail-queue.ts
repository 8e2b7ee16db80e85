import { sql } from 'kysely'
import { addressKey } from '#shared/domain/email-address.ts'
import type { MessageState } from '#shared/domain/mail/message-states.ts'
import type { Service } from '#shared/domain/services.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import type { IdChunk } from './id-chunks.ts'
import type { MailWordingTable } from './mail-schema.ts'
import { pickedCodes } from './picked-codes.ts'
import { query, raw } from './query.ts'
import type { PromoCodeTable } from './promo-code-table.ts'

/** A code as a message needs it. */
export type CodeToSend = Pick<
  PromoCodeTable,
  | 'id'
  | 'code'
  | 'batch_id'
  | 'recipient_name'
  | 'recipient_email'
  | 'discount_kind'
  | 'discount_value'
  | 'discount_currency'
  | 'usage_limit'
  | 'used'
  | 'expires'
  | 'deleted_at'
>

const COLUMNS = [
  'id',
  'code',
  'batch_id',
  'recipient_name',
  'recipient_email',
  'discount_kind',
  'discount_value',
  'discount_currency',
  'usage_limit',
  'used',
  'expires',
  'deleted_at',
] as const

/** The batches that the chunk's codes are of. */
export const batchesOf = (connection: ReadConnection, chunk: IdChunk): number[] =>
  connection.column<number>('mail.batches', raw(sql`SELECT DISTINCT batch_id FROM ${pickedCodes(chunk)}`))

export const serviceOfBatch = (connection: ReadConnection, batch: number): Service | undefined =>
  connection.get('mail.service-of-batch', query.selectFrom('batch').select('service').where('id', '=', batch))
    ?.service

/** In the order of their creation. */
export const codesOfBatch = (connection: ReadConnection, batch: number): CodeToSend[] =>
  connection.all(
    'mail.codes-of-batch',
    query.selectFrom('promo_code').select(COLUMNS).where('batch_id', '=', batch).orderBy('id'),
  )

/** The codes of a message as they are now; those whose creation was undone are left out. */
export const codesNow = (connection: ReadConnection, message: number): CodeToSend[] =>
  connection.all(
    'mail.codes-now',
    raw(sql<CodeToSend>`SELECT ${sql.join(COLUMNS.map((column) => sql.ref(`promo_code.${column}`)))}
      FROM mail_message_code CROSS JOIN promo_code ON promo_code.id = code_id
      WHERE message_id = ${message} ORDER BY code_id`),
  )

/** Codes of the batch that the recipient has not had, and that no message carries. */
export function codesBesides(
  connection: ReadConnection,
  { batch, address }: { batch: number; address: string },
): CodeToSend[] {
  const key = addressKey(address)
  const codes = connection.all(
    'mail.codes-besides',
    query
      .selectFrom('promo_code')
      .select(COLUMNS)
      .where('batch_id', '=', batch)
      .where(sql<boolean>`recipient_email = ${address} COLLATE NOCASE`)
      .where(
        sql<boolean>`NOT EXISTS (SELECT 1 FROM mail_message_code
          JOIN mail_message ON mail_message.id = mail_message_code.message_id
          WHERE code_id = promo_code.id AND (state = 'queued' OR (address_key = ${key} AND state <> 'cancelled')))`,
      )
      .orderBy('id'),
  )
  return codes.filter(({ recipient_email }) => addressKey(recipient_email) === key)
}

export interface CurrentMessage {
  readonly id: number
  readonly state: MessageState
}

/** The newest message of each recipient of the batch that was not cancelled, by the key of the address. */
export function currentMessages(connection: ReadConnection, batch: number): Map<string, CurrentMessage> {
  const rows = connection.all(
    'mail.current',
    raw(sql<CurrentMessage & { address_key: string }>`
      SELECT id, address_key, state FROM mail_message
      WHERE batch_id = ${batch} AND state <> 'cancelled' ORDER BY id`),
  )
  return new Map(rows.map(({ address_key, id, state }) => [address_key, { id, state }]))
}

/** A message to the recipient of the batch waits, is being sent, or may have arrived. */
export const isOnItsWay = (connection: ReadConnection, batch: number, key: string): boolean =>
  connection.get(
    'mail.on-its-way',
    raw(sql<{ found: 0 | 1 }>`SELECT EXISTS (SELECT 1 FROM mail_message WHERE batch_id = ${batch}
      AND address_key = ${key} AND state IN ('queued', 'sending', 'uncertain')) AS found`),
  )?.found === 1

export interface NewMessage {
  readonly operationId: number
  readonly batch: number
  readonly wording: number
  readonly name: string
  readonly address: string
  readonly key: string
  readonly messageId: string
  readonly resendOf: number | null
  readonly at: number
  readonly codes: readonly CodeToSend[]
}

/**
 * Inserts messages with their codes; made once for many. A code that waits in a parked message goes along from there, so
 * that it is back in it when the new message is taken back.
 */
export function messageInserter(connection: WriteConnection): (message: NewMessage) => void {
  const parked =
    connection.prepare(`SELECT id FROM mail_message_code JOIN mail_message ON id = mail_message_code.message_id
    WHERE code_id = ? AND state = 'cancelled' AND problem IN ('with-another', 'recipient-has-one')`)
  const skipped = connection.prepare('DELETE FROM mail_message_code WHERE code_id = ? AND message_id = ?')
  const isHere = connection.prepare('SELECT 1 FROM mail_code_home WHERE code_id = ?')
  const setHome = connection.prepare(
    'INSERT OR REPLACE INTO mail_code_home (code_id, message_id) VALUES (?, ?)',
  )
  const dropHome = connection.prepare('DELETE FROM mail_code_home WHERE code_id = ?')
  const takeAlong = (id: number): void => {
    const home = (parked.get(id) as { id: number } | undefined)?.id
    if (home === undefined) return void dropHome.run(id)
    skipped.run(id, home)
    if (isHere.get(id) === undefined) setHome.run(id, home)
  }
  const insert =
    connection.prepare(`INSERT INTO mail_message (operation_id, batch_id, wording_id, name, address,
    address_key, message_id, resend_of, state, queued_at, state_at, next_try, tries, problem, answer)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, 'queued', ?, ?, 0, 0, NULL, '')`)
  const code = connection.prepare(`INSERT INTO mail_message_code
    (code_id, message_id, code, discount_kind, discount_value, discount_currency, expires)
    VALUES (?, ?, ?, ?, ?, ?, ?)`)
  return (message) => {
    const { lastInsertRowid: id } = insert.run(
      message.operationId,
      message.batch,
      message.wording,
      message.name,
      message.address,
      message.key,
      message.messageId,
      message.resendOf,
      message.at,
      message.at,
    )
    for (const one of message.codes) {
      takeAlong(one.id)
      code.run(
        one.id,
        id,
        one.code,
        one.discount_kind,
        one.discount_value,
        one.discount_currency,
        one.expires,
      )
    }
  }
}

/** Keeps what messages say, and answers with its number. */
export function insertWording(connection: WriteConnection, wording: Omit<MailWordingTable, 'id'>): number {
  const max = query.selectFrom('mail_wording').select(({ fn }) => fn.max('id').as('id'))
  const id = (connection.get('mail.last-wording', max)?.id ?? 0) + 1
  connection.run('mail.insert-wording', query.insertInto('mail_wording').values({ id, ...wording }))
  return id
}
