import { type AnswerCode, DECLINED } from '#shared/domain/payments/answer-codes.ts'
import type { Outcome } from './gateway.ts'

/**
 * Refusals for which PayPal has looked at the payment itself. The same call again is the same call for PayPal, so one of
 * these also says what happened to an earlier try whose answer was lost. Any other refusal (login, rate, form…) may have
 * come before PayPal looked, and says nothing of the earlier try.
 */
const DECIDED: ReadonlySet<AnswerCode> = new Set<AnswerCode>([
  ...DECLINED,
  'original-failed',
  'cannot-capture',
  'cannot-void',
  'cannot-refund',
  'payment-pending',
  'partly-refunded',
  'refund-not-covered',
  'refund-too-late',
  'disputed',
])

/** Whether a refusal also decides an earlier try of the same call, whose answer was lost. */
export const decidesEarlier = (code: AnswerCode): boolean => DECIDED.has(code)

/** A refusal that no table here has a meaning for: nothing says that the payment was not made. */
export const isUnlisted = (code: AnswerCode): boolean => code === 'unrecognised' || code === 'invalid-request'

/** The outcome of a call that moves money, where an earlier try of it may have arrived. */
export const afterLost = <Done>(outcome: Outcome<Done>): Outcome<Done> =>
  outcome.kind === 'not-sent' || (outcome.kind === 'refused' && !decidesEarlier(outcome.code))
    ? { ...outcome, kind: 'unknown' }
    : outcome
