import { type RawBuilder, sql } from 'kysely'
import { addressKey } from '#shared/domain/email-address.ts'
import type { Service } from '#shared/domain/services.ts'
import type { FoundState, MailChangesReader, MailChangesWriter } from '../mail-changes.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import { codesNow } from './mail-codes.ts'
import { codesCarried } from './mail-follow.ts'
import { followWriter } from './mail-follow-writer.ts'
import { findMessage } from './mail-messages.ts'
import type { MailAttemptTable } from '../sql/mail-schema.ts'
import { raw } from '../sql/query.ts'

/** Keeps that the operation changes the messages that the condition finds. */
export const keepChange = (connection: WriteConnection, operationId: number, changing: RawBuilder<unknown>) =>
  connection.run(
    'mail.keep-change',
    raw(sql`INSERT OR IGNORE INTO mail_change (operation_id, message_id)
      SELECT ${operationId}, id FROM mail_message WHERE ${changing}`),
  )

/** The messages that the operation changed, and that no later one that still applies did. */
const lastChangedBy = (operationId: number) => sql`id IN (
  SELECT message_id FROM mail_change AS mine WHERE operation_id = ${operationId} AND NOT EXISTS (
    SELECT 1 FROM mail_change AS later JOIN operation ON operation.id = later.operation_id
    WHERE later.message_id = mine.message_id AND later.operation_id > ${operationId} AND undone_by IS NULL))`

/** Queued, or parked. */
export const WAITING = sql`(state = 'queued' OR (state = 'cancelled' AND problem IN ('with-another', 'recipient-has-one')))`

/**
 * Of those that wait, one that was divided from another by following was never tried itself. One that was taken out stays
 * out while its queueing is undone, or a later one, which was sent in its place, is on its way.
 */
function isFound(state: FoundState, operationId: number) {
  if (state === 'waiting') return sql`${WAITING} AND tries > 0`
  if (state !== 'cancelled') return sql`state = ${state}`
  return sql`state = 'cancelled'
    AND (mail_message.operation_id = ${operationId}
      OR (SELECT undone_by FROM operation WHERE operation.id = mail_message.operation_id) IS NULL)
    AND NOT EXISTS (SELECT 1 FROM mail_message AS later
      WHERE later.resend_of = mail_message.id AND later.state IN ('queued', 'sending', 'uncertain'))`
}

/** There is no other message for the same recipient and batch. */
const ALONE = sql`(resend_of IS NOT NULL OR NOT EXISTS (
  SELECT 1 FROM mail_message AS other
  WHERE other.batch_id = mail_message.batch_id AND other.address_key = mail_message.address_key
    AND other.resend_of IS NULL AND other.state <> 'cancelled' AND other.id <> mail_message.id))`

/** Ids in SQL. */
const among = (ids: readonly number[]) => sql`id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`

/** A message to the recipient of the batch waits, is being sent, or may have arrived. */
const isOnItsWay = (connection: ReadConnection, batch: number, key: string): boolean =>
  connection.get(
    'mail.on-its-way',
    raw(sql<{ found: 0 | 1 }>`SELECT EXISTS (SELECT 1 FROM mail_message WHERE batch_id = ${batch}
      AND address_key = ${key} AND state IN ('queued', 'sending', 'uncertain')) AS found`),
  )?.found === 1

export const mailChangesReader = (connection: ReadConnection): MailChangesReader => ({
  async servicesPutBack(operationId) {
    return connection.column<Service>(
      'mail.services-put-back',
      raw(sql`SELECT DISTINCT service FROM mail_change
        JOIN mail_message ON mail_message.id = mail_change.message_id
        JOIN mail_wording AS wording ON wording.id = wording_id
        WHERE mail_change.operation_id = ${operationId} AND state = 'queued'`),
    )
  },
  async changedBy(operationId, state) {
    return connection.column<number>(
      'mail.changed-by',
      raw(sql`SELECT id FROM mail_message
        WHERE ${lastChangedBy(operationId)} AND ${isFound(state, operationId)} ORDER BY id`),
    )
  },
  async countIn(messages, state) {
    const count = sql<{ count: number }>`SELECT count(*) AS count FROM mail_message
      WHERE ${among(messages)} AND state = ${state}`
    return connection.get('mail.count-in', raw(count))?.count ?? 0
  },
  async resendable(messages) {
    const found = connection.column<number>(
      'mail.resendable',
      raw(sql`SELECT id FROM mail_message
        WHERE ${among(messages)} AND state IN ('sent', 'failed', 'cancelled')
          AND NOT EXISTS (SELECT 1 FROM mail_message AS later
            WHERE later.resend_of = mail_message.id AND later.state IN ('queued', 'sending', 'uncertain'))
        ORDER BY id`),
    )
    return found.flatMap((id) => {
      const message = findMessage(connection, id)
      if (!message) return []
      const { batch, service, language } = message
      const codes = codesNow(connection, id)
      const keys = [...new Set(codes.map(({ email }) => addressKey(email)))]
      const onTheirWay = keys.filter((key) => isOnItsWay(connection, batch, key))
      return [{ id, batch, service, language, codes, onTheirWay }]
    })
  },
})

