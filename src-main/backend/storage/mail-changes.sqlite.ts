import { sql } from 'kysely'
import type { MailProblem, MessageState } from '#shared/domain/mail/message-states.ts'
import type { Service } from '#shared/domain/services.ts'
import type { ReadConnection, WriteConnection } from './connection.sqlite.ts'
import type { MailMessageTable } from './mail-schema.ts'
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
  return connection.run(
    'mail.change-states',
    raw(sql`UPDATE mail_message
      SET state = ${to}, state_at = ${at}, problem = ${problem}, next_try = 0, changed_by = ${operationId}
      WHERE state IN (${sql.join(from)})${among}`),
  )
}

/** The services of what an operation of a person's put back into the queue. */
export const servicesPutBack = (connection: ReadConnection, operationId: number): Service[] =>
  connection.column<Service>(
    'mail.services-put-back',
    raw(sql`SELECT DISTINCT service FROM mail_message INDEXED BY mail_message_changed_by
      JOIN mail_wording AS wording ON wording.id = wording_id
      WHERE changed_by = ${operationId} AND state = 'queued'`),
  )

/** Takes what an operation queued, and was not sent yet, out of the queue; answers how many. */
export const takeBack = (connection: WriteConnection, operationId: number, at: number): number =>
  connection.run(
    'mail.take-back',
    raw(sql`UPDATE mail_message
      SET state = 'cancelled', state_at = ${at}, problem = 'taken-back', changed_by = ${operationId}
      WHERE operation_id = ${operationId} AND state = 'queued'`),
  )

/** No other message stands for the same recipient and batch. */
const ALONE = sql`(resend_of IS NOT NULL OR NOT EXISTS (
  SELECT 1 FROM mail_message AS other
  WHERE other.batch_id = mail_message.batch_id AND other.address_key = mail_message.address_key
    AND other.resend_of IS NULL AND other.state <> 'cancelled' AND other.id <> mail_message.id))`

/** Puts messages whose state the operation changed from one state into another; answers how many. */
export const swingStates = (
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
    'mail.swing-states',
    raw(sql`UPDATE mail_message SET state = ${to}, state_at = ${at}, problem = ${problem}, next_try = 0
      WHERE changed_by = ${operationId} AND state = ${from} AND ${ALONE}`),
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
