import { type RawBuilder, sql } from 'kysely'
import { addressKey } from '#shared/domain/email-address.ts'
import type { MailProblem, MessageState } from '#shared/domain/mail/message-states.ts'
import type { Service } from '#shared/domain/services.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import type { MailAttemptTable, MailMessageTable } from './mail-schema.ts'
import { raw } from './query.ts'

export interface StateChange {
  readonly operationId: number
  readonly from: readonly MessageState[]
  readonly to: MessageState
  readonly problem: MailProblem | null
  readonly at: number
  /** Left out for all messages. */
  readonly ids?: readonly number[] | undefined
}

/** A person's change of the state of messages; answers how many there were in one of the states `from`. */
export function changeStates(connection: WriteConnection, change: StateChange): number {
  const { operationId, from, to, problem, at, ids } = change
  const among = ids ? sql` AND id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))` : sql``
  const changing = sql`state IN (${sql.join(from)})${among}`
  keepChange(connection, operationId, changing)
  return connection.run(
    'mail.change-states',
    raw(sql`UPDATE mail_message
      SET state = ${to}, state_at = ${at}, problem = ${problem}, next_try = 0 WHERE ${changing}`),
  )
}

/** Keeps that the operation changes the messages that the condition finds. */
const keepChange = (connection: WriteConnection, operationId: number, changing: RawBuilder<unknown>) =>
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

/** The services of what an operation of a person's put back into the queue. */
export const servicesPutBack = (connection: ReadConnection, operationId: number): Service[] =>
  connection.column<Service>(
    'mail.services-put-back',
    raw(sql`SELECT DISTINCT service FROM mail_change
      JOIN mail_message ON mail_message.id = mail_change.message_id
      JOIN mail_wording AS wording ON wording.id = wording_id
      WHERE mail_change.operation_id = ${operationId} AND state = 'queued'`),
  )

/** A code that goes with another message than the one it was queued in. */
export interface Travelling {
  readonly code: number
  readonly carrier: number
  readonly home: number
}

/** Of the codes that an operation queued, those that go with messages of others; and of others', those that go with its. */
export function travellingOf(
  connection: ReadConnection,
  operationId: number,
): { own: Travelling[]; guests: Travelling[] } {
  const all = connection.all(
    'mail.travelling',
    raw(sql<Travelling & { carriedBy: number; queuedBy: number }>`
      SELECT travelling.code_id AS code, carrier.id AS carrier, home.id AS home,
        carrier.operation_id AS carriedBy, home.operation_id AS queuedBy
      FROM mail_code_home AS travelling
        CROSS JOIN mail_message AS home ON home.id = travelling.message_id
        CROSS JOIN mail_message_code AS carried ON carried.code_id = travelling.code_id
        CROSS JOIN mail_message AS carrier ON carrier.id = carried.message_id
      WHERE carrier.state = 'queued' AND carrier.id <> home.id
        AND (carrier.operation_id = ${operationId}) <> (home.operation_id = ${operationId})
      ORDER BY code`),
  )
  return {
    own: all.filter(({ queuedBy }) => queuedBy === operationId),
    guests: all.filter(({ queuedBy }) => queuedBy !== operationId),
  }
}

/** Takes what an operation queued, and was not sent yet, out of the queue, parked messages as well; answers how many. */
export function cancelQueuedBy(connection: WriteConnection, operationId: number, at: number): number {
  const waiting = sql`operation_id = ${operationId}
    AND (state = 'queued' OR (state = 'cancelled' AND problem IN ('with-another', 'recipient-has-one')))`
  keepChange(connection, operationId, waiting)
  return connection.run(
    'mail.take-back',
    raw(sql`UPDATE mail_message SET state = 'cancelled', state_at = ${at}, problem = 'taken-back'
      WHERE ${waiting}`),
  )
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

/** There is no other message for the same recipient and batch. */
const ALONE = sql`(resend_of IS NOT NULL OR NOT EXISTS (
  SELECT 1 FROM mail_message AS other
  WHERE other.batch_id = mail_message.batch_id AND other.address_key = mail_message.address_key
    AND other.resend_of IS NULL AND other.state <> 'cancelled' AND other.id <> mail_message.id))`

/** The messages that are as the operation put them last, and are in the state. */
export const changedBy = (connection: ReadConnection, operationId: number, state: MessageState): number[] =>
  connection.column<number>(
    'mail.changed-by',
    raw(sql`SELECT id FROM mail_message
      WHERE ${lastChangedBy(operationId)} AND state = ${state} ORDER BY id`),
  )

/** Parks messages that are to be queued again: following decides which of them are. */
export const parkForQueue = (connection: WriteConnection, ids: readonly number[], at: number): number =>
  connection.run(
    'mail.park',
    raw(sql`UPDATE mail_message
      SET state = 'cancelled', state_at = ${at}, problem = 'with-another', answer = '', next_try = 0
      WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)}))`),
  )

/** How many of the messages are in the state. */
export const countIn = (connection: ReadConnection, ids: readonly number[], state: MessageState): number =>
  connection.get(
    'mail.count-in',
    raw(sql<{ count: number }>`SELECT count(*) AS count FROM mail_message
      WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)})) AND state = ${state}`),
  )?.count ?? 0

/** What was tried shows where it went again, though its codes may have other recipients by now. */
export const showWhereTried = (connection: WriteConnection, ids: readonly number[]): void => {
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

/** Puts messages whose state the operation changed from one state into another; answers how many. */
export const revertStates = (
  connection: WriteConnection,
  change: {
    operationId: number
    from: MessageState
    to: MessageState
    problem: MailProblem | null
    at: number
  },
): number => {
  const { operationId, from, to, problem, at } = change
  return connection.run(
    'mail.revert-states',
    raw(sql`UPDATE mail_message SET state = ${to}, state_at = ${at}, problem = ${problem}, next_try = 0
      WHERE ${lastChangedBy(operationId)} AND state = ${from} AND ${ALONE}`),
  )
}

/** Messages that may be sent once more: no later one is on its way or in doubt. */
export const resendable = (connection: ReadConnection, ids: readonly number[]): MailMessageTable[] =>
  connection.all(
    'mail.resendable',
    raw(sql<MailMessageTable>`SELECT * FROM mail_message
      WHERE id IN (SELECT value FROM json_each(${JSON.stringify(ids)})) AND state IN ('sent', 'failed', 'cancelled')
        AND NOT EXISTS (SELECT 1 FROM mail_message AS later
          WHERE later.resend_of = mail_message.id AND later.state IN ('queued', 'sending', 'uncertain'))
      ORDER BY id`),
  )
