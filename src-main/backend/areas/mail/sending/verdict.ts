import type { AttemptEnd } from '#backend/storage/mail-sending.ts'
import type { Transaction } from '#backend/storage/storage.ts'
import { followMany } from '../follow/follow.ts'
import { needsPerson, type SmtpTrouble } from '../smtp/problems.ts'
import type { Delivery } from '../smtp/session.ts'

/** What a sending means for the outbox as a whole. */
export type Verdict =
  | { readonly kind: 'go-on' }
  /** The server put this one off; many in a row, and it is the server's way of saying wait. */
  | { readonly kind: 'put-off'; readonly trouble: SmtpTrouble }
  /** The connection failed. */
  | { readonly kind: 'wait'; readonly trouble: SmtpTrouble }
  /** A person has to put something right. */
  | { readonly kind: 'stop'; readonly trouble: SmtpTrouble }

/** Writes how a message's sending ended, and says what that means for the others. */
export async function writeVerdict(
  tx: Transaction,
  message: number,
  delivery: Delivery,
  { at, pauses }: { at: number; pauses: readonly number[] },
): Promise<Verdict> {
  const end = async (ended: Omit<AttemptEnd, 'message' | 'at' | 'answer'>): Promise<void> => {
    await tx.mail.endAttempt({ message, at, answer: delivery.answer, ...ended })
    // Its codes may have been given to somebody else while it was on its way.
    if (ended.state === 'queued')
      await followMany(tx, await tx.mail.codesCarried([message]), at, { isApproved: true })
  }
  if (delivery.kind === 'sent') {
    await end({ end: 'sent', state: 'sent', nextTry: 0, problem: null })
    return { kind: 'go-on' }
  }
  const { problem } = delivery
  switch (delivery.kind) {
    case 'not-sent':
      await end({ end: 'temporary', state: 'queued', nextTry: 0, problem })
      return { kind: needsPerson(problem) ? 'stop' : 'wait', trouble: delivery }
    case 'lost':
      await end({ end: 'lost', state: 'uncertain', nextTry: 0, problem })
      return { kind: 'wait', trouble: delivery }
    case 'refused': {
      if (problem === 'server-busy') {
        const pause = pauses[await tx.mail.countPutOff(message)]
        const isLast = pause === undefined
        await end({
          end: 'temporary',
          state: isLast ? 'failed' : 'queued',
          nextTry: isLast ? 0 : at + pause,
          problem: isLast ? 'gave-up' : problem,
          attemptProblem: problem,
        })
        return { kind: 'put-off', trouble: delivery }
      }
      if (needsPerson(problem)) {
        await end({ end: 'refused', state: 'queued', nextTry: 0, problem })
        return { kind: 'stop', trouble: delivery }
      }
      await end({ end: 'refused', state: 'failed', nextTry: 0, problem })
      return { kind: 'go-on' }
    }
  }
}
