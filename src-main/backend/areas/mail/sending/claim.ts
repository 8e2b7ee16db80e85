import type { IsoDate } from '#shared/domain/dates.ts'
import { toMessageCode } from '../outbox/describe-message.ts'
import type { MessageCode } from '#shared/wording/message/message-values.ts'
import { codesOfMessage, findMessage, type ListedMessage } from '#backend/storage/sqlite/mail-messages.ts'
import { beginAttempt, dropMessage, nextMessage } from '#backend/storage/sqlite/mail-sending.ts'
import type { WriteConnection } from '#backend/storage/sqlite/connection.ts'
import { freshen } from './freshen.ts'

/** A message that is being sent: its state says so in the database already. */
export interface Claimed {
  readonly message: ListedMessage
  readonly codes: readonly MessageCode[]
}

/** Messages whose codes are all gone are dropped on the way, others follow theirs; not more than so many in one transaction. */
const MOST_DROPPED = 100

/**
 * Takes the next due message, with its codes and their recipient as they are now, and writes that it is being sent. Codes that were deleted
 * or used up, or have expired, since it was queued are left out.
 */
export function claimNext(tx: WriteConnection, now: number, today: IsoDate): Claimed | 'none' | 'more' {
  for (let dropped = 0; dropped < MOST_DROPPED; dropped += 1) {
    const next = nextMessage(tx, now)
    if (next === undefined) return 'none'
    const { id } = next
    const state = freshen(tx, next, today, now)
    if (state === 'no-codes') dropMessage(tx, id, now)
    if (state !== 'ready') continue
    beginAttempt(tx, id, now)
    const message = findMessage(tx, id)
    if (!message) throw new Error('a message that is gone')
    return { message, codes: codesOfMessage(tx, id).map(toMessageCode) }
  }
  return 'more'
}
