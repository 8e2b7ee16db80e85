import type { ChangedRecipient, FollowCounts } from '#backend/storage/mail-follow.ts'
import type { Readers, Transaction } from '#backend/storage/storage.ts'
import { approveOutbox, holdOutbox } from '../sending/approval.ts'

/** What messages not yet sent would do if codes had other recipients. Changes nothing. */
export const planFollowing = (
  { mail }: Pick<Readers, 'mail'>,
  changed: ReadonlyMap<number, ChangedRecipient>,
): Promise<FollowCounts> => mail.planFollow(changed)

/**
 * Lets messages not yet sent follow the codes, whose recipients may have changed; for many codes. Where one that was
 * parked is to be sent then, the outbox waits for a person's approval, unless the caller has seen to that.
 */
export async function followMany(
  tx: Transaction,
  codes: readonly number[],
  at: number,
  { isApproved = false }: { isApproved?: boolean } = {},
): Promise<FollowCounts> {
  const wasWaiting = isApproved || (await tx.mail.isWaiting())
  const { counts, revives } = await tx.mail.follow(codes, at)
  if (revives && !isApproved) {
    if (!wasWaiting) await approveOutbox(tx)
    await holdOutbox(tx, 'put-back')
  }
  return counts
}
