import type { AnswerCode } from '#shared/domain/payments/answer-codes.ts'

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
  'ORDER_COMPLETION_IN_PROGRESS',
  'MAX_AUTHORIZATION_COUNT_EXCEEDED',
  'AUTHORIZATION_ALREADY_CAPTURED',
  'MAX_CAPTURE_COUNT_EXCEEDED',
  'AUTHORIZATION_VOIDED',
  'PREVIOUSLY_VOIDED',
  'CAPTURE_FULLY_REFUNDED',
  'MAX_NUMBER_OF_REFUNDS_EXCEEDED',
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
  'ORDER_COMPLETION_IN_PROGRESS',
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
  METHOD_NOT_ALLOWED: 'type-not-supported',
  NOT_ACCEPTABLE: 'invalid-request',
  UNSUPPORTED_MEDIA_TYPE: 'invalid-request',
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
  invalid_grant: 'invalid-request',
  invalid_scope: 'permission-denied',
  unsupported_grant_type: 'invalid-request',
}
