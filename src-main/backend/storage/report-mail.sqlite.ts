import { type RawBuilder, sql } from 'kysely'
import type { Filter } from '#shared/contract/report.ts'
import { type CodeMail, MESSAGE_STATES, type MessageState } from '#shared/domain/mail/message-states.ts'
import type { ReadConnection } from './connection.sqlite.ts'
import { query, raw } from './query.ts'

/** The message that stands for a code: the newest that was not cancelled, or else the newest. */
export interface StandingMessage {
  readonly id: number
  readonly state: MessageState
  readonly state_at: number
}

/** Looks the message of a code up; a site without messages costs nothing. */
export function messageReader(connection: ReadConnection): (code: number) => StandingMessage | undefined {
  const any = connection.get('mail.any', query.selectFrom('mail_message').select('id').limit(1))
  if (!any) return () => undefined
  const statement = connection.prepare(`SELECT id, state, state_at
    FROM mail_message_code JOIN mail_message ON mail_message.id = mail_message_code.message_id
    WHERE code_id = ? ORDER BY state = 'cancelled', id DESC LIMIT 1`)
  return (code) => statement.get(code) as StandingMessage | undefined
}

/** The condition that a code's message is in one of the states; `none` is that it has no message. */
export function hasMail(wanted: NonNullable<Filter['message']>): RawBuilder<boolean> {
  const states = wanted.filter((one): one is MessageState => one !== 'none')
  const conditions = [
    ...(wanted.includes('none') ? [NO_MESSAGE] : []),
    ...(states.length > 0 ? [sql<boolean>`id IN (${codesWith(states)})`] : []),
  ]
  return sql<boolean>`(${sql.join(conditions, sql` OR `)})`
}

const NO_MESSAGE = sql<boolean>`NOT EXISTS (SELECT 1 FROM mail_message_code WHERE code_id = promo_code.id)`

/** From the messages to the codes: there are fewer of them, and most codes need not be looked at. */
const codesWith = (states: readonly MessageState[]) => sql`
  SELECT code_id FROM mail_message AS mine JOIN mail_message_code AS said ON said.message_id = mine.id
  WHERE mine.state IN (${sql.join(states)}) AND NOT EXISTS (
    SELECT 1 FROM mail_message_code AS also JOIN mail_message AS other ON other.id = also.message_id
    WHERE also.code_id = said.code_id AND other.id <> mine.id AND (
      (other.state <> 'cancelled' AND (mine.state = 'cancelled' OR other.id > mine.id))
      OR (other.state = 'cancelled' AND mine.state = 'cancelled' AND other.id > mine.id)))`

const RANK: readonly CodeMail[] = ['none', ...MESSAGE_STATES]

/** The place of a code's message in the order of states; what a column is sorted by. */
export const mailRank = (): RawBuilder<number> => sql<number>`coalesce((
  SELECT CASE state ${sql.join(
    RANK.map((state, i) => sql`WHEN ${state} THEN ${i}`),
    sql` `,
  )} END
  FROM mail_message_code JOIN mail_message ON mail_message.id = mail_message_code.message_id
  WHERE code_id = promo_code.id ORDER BY state = 'cancelled', mail_message.id DESC LIMIT 1), 0)`

/** Every message of a code, the newest first. */
export const messagesOfCode = (connection: ReadConnection, code: number): number[] =>
  connection.column<number>(
    'details.messages',
    raw(sql`SELECT message_id FROM mail_message_code WHERE code_id = ${code} ORDER BY message_id DESC`),
  )
