import { type Answer, type Call, plain } from '../server/http-messages.ts'
import type { Tools } from '../tools.ts'

/** Why REST says no, by PayPal's name of the issue. */
export interface RestError {
  readonly status: number
  readonly name: string
  readonly message: string
  readonly issue?: string
  readonly description?: string
  /** The JSON pointer of what is wrong in the body. */
  readonly field?: string
}

export const json = (status: number, body: unknown): Answer =>
  plain(status, JSON.stringify(body), 'application/json')

export function errorAnswer(
  { ids }: Tools,
  { status, name, message, issue, description, field }: RestError,
): Answer {
  return json(status, {
    name,
    message,
    debug_id: ids.upper(13).toLowerCase(),
    ...(issue === undefined
      ? {}
      : {
          details: [
            {
              ...(field === undefined ? {} : { field, location: 'body' }),
              issue,
              description: description ?? issue,
            },
          ],
        }),
    links: [],
  })
}

const ISSUES: Readonly<Record<string, string>> = {
  ORDER_NOT_APPROVED: 'Payer has not yet approved the Order for payment.',
  ORDER_ALREADY_CAPTURED: 'Order already captured.',
  ORDER_ALREADY_AUTHORIZED: 'Order already authorized.',
  ORDER_EXPIRED: 'The order has expired.',
  ACTION_DOES_NOT_MATCH_INTENT: 'The action does not match the intent of the order.',
  INSTRUMENT_DECLINED: 'The instrument presented was either declined by the processor or bank.',
  PAYER_CANNOT_PAY: 'Payer cannot pay for this transaction.',
  DUPLICATE_INVOICE_ID: 'Duplicate Invoice ID detected.',
  INVALID_CURRENCY_CODE: 'Currency code is invalid or is not currently supported.',
  DECIMAL_PRECISION: 'The value of the field should not be more than the currency’s decimals.',
  AMOUNT_MISMATCH: 'Should equal the sum of its breakdown.',
  CANNOT_BE_ZERO_OR_NEGATIVE: 'Must be greater than zero.',
  AUTHORIZATION_ALREADY_CAPTURED: 'Authorization has already been captured.',
  AUTHORIZATION_VOIDED: 'A voided authorization cannot be captured or reauthorized.',
  PREVIOUSLY_CAPTURED: 'Authorization has been previously captured and hence cannot be voided.',
  PREVIOUSLY_VOIDED: 'Authorization has been previously voided and hence cannot be voided again.',
  MAX_CAPTURE_AMOUNT_EXCEEDED: 'Capture amount exceeds allowable limit.',
  PENDING_CAPTURE: 'Cannot initiate a refund as the capture is pending.',
  AUTH_CAPTURE_CURRENCY_MISMATCH: 'Currency of capture must be the same as currency of authorization.',
  REFUND_CAPTURE_CURRENCY_MISMATCH: 'Refund must be in the same currency as the capture.',
  ORDER_ALREADY_COMPLETED: 'The order cannot be patched after it is completed.',
  NOT_PATCHABLE: 'Cannot be patched.',
  PATCH_PATH_REQUIRED: 'Specify the path of the field to be patched.',
  PATCH_VALUE_REQUIRED: 'Specify the value of the field to be patched.',
  INVALID_JSON_POINTER_FORMAT: 'Path should be a valid JSON Pointer.',
  REFERENCE_ID_NOT_FOUND: 'No purchase unit has this reference_id.',
  AMOUNT_CHANGE_NOT_ALLOWED: 'The amount is different from the amount that the payer has approved.',
  AUTHORIZATION_EXPIRED: 'An expired authorization cannot be captured.',
  REFUND_TIME_LIMIT_EXCEEDED: 'You are over the time limit to perform a refund on this capture.',
  CAPTURE_FULLY_REFUNDED: 'The capture has already been fully refunded.',
  REFUND_AMOUNT_EXCEEDED: 'The refund amount must be less than or equal to the capture amount left.',
}

/** 422 with the issue. */
export const unprocessable = (issue: string): RestError => ({
  status: 422,
  name: 'UNPROCESSABLE_ENTITY',
  message:
    'The requested action could not be performed, semantically incorrect, or failed business validation.',
  issue,
  description: ISSUES[issue] ?? issue,
})

const MALFORMED: Readonly<Record<string, string>> = {
  INVALID_PARAMETER_VALUE: 'The value of a field is invalid.',
  INVALID_STRING_LENGTH: 'The value of a field is either too short or too long.',
  INVALID_PATCH_OPERATION: 'The operation cannot be honored.',
  MISSING_REQUIRED_PARAMETER: 'A required field is missing.',
  MALFORMED_REQUEST_JSON: 'The request JSON is not well formed.',
  PAYPAL_REQUEST_ID_REQUIRED: 'A PayPal-Request-Id is required.',
}

/** 400 with the field that is wrong. */
export const invalid = (issue: string, field?: string): RestError => ({
  status: 400,
  name: 'INVALID_REQUEST',
  message: 'Request is not well-formed, syntactically incorrect, or violates schema.',
  issue,
  description: MALFORMED[issue] ?? issue,
  ...(field === undefined ? {} : { field }),
})

/** A path that exists, and a method that it does not have. */
export const NO_SUCH_METHOD: RestError = {
  status: 405,
  name: 'METHOD_NOT_SUPPORTED',
  message: 'The server does not implement the requested HTTP method.',
}

export const NOT_FOUND: RestError = {
  status: 404,
  name: 'RESOURCE_NOT_FOUND',
  message: 'The specified resource does not exist.',
  issue: 'INVALID_RESOURCE_ID',
  description: 'Specified resource ID does not exist. Please check the resource ID and try again.',
}

/** What a fault asks for: an HTTP error that PayPal names, or an issue. */
export function errorNamed(name: string): RestError {
  switch (name) {
    case 'INTERNAL_SERVER_ERROR':
      return { status: 500, name, message: 'An internal server error occurred.' }
    case 'SERVICE_UNAVAILABLE':
      return { status: 503, name, message: 'Service Unavailable.' }
    case 'PREVIOUS_REQUEST_IN_PROGRESS':
      return {
        status: 409,
        name: 'RESOURCE_CONFLICT',
        message: 'The server has detected a conflict while processing this request.',
        issue: name,
        description: 'A previous request on this resource is currently in progress.',
      }
    case 'RATE_LIMIT_REACHED':
      return { status: 429, name, message: 'Too many requests. Blocked due to rate limiting.' }
    case 'NOT_AUTHORIZED':
      return {
        status: 403,
        name,
        message: 'Authorization failed due to insufficient permissions.',
        issue: 'PERMISSION_DENIED',
        description: 'You do not have permission to access or perform operations on this resource.',
      }
    default:
      return unprocessable(name)
  }
}

export interface Link {
  readonly href: string
  readonly rel: string
  readonly method: 'GET' | 'POST'
}

export const link = ({ base }: Call, rel: string, path: string, method: 'GET' | 'POST' = 'GET'): Link => ({
  href: `${base}${path}`,
  rel,
  method,
})
