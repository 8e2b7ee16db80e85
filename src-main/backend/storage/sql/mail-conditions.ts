import { sql } from 'kysely'
import { PARKED } from '../mail-follow-rule.ts'

/** In the statement itself: a partial index is of no use to a parameter. */
export const PARKED_PROBLEM = sql<boolean>`problem IN (${sql.join(PARKED.map((one) => sql.lit(one)))})`

/** A message is queued, or parked. */
export const WAITING = sql<boolean>`(state = 'queued' OR (state = 'cancelled' AND ${PARKED_PROBLEM}))`

export const ID = sql.ref('id')
export const CODE_ID = sql.ref('code_id')
/** Of a code in a message: the messages themselves have a column `message_id` of another meaning. */
export const MESSAGE_OF_CODE = sql.ref('mail_message_code.message_id')
