import { type RawBuilder, sql } from 'kysely'
import { addressKey } from '#shared/domain/email-address.ts'
import type { CurrentMessage } from '../report-row.ts'
import { query } from '../sql/query.ts'
import { reportMail } from '../sql/report-mail.ts'
import type { ReadConnection } from './connection.ts'
import { dialect } from './dialect.ts'

const { goesTo, hasMail, rankOfMine, shownFirst } = reportMail(dialect)
export { hasMail }

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

/** Whether a code has messages: as the ids of the few, so that those of the many need not be looked for. */
export const HAS_MESSAGES = sql<boolean>`id IN (SELECT code_id FROM mail_message_code)`

/** The place of a code's message in the order of states; what a column is sorted by. */
export const mailRank = (): RawBuilder<number> => sql<number>`coalesce((
  SELECT ${rankOfMine}
  FROM mail_message_code JOIN mail_message AS mine ON mine.id = mail_message_code.message_id
  WHERE code_id = promo_code.id ORDER BY ${shownFirst} LIMIT 1), 0)`

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
  ORDER BY ${sql.join([sql`${rankOfMine}${descending ? sql` DESC` : sql``}`, ...rest, sql`promo_code.id`])}`
