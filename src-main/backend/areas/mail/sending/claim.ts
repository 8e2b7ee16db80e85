import type { Claimed } from '#backend/storage/mail-sending.ts'
import type { Transaction } from '#backend/storage/storage.ts'
import { followMany } from '../follow/follow.ts'
import { freshen, type Sending } from './freshen.ts'

/** Messages whose codes are all gone are dropped on the way, others follow theirs; not more than so many in one transaction. */
const MOST_DROPPED = 100

/**
 * Takes the next due message, with its codes and their recipient as they are now, and writes that it is being sent. Codes that were deleted
 * or used up, or have expired, since it was queued are left out.
 */
export async function claimNext(
  tx: Transaction,
  now: number,
  sending: Sending,
): Promise<Claimed | 'none' | 'more'> {
  for (let dropped = 0; dropped < MOST_DROPPED; dropped += 1) {
    const next = await tx.mail.nextToSend(now)
    if (next === undefined) return 'none'
    const fresh = freshen(next, sending)
    const codes = next.codes.map(({ id }) => id)
    if (fresh === 'moved') await followMany(tx, codes, now, { isApproved: true })
    else if (fresh === 'no-codes') await tx.mail.dropMessage(next.id, now)
    else return await tx.mail.beginAttempt(fresh, now)
  }
  return 'more'
}
