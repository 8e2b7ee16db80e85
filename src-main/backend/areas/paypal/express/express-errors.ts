import type { AnswerCode } from '#shared/domain/payments/answer-codes.ts'

/** The error codes of PayPal's NVP interface (Express Checkout guide, API errors). */
export const EXPRESS_ERRORS: Readonly<Record<string, AnswerCode>> = {
  10001: 'internal-error',
  10002: 'authentication-failed',
  10004: 'invalid-request',
  10007: 'permission-denied',
  10009: 'cannot-refund',
  10011: 'original-not-found',
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
  10421: 'token-invalid',
  10422: 'buyer-other-method',
  10425: 'express-disabled',
  // "Cannot be processed at this time": PayPal's own trouble, so nothing says that it was not carried out.
  10445: 'internal-error',
  10446: 'account-not-verified',
  10474: 'address-invalid',
  10481: 'feature-not-enabled',
  10482: 'feature-not-enabled',
  10485: 'buyer-not-approved',
  10486: 'buyer-other-method',
  10525: 'invalid-amount',
  10537: 'fraud-declined',
  10538: 'fraud-declined',
  10539: 'fraud-declined',
  10605: 'currency-not-supported',
  10606: 'buyer-other-method',
  10609: 'original-not-found',
  10725: 'address-invalid',
  10727: 'address-invalid',
  10736: 'address-invalid',
  11452: 'feature-not-enabled',
  11607: 'duplicate',
  12302: 'disputed',
}

/** One code has many meanings where a refund or an argument is refused: PayPal's words distinguish them (?). */
export const EXPRESS_MEANINGS_BY_WORDS: readonly {
  readonly errorCode: string
  readonly says: RegExp
  readonly code: AnswerCode
}[] = [
  { errorCode: '10004', says: /transaction id is (not valid|invalid)/i, code: 'original-not-found' },
  { errorCode: '10009', says: /time limit/i, code: 'refund-too-late' },
  { errorCode: '10009', says: /complaint case|dispute/i, code: 'disputed' },
  { errorCode: '10009', says: /account is restricted/i, code: 'account-restricted' },
  { errorCode: '10009', says: /insufficient funds|verified ACH/i, code: 'refund-not-covered' },
  { errorCode: '10009', says: /partial refund amount/i, code: 'partly-refunded' },
  { errorCode: '10009', says: /not (yet )?completed|is pending/i, code: 'payment-pending' },
]

/**
 * Errors that a payment or refund can meet because it was made before: what happened to it has to be looked up. 10415:
 * a payment of the token has been completed. 10412: our invoice numbers are used once, so the payment is ours. 11607,
 * "duplicate request" (?).
 */
export const EXPRESS_MAY_BE_DONE: ReadonlySet<string> = new Set(['10412', '10415', '11607'])
