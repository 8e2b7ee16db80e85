import type { AnswerCode } from '#shared/domain/payments/answer-codes.ts'

/** `details[].issue` of Orders v2 and Payments v2 (PayPal's OpenAPI files and troubleshooting pages). */
export const REST_ISSUES: Readonly<Record<string, AnswerCode>> = {
  ORDER_NOT_APPROVED: 'buyer-not-approved',
  PAYER_ACTION_REQUIRED: 'buyer-not-approved',
  PAYER_CANNOT_PAY: 'buyer-other-method',
  PAYER_ACCOUNT_RESTRICTED: 'buyer-other-method',
  PAYER_ACCOUNT_LOCKED_OR_CLOSED: 'buyer-other-method',
  REDIRECT_PAYER_FOR_ALTERNATE_FUNDING: 'buyer-other-method',
  INSTRUMENT_DECLINED: 'declined',
  TRANSACTION_REFUSED: 'declined',
  TRANSACTION_BLOCKED_BY_PAYEE: 'fraud-declined',
  COMPLIANCE_VIOLATION: 'fraud-declined',
  CARD_EXPIRED: 'invalid-card-expiry',
  CARD_TYPE_NOT_SUPPORTED: 'card-type-not-enabled',
  TRANSACTION_LIMIT_EXCEEDED: 'over-limit',
  TRANSACTION_RECEIVING_LIMIT_EXCEEDED: 'over-limit',
  AMOUNT_MISMATCH: 'totals-mismatch',
  ITEM_TOTAL_MISMATCH: 'totals-mismatch',
  CANNOT_BE_NEGATIVE: 'invalid-amount',
  CANNOT_BE_ZERO_OR_NEGATIVE: 'invalid-amount',
  DECIMAL_PRECISION: 'invalid-amount',
  DECIMALS_NOT_SUPPORTED: 'invalid-amount',
  MAX_VALUE_EXCEEDED: 'amount-over-maximum',
  MAX_CAPTURE_AMOUNT_EXCEEDED: 'amount-over-maximum',
  REFUND_AMOUNT_EXCEEDED: 'amount-over-maximum',
  CURRENCY_NOT_SUPPORTED: 'currency-not-supported',
  INVALID_CURRENCY_CODE: 'currency-not-supported',
  CURRENCY_NOT_SUPPORTED_FOR_RECEIVER: 'currency-not-supported',
  DUPLICATE_INVOICE_ID: 'duplicate',
  DUPLICATE_REQUEST_ID: 'duplicate',
  PREVIOUS_REQUEST_IN_PROGRESS: 'in-progress',
  ORDER_ALREADY_AUTHORIZED: 'token-used',
  ORDER_ALREADY_CAPTURED: 'already-captured',
  ORDER_ALREADY_COMPLETED: 'already-captured',
  ORDER_COMPLETED_OR_VOIDED: 'token-used',
  ORDER_EXPIRED: 'token-expired',
  MAX_NUMBER_OF_PAYMENT_ATTEMPTS_EXCEEDED: 'token-used',
  INVALID_RESOURCE_ID: 'original-not-found',
  AUTHORIZATION_ALREADY_CAPTURED: 'already-captured',
  AUTHORIZATION_VOIDED: 'cannot-capture',
  AUTHORIZATION_DENIED: 'cannot-capture',
  AUTHORIZATION_EXPIRED: 'cannot-capture',
  PREVIOUSLY_CAPTURED: 'cannot-void',
  PREVIOUSLY_VOIDED: 'cannot-void',
  CANNOT_BE_VOIDED: 'cannot-void',
  CAPTURE_FULLY_REFUNDED: 'cannot-refund',
  REFUND_NOT_ALLOWED: 'cannot-refund',
  PENDING_CAPTURE: 'cannot-refund',
  REFUND_TIME_LIMIT_EXCEEDED: 'cannot-refund',
  TRANSACTION_ALREADY_REFUNDED: 'cannot-refund',
  PAYEE_ACCOUNT_RESTRICTED: 'feature-not-enabled',
  PAYEE_ACCOUNT_LOCKED_OR_CLOSED: 'account-unknown',
  PAYEE_ACCOUNT_INVALID: 'account-unknown',
  PAYEE_NOT_ENABLED_FOR_CARD_PROCESSING: 'feature-not-enabled',
  PERMISSION_DENIED: 'permission-denied',
  PERMISSION_NOT_GRANTED: 'permission-denied',
  CONSENT_NEEDED: 'permission-denied',
}

/**
 * Issues and names that a call which moves money can meet because the same call, or another one of the same payment, was
 * carried out before or is being carried out: a GET of the order or the payment has to say. Certain: ORDER_ALREADY_CAPTURED
 * and PREVIOUS_REQUEST_IN_PROGRESS. The others are assumed from what PayPal's descriptions of them say (?).
 */
export const REST_MAY_BE_DONE: ReadonlySet<string> = new Set([
  'ORDER_ALREADY_CAPTURED',
  'PREVIOUS_REQUEST_IN_PROGRESS',
  'ORDER_ALREADY_AUTHORIZED',
  'ORDER_ALREADY_COMPLETED',
  'ORDER_COMPLETED_OR_VOIDED',
  'AUTHORIZATION_ALREADY_CAPTURED',
  'AUTHORIZATION_VOIDED',
  'PREVIOUSLY_VOIDED',
  'CAPTURE_FULLY_REFUNDED',
  'TRANSACTION_ALREADY_REFUNDED',
  // Our invoice and request numbers are used once, so what they are taken by is ours.
  'DUPLICATE_INVOICE_ID',
  'DUPLICATE_REQUEST_ID',
  'RESOURCE_CONFLICT',
  'INTERNAL_SERVER_ERROR',
  'SERVICE_UNAVAILABLE',
])
/** HTTP's own ways to say so: gave up waiting, conflict with what is under way. */
export const STATUS_MAY_BE_DONE: ReadonlySet<number> = new Set([408, 409])

/** Issues and names at which PayPal asks to come again. */
export const REST_COME_AGAIN: ReadonlySet<string> = new Set([
  'PREVIOUS_REQUEST_IN_PROGRESS',
  'RATE_LIMIT_REACHED',
])
export const TOO_MANY_REQUESTS = 429

/** `name`, where no issue says more. */
export const REST_NAMES: Readonly<Record<string, AnswerCode>> = {
  INVALID_REQUEST: 'invalid-request',
  UNPROCESSABLE_ENTITY: 'invalid-request',
  AUTHENTICATION_FAILURE: 'authentication-failed',
  NOT_AUTHORIZED: 'permission-denied',
  RESOURCE_NOT_FOUND: 'original-not-found',
  RESOURCE_CONFLICT: 'duplicate',
  PREVIOUS_REQUEST_IN_PROGRESS: 'in-progress',
  DUPLICATE_REQUEST_ID: 'duplicate',
  METHOD_NOT_SUPPORTED: 'type-not-supported',
  RATE_LIMIT_REACHED: 'rate-limited',
  INTERNAL_SERVER_ERROR: 'internal-error',
  SERVICE_UNAVAILABLE: 'internal-error',
}

/** `error` of the token service (OAuth 2.0). */
export const OAUTH_ERRORS: Readonly<Record<string, AnswerCode>> = {
  invalid_client: 'authentication-failed',
  invalid_token: 'authentication-failed',
  unauthorized_client: 'permission-denied',
  invalid_request: 'invalid-request',
  unsupported_grant_type: 'invalid-request',
}
