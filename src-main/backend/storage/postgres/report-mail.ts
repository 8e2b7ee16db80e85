import { sql } from 'kysely'
import { addressKey } from '#shared/domain/email-address.ts'
import type { MessageState } from '#shared/domain/mail/message-states.ts'
import type { CurrentMessage } from '../report-row.ts'
import { reportMail } from '../sql/report-mail.ts'
import { type FieldsOf, orNull, textField } from './copy-lines.ts'
import { dialect } from './dialect.ts'

const { hasMail, rankOfMine, shownFirst } = reportMail(dialect)
export { hasMail }

/** For FROM after promo_code: the place of the message of each code in the order of states, for those that have any. */
export const WITH_MAIL_RANK = sql`LEFT JOIN (
  SELECT DISTINCT ON (said.code_id) said.code_id AS ranked_code, ${rankOfMine} AS mail_rank
  FROM mail_message_code AS said JOIN mail_message AS mine ON mine.id = said.message_id
    JOIN promo_code ON promo_code.id = said.code_id
  ORDER BY said.code_id, ${shownFirst}) AS ranked ON ranked_code = promo_code.id`

/** What a report with `WITH_MAIL_RANK` is sorted by. */
export const MAIL_RANK = sql<number>`coalesce(mail_rank, 0)`

/** The message to show for a code, in the columns that `WITH_SHOWN_MESSAGE` adds to a row; all null where it has none. */
export interface ShownMessage {
  readonly shown_id: CurrentMessage['id'] | null
  readonly shown_state: CurrentMessage['state']
  readonly shown_at: number
  readonly shown_address: string
  readonly shown_key: string
}

export const SHOWN_COLUMNS = [
  'shown_id',
  'shown_state',
  'shown_at',
  'shown_address',
  'shown_key',
] as const satisfies readonly (keyof ShownMessage)[]

/** `SHOWN_COLUMNS` as COPY writes them. */
export type ShownFields = FieldsOf<typeof SHOWN_COLUMNS>

export const shownOf = ([id, state, at, address, key]: ShownFields): ShownMessage => ({
  shown_id: orNull(id, Number),
  shown_state: state as MessageState,
  shown_at: Number(at),
  shown_address: textField(address),
  shown_key: textField(key),
})

/** For FROM after promo_code. */
export const WITH_SHOWN_MESSAGE = sql`LEFT JOIN LATERAL (
  SELECT mine.id AS shown_id, mine.state AS shown_state, mine.state_at AS shown_at, mine.address AS shown_address,
    mine.address_key AS shown_key
  FROM mail_message_code AS said JOIN mail_message AS mine ON mine.id = said.message_id
  WHERE said.code_id = promo_code.id ORDER BY ${shownFirst} LIMIT 1) AS shown ON TRUE`

/** Undefined also where the columns were not read. */
export function messageOf(
  row: ShownMessage | { readonly shown_id?: undefined },
  email: string,
): CurrentMessage | undefined {
  if (!row.shown_id) return undefined
  return {
    id: row.shown_id,
    state: row.shown_state,
    state_at: row.shown_at,
    address: row.shown_address,
    elsewhere: row.shown_key !== addressKey(email),
  }
}
