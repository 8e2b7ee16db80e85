import type { IsoDate } from '#shared/domain/dates.ts'
import { toMessageCode } from '../outbox/describe.ts'
import type { MessageCode } from '#shared/wording/message/message-values.ts'
import { codesOfMessage, findMessage, type ListedMessage } from '#backend/storage/mail-messages.sqlite.ts'
import { codesNow } from '#backend/storage/mail-queue.sqlite.ts'
import { beginAttempt, dropMessage, keepCodes, nextMessage } from '#backend/storage/mail-sending.sqlite.ts'
import type { WriteConnection } from '#backend/storage/connection.sqlite.ts'
import { usable } from '../queue/gather.ts'

/** A message that is being sent: its state says so in the database already. */
export interface Claimed {
  readonly message: ListedMessage
  readonly codes: readonly MessageCode[]
}

/** Messages whose codes are all gone are dropped on the way; not more than so many in one transaction. */
const MOST_DROPPED = 100

/**
 * Takes the next due message, with its codes as they are now, and writes that it is being sent. Codes that were deleted
 * or used up, or have expired, since it was queued are left out.
 */
export function claimNext(tx: WriteConnection, now: number, today: IsoDate): Claimed | 'none' | 'more' {
  for (let dropped = 0; dropped < MOST_DROPPED; dropped += 1) {
    const id = nextMessage(tx, now)
    if (id === undefined) return 'none'
    const good = codesNow(tx, id).filter((code) => usable(code, today))
    if (good.length === 0) {
      dropMessage(tx, id, now)
      continue
    }
    keepCodes(tx, id, good)
    beginAttempt(tx, id, now)
    const message = findMessage(tx, id)
    if (!message) throw new Error('a message that is gone')
    return { message, codes: codesOfMessage(tx, id).map(toMessageCode) }
  }
  return 'more'
}
