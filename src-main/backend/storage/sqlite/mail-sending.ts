import { sql } from 'kysely'
import type { MailProblem, MessageState } from '#shared/domain/mail/message-states.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import type { CodeToSend } from './mail-queue.ts'
import type { MailAttemptTable, MailMessageTable } from './mail-schema.ts'
import { query, raw } from './query.ts'

/** A message before it is brought up to date. */
export type ToSend = Pick<MailMessageTable, 'id' | 'batch_id' | 'name' | 'address' | 'address_key'>

/**
 * The message that is to be sent next; undefined where none is due. The state is in the statement itself: a partial
 * index is of no use to a parameter.
 */
export const nextMessage = (connection: ReadConnection, now: number): ToSend | undefined =>
  connection.get(
    'mail.next',
    raw(sql<ToSend>`SELECT id, batch_id, name, address, address_key
      FROM mail_message INDEXED BY mail_message_due
      WHERE state = 'queued' AND next_try <= ${now} ORDER BY next_try, id LIMIT 1`),
  )

export const countDue = (connection: ReadConnection, now: number, limit: number): number =>
  connection.column<number>(
    'mail.count-due',
    raw(sql`SELECT id FROM mail_message INDEXED BY mail_message_due
      WHERE state = 'queued' AND next_try <= ${now} LIMIT ${limit}`),
  ).length

/** The message's codes become these, as they are now. */
export function keepCodes(connection: WriteConnection, message: number, codes: readonly CodeToSend[]): void {
  const ids = JSON.stringify(codes.map(({ id }) => id))
  connection.run(
    'mail.add-codes',
    raw(sql`INSERT OR IGNORE INTO mail_message_code
      (code_id, message_id, code, discount_kind, discount_value, discount_currency, expires)
      SELECT id, ${message}, code, discount_kind, discount_value, discount_currency, expires
      FROM promo_code WHERE id IN (SELECT value FROM json_each(${ids}))`),
  )
  connection.run(
    'mail.drop-codes',
    raw(sql`DELETE FROM mail_message_code
      WHERE message_id = ${message} AND code_id NOT IN (SELECT value FROM json_each(${ids}))`),
  )
  connection.run(
    'mail.refresh-codes',
    raw(sql`UPDATE mail_message_code SET discount_kind = now.discount_kind, discount_value = now.discount_value,
        discount_currency = now.discount_currency, expires = now.expires
      FROM promo_code AS now WHERE now.id = code_id AND message_id = ${message}
        AND (now.expires <> mail_message_code.expires OR now.discount_value <> mail_message_code.discount_value)`),
  )
}

/** Where the message goes. */
export function aimMessage(
  connection: WriteConnection,
  message: number,
  { name, address }: { name: string; address: string },
): void {
  connection.run(
    'mail.aim',
    raw(sql`UPDATE mail_message SET name = ${name}, address = ${address}
      WHERE id = ${message} AND (name <> ${name} OR address <> ${address})`),
  )
}

/** Written before anything is sent. */
export function beginAttempt(connection: WriteConnection, message: number, at: number): void {
  connection.run(
    'mail.begin',
    raw(sql`UPDATE mail_message
      SET state = 'sending', state_at = ${at}, tries = tries + 1, problem = NULL, answer = ''
      WHERE id = ${message}`),
  )
  connection.run(
    'mail.begin-attempt',
    raw(sql`INSERT INTO mail_attempt
      (message_id, number, at, ended_at, end, problem, answer, name, address)
      SELECT id, tries, ${at}, NULL, 'under-way', NULL, '', name, address FROM mail_message WHERE id = ${message}`),
  )
}

export interface AttemptEnd {
  readonly message: number
  readonly at: number
  readonly end: Exclude<MailAttemptTable['end'], 'under-way'>
  readonly state: Exclude<MessageState, 'sending'>
  /** Of a message that goes back to the queue; 0 for at once. */
  readonly nextTry: number
  /** Of the message. */
  readonly problem: MailProblem | null
  /** Of this attempt, where it is another. */
  readonly attemptProblem?: MailProblem | null
  readonly answer: string
}

/** Written once the server has answered, or is known not to. */
export function endAttempt(connection: WriteConnection, ended: AttemptEnd): void {
  const { message, at, end, state, nextTry, problem, attemptProblem = problem, answer } = ended
  connection.run(
    'mail.end-attempt',
    raw(sql`UPDATE mail_attempt SET ended_at = ${at}, end = ${end}, problem = ${attemptProblem}, answer = ${answer}
      WHERE message_id = ${message} AND end = 'under-way'`),
  )
  connection.run(
    'mail.end',
    query
      .updateTable('mail_message')
      .set({ state, state_at: at, next_try: nextTry, problem, answer })
      .where('id', '=', message)
      .where('state', '=', 'sending'),
  )
}

/** How many attempts of the message the server put off. */
export const countPutOff = (connection: ReadConnection, message: number): number =>
  connection.get(
    'mail.put-off',
    raw(sql<{ count: number }>`SELECT count(*) AS count FROM mail_attempt
      WHERE message_id = ${message} AND end = 'temporary' AND problem = 'server-busy'`),
  )?.count ?? 0

/** None of the message's codes works any more. */
export function dropMessage(connection: WriteConnection, message: number, at: number): void {
  connection.run(
    'mail.drop',
    query
      .updateTable('mail_message')
      .set({ state: 'cancelled', state_at: at, problem: 'codes-gone', answer: '' })
      .where('id', '=', message)
      .where('state', '=', 'queued'),
  )
}

/** What an earlier run was sending when it ended may have arrived; answers how many. */
export function recoverSending(connection: WriteConnection, at: number): number {
  connection.run(
    'mail.recover-attempts',
    raw(sql`UPDATE mail_attempt SET ended_at = ${at}, end = 'lost', problem = 'answer-lost'
      WHERE end = 'under-way' AND message_id IN (SELECT id FROM mail_message WHERE state = 'sending')`),
  )
  return connection.run(
    'mail.recover',
    query
      .updateTable('mail_message')
      .set({ state: 'uncertain', state_at: at, problem: 'answer-lost', answer: '' })
      .where('state', '=', 'sending'),
  )
}

/** What waits for a later try is due at once. */
export const dueNow = (connection: WriteConnection): number =>
  connection.run(
    'mail.due-now',
    raw(sql`UPDATE mail_message SET next_try = 0 WHERE state = 'queued' AND next_try > 0`),
  )
