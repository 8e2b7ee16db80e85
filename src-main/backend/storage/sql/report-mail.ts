import { type RawBuilder, sql } from 'kysely'
import type { Filter } from '#shared/contract/report.ts'
import { type CodeMail, MESSAGE_STATES, type MessageState } from '#shared/domain/mail/message-states.ts'
import type { ReadConnection } from './connection.ts'
import type { Dialect } from './dialect.ts'
import { raw } from './query.ts'

const NO_MESSAGE = sql<boolean>`NOT EXISTS (SELECT 1 FROM mail_message_code WHERE code_id = promo_code.id)`

const RANK: readonly CodeMail[] = ['none', ...MESSAGE_STATES, 'sent-elsewhere']

/** What the report asks of the messages of codes. */
export function reportMail({ addressKey }: Dialect) {
  /** True for a message to the address that the code has now. Most addresses are their own key, which costs less to see. */
  const goesTo = (message: 'mine' | 'other', code: 'now' | 'promo_code' = 'now') => {
    const [key, email] = [sql.ref(`${message}.address_key`), sql.ref(`${code}.recipient_email`)]
    return sql<boolean>`(${key} = ${email} OR ${key} = ${addressKey(email)})`
  }

  /** What happened to the message of a code. */
  const codeMail = (code?: 'promo_code') =>
    sql<CodeMail>`CASE WHEN mine.state = 'sent' AND NOT ${goesTo('mine', code)} THEN 'sent-elsewhere'
      ELSE mine.state END`

  /** From the messages to the codes: there are fewer of them, and most codes need not be looked at. */
  const codesWith = (wanted: readonly Exclude<CodeMail, 'none'>[]) => {
    const states = wanted.map((one): MessageState => (one === 'sent-elsewhere' ? 'sent' : one))
    return sql`
      SELECT said.code_id FROM mail_message AS mine JOIN mail_message_code AS said ON said.message_id = mine.id
        JOIN promo_code AS now ON now.id = said.code_id
      WHERE mine.state IN (${sql.join(states)}) AND ${codeMail()} IN (${sql.join(wanted)}) AND NOT EXISTS (
        SELECT 1 FROM mail_message_code AS also JOIN mail_message AS other ON other.id = also.message_id
        WHERE also.code_id = said.code_id AND other.id <> mine.id
          AND (other.state = 'cancelled', NOT ${goesTo('other')}, -other.id)
            < (mine.state = 'cancelled', NOT ${goesTo('mine')}, -mine.id))`
  }

  /** What `mine` comes to, for a message of a row of promo_code. */
  const rankOfMine = sql<number>`CASE ${codeMail('promo_code')} ${sql.join(
    RANK.map((state, i) => sql`WHEN ${sql.lit(state)} THEN ${sql.lit(i)}`),
    sql` `,
  )} END`

  return {
    goesTo,
    rankOfMine,
    /** The condition that a code's message is in one of the states; `none` is that it has no message. */
    hasMail(wanted: NonNullable<Filter['message']>): RawBuilder<boolean> {
      const some = wanted.filter((one) => one !== 'none')
      const conditions = [
        ...(wanted.includes('none') ? [NO_MESSAGE] : []),
        ...(some.length > 0 ? [sql<boolean>`id IN (${codesWith(some)})`] : []),
      ]
      return sql<boolean>`(${sql.join(conditions, sql` OR `)})`
    },
    /** The messages of a code, the one to show first, for ORDER BY in a query of `mine` and promo_code. */
    shownFirst: sql`mine.state = 'cancelled', mine.state <> 'cancelled' AND NOT ${goesTo('mine', 'promo_code')},
      mine.id DESC`,
  }
}

/** Every message of a code, the newest first. */
export const messagesOfCode = async (connection: ReadConnection, code: number): Promise<number[]> =>
  await connection.column<number>(
    'details.messages',
    raw(sql`SELECT message_id FROM mail_message_code WHERE code_id = ${code} ORDER BY message_id DESC`),
  )
