import type { PaymentState } from '#shared/contract/payments.ts'
import { type AnswerCode, type AnswerPair, DECLINED } from '#shared/domain/payments/answer-codes.ts'
import { stateWhilePending } from '#shared/domain/payments/pending-reasons.ts'
import { type Outcome, pairsIn } from '#backend/areas/paypal/paypal.ts'
import type { StepEnd } from './transition.ts'

const CANCELLED: readonly AnswerCode[] = ['buyer-cancelled', 'buyer-not-approved', 'token-expired']

/** The state of a payment that PayPal refused: the buyer's, or something to be put right here. */
export function stateAfter(code: AnswerCode): PaymentState {
  if (DECLINED.includes(code)) return 'declined'
  return CANCELLED.includes(code) ? 'cancelled' : 'failed'
}

/** How a step ended whose payment, or refund, PayPal has and has not completed. */
export const endPending = (reason: string, pairs: readonly AnswerPair[]): StepEnd => ({
  state: 'pending',
  code: stateWhilePending(reason) === 'under-review' ? 'held-for-review' : 'not-completed-yet',
  pairs,
})

/** How a step ended that ended so. */
export function endOf(outcome: Outcome<unknown>): StepEnd {
  switch (outcome.kind) {
    case 'done':
      return { state: 'done', pairs: outcome.pairs }
    case 'refused':
    case 'not-sent':
      return { state: 'refused', code: outcome.code, pairs: pairsIn(outcome) }
    case 'unknown':
      return { state: 'unknown', code: outcome.code, pairs: pairsIn(outcome) }
  }
}
