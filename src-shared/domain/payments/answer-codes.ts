import { z } from 'zod'

/**
 * What PayPal can say no to, whatever protocol it says it in. Payflow's RESULT codes, the error codes of Express
 * Checkout and Permissions, and REST's issues are mapped to these; `wording/paypal-words` has the sentences.
 */
export const answerCodeSchema = z.enum([
  // The account
  'authentication-failed',
  'account-unknown',
  'account-restricted',
  'account-not-verified',
  'permission-denied',
  'grant-missing',
  'grant-withdrawn',
  'feature-not-enabled',
  'express-disabled',
  'card-type-not-enabled',
  'currency-not-supported',
  'test-account-on-live-host',
  // The payment
  'declined',
  'referral',
  'insufficient-funds',
  'over-limit',
  'invalid-card-number',
  'invalid-card-expiry',
  'card-detail-missing',
  'avs-failed',
  'cvv-mismatch',
  'fraud-declined',
  'held-for-review',
  'not-completed-yet',
  'buyer-authentication-failed',
  'address-invalid',
  'invalid-amount',
  'amount-over-maximum',
  'totals-mismatch',
  'duplicate',
  'in-progress',
  // The buyer at PayPal
  'buyer-cancelled',
  'buyer-not-approved',
  'buyer-other-method',
  'token-invalid',
  'token-expired',
  'token-used',
  'payer-invalid',
  // What follows a payment
  'original-not-found',
  'original-failed',
  'already-captured',
  'cannot-capture',
  'cannot-void',
  'cannot-refund',
  'payment-pending',
  'partly-refunded',
  'refund-not-covered',
  'refund-too-late',
  'disputed',
  // The call
  'invalid-request',
  'type-not-supported',
  'rate-limited',
  'processor-unavailable',
  'processor-timed-out',
  'internal-error',
  'malformed-answer',
  'unrecognised',
  // The line
  'offline',
  'host-unknown',
  'connection-refused',
  'connection-lost',
  'certificate-refused',
  'proxy-refused',
  'timed-out',
])
export type AnswerCode = z.output<typeof answerCodeSchema>

/** PayPal looked at the payment itself, and declined it. */
export const DECLINED: readonly AnswerCode[] = [
  'declined',
  'referral',
  'insufficient-funds',
  'over-limit',
  'invalid-card-number',
  'invalid-card-expiry',
  'card-detail-missing',
  'avs-failed',
  'cvv-mismatch',
  'fraud-declined',
  'buyer-authentication-failed',
  'buyer-other-method',
  'amount-over-maximum',
]
export const ANSWER_CODES = answerCodeSchema.options

/** A name and value of PayPal's answer, as PayPal spells them; never a card number, a password or a secret token. */
export const answerPairSchema = z.object({ name: z.string(), value: z.string() })
export type AnswerPair = z.output<typeof answerPairSchema>

/** Where a call went. A test never goes to `live`, production never to the other two (SPEC 2.1, 2.2). */
export const destinationSchema = z.enum(['simulator', 'sandbox', 'live'])
export type Destination = z.output<typeof destinationSchema>

/** What Test mode talks to: PayPal's sandbox, or the built-in simulator, which needs no network. */
export const testTargetSchema = z.enum(['sandbox', 'simulator'])
/** In the order in which they are offered everywhere. */
export const TEST_TARGETS = ['simulator', 'sandbox'] as const satisfies readonly z.output<
  typeof testTargetSchema
>[]
export type TestTarget = z.output<typeof testTargetSchema>