export const mailChangesWriter = (connection: WriteConnection): MailChangesWriter => ({
  async changeStates({ operationId, from, to, problem, at, ids }) {
    const changing = sql`state IN (${sql.join(from)})${ids ? sql` AND ${among(ids)}` : sql``}`
    keepChange(connection, operationId, changing)
    return connection.run(
      'mail.change-states',
      raw(sql`UPDATE mail_message
        SET state = ${to}, state_at = ${at}, problem = ${problem}, next_try = 0 WHERE ${changing}`),
    )
  },
  async park(messages, at) {
    connection.run(
      'mail.park',
      raw(sql`UPDATE mail_message
        SET state = 'cancelled', state_at = ${at}, problem = 'with-another', answer = '', next_try = 0
        WHERE ${among(messages)}`),
    )
    return codesCarried(connection, messages)
  },
  async bringBackTried(messages, at) {
    bringHome(connection, messages, at)
    showWhereTried(connection, messages)
  },
  async revertStates({ operationId, from, to, problem, at }) {
    return connection.run(
      'mail.revert-states',
      raw(sql`UPDATE mail_message SET state = ${to}, state_at = ${at}, problem = ${problem}, next_try = 0
        WHERE ${lastChangedBy(operationId)} AND ${isFound(from, operationId)} AND ${ALONE}`),
    )
  },
})

/** Codes that were queued in these messages, and wait in others, go with these again. */
function bringHome(connection: WriteConnection, ids: readonly number[], at: number): void {
  const write = followWriter(connection)
  const travelling = connection.all(
    'mail.away-from-home',
    raw(sql<{ code: number; carrier: number; home: number }>`
      SELECT home.code_id AS code, carrier.id AS carrier, home.message_id AS home
      FROM mail_code_home AS home
        JOIN mail_message_code AS carried ON carried.code_id = home.code_id
        JOIN mail_message AS carrier ON carrier.id = carried.message_id
      WHERE home.message_id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))
        AND carrier.state = 'queued' AND carrier.id <> home.message_id
        AND carrier.id NOT IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`),
  )
  for (const { code, carrier, home } of travelling) {
    write.dropCode(code, carrier)
    write.addCode(code, home)
    write.dropHome(code)
  }
  parkEmpty(
    connection,
    travelling.map(({ carrier }) => carrier),
    at,
  )
}

function showWhereTried(connection: WriteConnection, ids: readonly number[]): void {
  const find = connection.prepare(
    'SELECT name, address FROM mail_attempt WHERE message_id = ? ORDER BY number DESC LIMIT 1',
  )
  const aim = connection.prepare(
    'UPDATE mail_message SET name = ?, address = ?, address_key = ? WHERE id = ? AND address <> ?',
  )
  const isFree =
    connection.prepare(`SELECT NOT EXISTS (SELECT 1 FROM mail_message AS other, mail_message AS mine
    WHERE mine.id = ? AND other.id <> mine.id AND other.batch_id = mine.batch_id AND other.address_key = ?
      AND other.state <> 'cancelled' AND other.resend_of IS NULL AND mine.resend_of IS NULL) AS free`)
  for (const id of ids) {
    const { name, address } = (find.get(id) ?? {}) as Partial<MailAttemptTable>
    if (!name || !address) continue
    const key = addressKey(address)
    if ((isFree.get(id, key) as { free: 0 | 1 }).free === 1) aim.run(name, address, key, id, address)
  }
}

/** Parks queued messages among these that carry nothing: all their codes go with others. */
export const parkEmpty = (connection: WriteConnection, ids: readonly number[], at: number): number =>
  connection.run(
    'mail.park-empty',
    raw(sql`UPDATE mail_message
      SET state = 'cancelled', state_at = ${at}, problem = 'with-another', answer = '', next_try = 0
      WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)})) AND state = 'queued'
        AND NOT EXISTS (SELECT 1 FROM mail_message_code WHERE mail_message_code.message_id = mail_message.id)`),
  )
