import type { AnswerCode } from '#shared/domain/payments/answer-codes.ts'

/** The error codes of PayPal's NVP interface (Express Checkout guide, API errors). */
export const EXPRESS_ERRORS: Readonly<Record<string, AnswerCode>> = {
  10001: 'internal-error',
  10002: 'authentication-failed',
  10004: 'invalid-request',
  10007: 'permission-denied',
  10009: 'cannot-refund',
  10014: 'rate-limited',
  10404: 'invalid-request',
  10405: 'invalid-request',
  10406: 'payer-invalid',
  10408: 'token-invalid',
  10409: 'token-invalid',
  10410: 'token-invalid',
  10411: 'token-expired',
  10412: 'duplicate',
  10413: 'totals-mismatch',
  10414: 'amount-over-maximum',
  10415: 'token-used',
  10416: 'token-used',
  10417: 'buyer-other-method',
  10425: 'express-disabled',
  10481: 'feature-not-enabled',
  10482: 'feature-not-enabled',
  10485: 'buyer-not-approved',
  10486: 'buyer-other-method',
  10525: 'invalid-amount',
  10609: 'original-not-found',
  11452: 'feature-not-enabled',
  11607: 'duplicate',
}

/**
 * Errors that a payment or refund can meet because it was made before: what happened to it has to be looked up. 10415:
 * a payment of the token has been completed. 10412: our invoice numbers are used once, so the payment is ours. 11607,
 * "duplicate request" (?).
 */
export const EXPRESS_MAY_BE_DONE: ReadonlySet<string> = new Set(['10412', '10415', '11607'])
