import { sql } from 'kysely'
import type { MailCounts } from '#shared/contract/mail.ts'
import type { MessageState } from '#shared/domain/mail/message-states.ts'
import type { Service } from '#shared/domain/services.ts'
import type { Language } from '#shared/preferences.ts'
import type { ReadConnection } from './connection.ts'
import type {
  MailAttemptTable,
  MailMessageCodeTable,
  MailMessageTable,
  MailWordingTable,
} from './mail-schema.ts'
import { query, raw } from './query.ts'
import { contains } from './text-match.ts'

/** A message as the outbox lists it. */
export interface ListedMessage extends MailMessageTable {
  readonly service: Service
  readonly language: Language
  readonly template_subject: string
  readonly template_text: string
  readonly merchant: string
  readonly support: string
  readonly batch_name: string
  readonly codes: number
  /** 1 where a later message replaces it. */
  readonly resent: 0 | 1
}

export interface OutboxQuery {
  readonly states?: readonly MessageState[] | undefined
  readonly text?: string | undefined
  readonly offset: number
  readonly limit: number
}

const LISTED = sql`message.*, service, language, wording.subject AS template_subject, wording.text AS template_text,
  merchant, support, coalesce((SELECT name FROM batch WHERE batch.id = message.batch_id), '') AS batch_name,
  (SELECT count(*) FROM mail_message_code WHERE message_id = message.id) AS codes,
  EXISTS (SELECT 1 FROM mail_message AS later WHERE later.resend_of = message.id AND later.state <> 'cancelled') AS resent`

/** A page of messages, the newest first, and how many there are of them. */
export function listMessages(
  connection: ReadConnection,
  { states, text, offset, limit }: OutboxQuery,
): { total: number; messages: ListedMessage[] } {
  const conditions = [
    ...(states ? [sql`state IN (${sql.join(states)})`] : []),
    ...(text ? [sql`(${contains(sql`name`, text)} OR ${contains(sql`address`, text)})`] : []),
  ]
  const where = conditions.length > 0 ? sql`WHERE ${sql.join(conditions, sql` AND `)}` : sql``
  const total = connection.get(
    'mail.count-listed',
    raw(sql<{ count: number }>`SELECT count(*) AS count FROM mail_message ${where}`),
  )
  const messages = connection.all(
    'mail.list',
    raw(sql<ListedMessage>`SELECT ${LISTED}
      FROM (SELECT * FROM mail_message ${where} ORDER BY id DESC LIMIT ${limit} OFFSET ${offset}) AS message
      JOIN mail_wording AS wording ON wording.id = message.wording_id ORDER BY message.id DESC`),
  )
  return { total: total?.count ?? 0, messages }
}

export const findMessage = (connection: ReadConnection, id: number): ListedMessage | undefined =>
  connection.get(
    'mail.find',
    raw(sql<ListedMessage>`SELECT ${LISTED} FROM mail_message AS message
      JOIN mail_wording AS wording ON wording.id = message.wording_id WHERE message.id = ${id}`),
  )

/** In the order of their making; at most `limit`. */
export const codesOfMessage = (
  connection: ReadConnection,
  id: number,
  limit = Number.MAX_SAFE_INTEGER,
): MailMessageCodeTable[] =>
  connection.all(
    'mail.codes',
    query
      .selectFrom('mail_message_code')
      .selectAll()
      .where('message_id', '=', id)
      .orderBy('code_id')
      .limit(limit),
  )

/** The newest first. */
export const attemptsOf = (connection: ReadConnection, id: number): MailAttemptTable[] =>
  connection.all(
    'mail.attempts',
    query.selectFrom('mail_attempt').selectAll().where('message_id', '=', id).orderBy('number', 'desc'),
  )

export const findWording = (connection: ReadConnection, id: number): MailWordingTable | undefined =>
  connection.get('mail.wording', query.selectFrom('mail_wording').selectAll().where('id', '=', id))

export function countMessages(connection: ReadConnection): MailCounts {
  const counts: MailCounts = { queued: 0, sending: 0, sent: 0, failed: 0, uncertain: 0, cancelled: 0 }
  const rows = connection.all(
    'mail.counts',
    raw(sql<{ state: MessageState; count: number }>`
      SELECT state, count(*) AS count FROM mail_message INDEXED BY mail_message_by_state GROUP BY state`),
  )
  for (const { state, count } of rows) counts[state] = count
  return counts
}

/** Whether any message is queued or being sent. */
export const isWaiting = (connection: ReadConnection): boolean =>
  connection.get(
    'mail.is-waiting',
    raw(sql<{ id: number }>`SELECT id FROM mail_message INDEXED BY mail_message_by_state
      WHERE state IN ('queued', 'sending') LIMIT 1`),
  ) !== undefined

/** The services of what is queued. */
export const servicesQueued = (connection: ReadConnection): Service[] =>
  connection.column<Service>(
    'mail.services-queued',
    raw(sql`SELECT DISTINCT service FROM mail_wording AS wording WHERE EXISTS (
      SELECT 1 FROM mail_message INDEXED BY mail_message_queued_wording
      WHERE state = 'queued' AND wording_id = wording.id) ORDER BY service`),
  )

/** When the next queued message may be sent; undefined where none waits. */
export const nextDue = (connection: ReadConnection): number | undefined =>
  connection.get(
    'mail.next-due',
    raw(sql<{ next_try: number }>`SELECT next_try FROM mail_message INDEXED BY mail_message_due
      WHERE state = 'queued' ORDER BY next_try LIMIT 1`),
  )?.next_try

/** Messages by number, in that order of their making, with those of a state only. */
export const idsIn = (
  connection: ReadConnection,
  which: { ids?: readonly number[] | undefined },
  states: readonly MessageState[],
): number[] => {
  const among = which.ids
    ? sql`id IN (SELECT value FROM json_each(${JSON.stringify(which.ids)})) AND `
    : sql``
  return connection.column<number>(
    'mail.ids-in',
    raw(sql`SELECT id FROM mail_message WHERE ${among}state IN (${sql.join(states)}) ORDER BY id`),
  )
}
