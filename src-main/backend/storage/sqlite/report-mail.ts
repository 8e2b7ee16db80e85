import { type RawBuilder, sql } from 'kysely'
import type { Filter } from '#shared/contract/report.ts'
import { type CodeMail, MESSAGE_STATES, type MessageState } from '#shared/domain/mail/message-states.ts'
import { addressKey } from '#shared/domain/email-address.ts'
import type { CurrentMessage } from '../report-row.ts'
import type { ReadConnection } from './connection.ts'
import { query, raw } from '../sql/query.ts'

type MessageOfCode = Omit<CurrentMessage, 'elsewhere'> & { readonly address_key: string }

/** Looks the message of a code up; a site without messages costs nothing. */
export function messageReader(
  connection: ReadConnection,
): (code: number, email: string) => CurrentMessage | undefined {
  const any = connection.get('mail.any', query.selectFrom('mail_message').select('id').limit(1))
  if (!any) return () => undefined
  const statement = connection.prepare(`SELECT id, state, state_at, address, address_key
    FROM mail_message_code JOIN mail_message ON mail_message.id = mail_message_code.message_id
    WHERE code_id = ? ORDER BY state = 'cancelled', id DESC`)
  return (code, email) => {
    const messages = statement.all(code) as MessageOfCode[]
    const [first] = messages
    if (!first) return undefined
    const key = addressKey(email)
    const mine = messages.find(({ state, address_key }) => state !== 'cancelled' && address_key === key)
    const { address_key, ...message } = mine ?? first
    return { ...message, elsewhere: address_key !== key }
  }
}

/** The condition that a code's message is in one of the states; `none` is that it has no message. */
export function hasMail(wanted: NonNullable<Filter['message']>): RawBuilder<boolean> {
  const some = wanted.filter((one) => one !== 'none')
  const conditions = [
    ...(wanted.includes('none') ? [NO_MESSAGE] : []),
    ...(some.length > 0 ? [sql<boolean>`id IN (${codesWith(some)})`] : []),
  ]
  return sql<boolean>`(${sql.join(conditions, sql` OR `)})`
}

const NO_MESSAGE = sql<boolean>`NOT EXISTS (SELECT 1 FROM mail_message_code WHERE code_id = promo_code.id)`

/** True for a message to the address that the code has now. Most addresses are their own key, which costs less to see. */
const goesTo = (message: 'mine' | 'other', code: 'now' | 'promo_code' = 'now') => {
  const [key, email] = [sql.ref(`${message}.address_key`), sql.ref(`${code}.recipient_email`)]
  return sql<boolean>`(${key} = ${email} OR ${key} = address_key(${email}))`
}

/** From the messages to the codes: there are fewer of them, and most codes need not be looked at. */
const codesWith = (wanted: readonly Exclude<CodeMail, 'none'>[]) => {
  const states = wanted.map((one): MessageState => (one === 'sent-elsewhere' ? 'sent' : one))
  return sql`
  SELECT said.code_id FROM mail_message AS mine JOIN mail_message_code AS said ON said.message_id = mine.id
    JOIN promo_code AS now ON now.id = said.code_id
  WHERE mine.state IN (${sql.join(states)}) AND ${codeMail('mine')} IN (${sql.join(wanted)}) AND NOT EXISTS (
    SELECT 1 FROM mail_message_code AS also JOIN mail_message AS other ON other.id = also.message_id
    WHERE also.code_id = said.code_id AND other.id <> mine.id
      AND (other.state = 'cancelled', NOT ${goesTo('other')}, -other.id)
        < (mine.state = 'cancelled', NOT ${goesTo('mine')}, -mine.id))`
}

/** What happened to the message of a code. */
const codeMail = (message: 'mine' | 'other', code?: 'promo_code') => {
  const state = sql.ref(`${message}.state`)
  return sql<CodeMail>`CASE WHEN ${state} = 'sent' AND NOT ${goesTo(message, code)} THEN 'sent-elsewhere' ELSE ${state} END`
}

const RANK: readonly CodeMail[] = ['none', ...MESSAGE_STATES, 'sent-elsewhere']

/** What `mine` comes to, for a message of a row of promo_code. */
const RANK_OF_MINE = sql<number>`CASE ${codeMail('mine', 'promo_code')} ${sql.join(
  RANK.map((state, i) => sql`WHEN ${state} THEN ${i}`),
  sql` `,
)} END`

/** Whether a code has messages: as the ids of the few, so that those of the many need not be looked for. */
export const HAS_MESSAGES = sql<boolean>`id IN (SELECT code_id FROM mail_message_code)`

/** The place of a code's message in the order of states; what a column is sorted by. */
export const mailRank = (): RawBuilder<number> => sql<number>`coalesce((
  SELECT ${RANK_OF_MINE}
  FROM mail_message_code JOIN mail_message AS mine ON mine.id = mail_message_code.message_id
  WHERE code_id = promo_code.id
  ORDER BY mine.state = 'cancelled', NOT ${goesTo('mine', 'promo_code')}, mine.id DESC LIMIT 1), 0)`

/** More than any id of a message. */
const ABOVE_IDS = sql.lit(2 ** 48)

/**
 * The ids of the codes that have messages, by the same rank: read along the index, each code's messages one after
 * another, which is quicker than a question for each code. SQLite takes `mine` from the row where `min` is least.
 */
export const idsByMailRank = (
  conditions: readonly RawBuilder<boolean>[],
  descending: boolean,
  rest: readonly RawBuilder<unknown>[],
): RawBuilder<{ id: number }> => sql`
  SELECT promo_code.id AS id, min(
    ((mine.state = 'cancelled') * 2 + (NOT ${goesTo('mine', 'promo_code')})) * ${ABOVE_IDS} - mine.message)
  FROM (SELECT code_id, message_id FROM mail_message_code) AS said
    JOIN (SELECT id AS message, state, address_key FROM mail_message) AS mine ON mine.message = said.message_id
    JOIN promo_code ON promo_code.id = said.code_id
  ${conditions.length > 0 ? sql`WHERE ${sql.join(conditions, sql` AND `)}` : sql``}
  GROUP BY said.code_id
  ORDER BY ${sql.join([sql`${RANK_OF_MINE}${descending ? sql` DESC` : sql``}`, ...rest, sql`promo_code.id`])}`

/** Every message of a code, the newest first. */
export const messagesOfCode = (connection: ReadConnection, code: number): number[] =>
  connection.column<number>(
    'details.messages',
    raw(sql`SELECT message_id FROM mail_message_code WHERE code_id = ${code} ORDER BY message_id DESC`),
  )
