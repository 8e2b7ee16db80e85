import type { WriteConnection } from '#backend/storage/sqlite/connection.ts'
import { type AttemptEnd, countPutOff, endAttempt } from '#backend/storage/sqlite/mail-sending.ts'
import { codesCarried } from '#backend/storage/sqlite/mail-follow.ts'
import { followNow } from '../follow/follow.ts'
import { needsPerson, type SmtpTrouble } from '../smtp/problems.ts'
import type { Delivery } from '../smtp/session.ts'

/** What a sending means for the outbox as a whole. */
export type Verdict =
  | { readonly kind: 'go-on' }
  /** The server put this one off; many in a row, and it is the server's way of saying wait. */
  | { readonly kind: 'put-off'; readonly trouble: SmtpTrouble }
  /** The line failed. */
  | { readonly kind: 'wait'; readonly trouble: SmtpTrouble }
  /** A person has to put something right. */
  | { readonly kind: 'stop'; readonly trouble: SmtpTrouble }

/** Writes how a message's sending ended, and says what that means for the others. */
export function writeVerdict(
  tx: WriteConnection,
  message: number,
  delivery: Delivery,
  { at, pauses }: { at: number; pauses: readonly number[] },
): Verdict {
  const end = (ended: Omit<AttemptEnd, 'message' | 'at' | 'answer'>): void => {
    endAttempt(tx, { message, at, answer: delivery.answer, ...ended })
    // Its codes may have been given to somebody else while it was on its way.
    if (ended.state === 'queued') followNow(tx, codesCarried(tx, [message]), at)
  }
  if (delivery.kind === 'sent') {
    end({ end: 'sent', state: 'sent', nextTry: 0, problem: null })
    return { kind: 'go-on' }
  }
  const { problem } = delivery
  switch (delivery.kind) {
    case 'not-sent':
      end({ end: 'temporary', state: 'queued', nextTry: 0, problem })
      return { kind: needsPerson(problem) ? 'stop' : 'wait', trouble: delivery }
    case 'lost':
      end({ end: 'lost', state: 'uncertain', nextTry: 0, problem })
      return { kind: 'wait', trouble: delivery }
    case 'refused': {
      if (problem === 'server-busy') {
        const pause = pauses[countPutOff(tx, message)]
        const isLast = pause === undefined
        end({
          end: 'temporary',
          state: isLast ? 'failed' : 'queued',
          nextTry: isLast ? 0 : at + pause,
          problem: isLast ? 'gave-up' : problem,
          attemptProblem: problem,
        })
        return { kind: 'put-off', trouble: delivery }
      }
      if (needsPerson(problem)) {
        end({ end: 'refused', state: 'queued', nextTry: 0, problem })
        return { kind: 'stop', trouble: delivery }
      }
      end({ end: 'refused', state: 'failed', nextTry: 0, problem })
      return { kind: 'go-on' }
    }
  }
}
