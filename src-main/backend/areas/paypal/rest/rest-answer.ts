import { z } from 'zod'
import { isBounded, parseBoundedJson } from '#shared/bounded-json.ts'
import type { AnswerCode, AnswerPair } from '#shared/domain/payments/answer-codes.ts'
import type { Outcome } from '../gateway/gateway.ts'
import { jsonText } from '../http/answer-body.ts'
import type { HttpAnswer } from '../http/http-port.ts'
import { hide } from '../http/shown-pairs.ts'
import {
  OAUTH_ERRORS,
  REST_COME_AGAIN,
  REST_MAY_BE_DONE,
  REST_NAMES,
  STATUS_MAY_BE_DONE,
  TOO_MANY_REQUESTS,
} from './rest-errors.ts'
import { REST_ISSUES } from './rest-issues.ts'

export interface RestAnswer {
  readonly status: number
  /** Null where there is none (204). */
  readonly json: unknown
  readonly debugId: string | null
}

/** Null where the answer cannot be believed: PayPal's own trouble (5xx), no JSON, half of it. */
export function readRest(answer: HttpAnswer): RestAnswer | null {
  const { status, headers } = answer
  if (status >= 500 || status < 200 || (status >= 300 && status < 400)) return null
  const debugId = headers['paypal-debug-id'] ?? null
  if (status === 204) return { status, json: null, debugId }
  try {
    const json = parseBoundedJson(jsonText(answer) ?? '')
    return isBounded(json) ? { status, json, debugId } : null
  } catch {
    return null
  }
}

const errorSchema = z.object({
  name: z.string().max(100).optional(),
  message: z.string().max(1000).optional(),
  debug_id: z.string().max(100).optional(),
  details: z
    .array(
      z.object({
        issue: z.string().max(100).optional(),
        description: z.string().max(1000).optional(),
        field: z.string().max(200).optional(),
      }),
    )
    .optional(),
  error: z.string().max(100).optional(),
  error_description: z.string().max(1000).optional(),
})
type RestError = z.output<typeof errorSchema>

/** The error in an answer of 4xx; null where it is none that PayPal gives. */
function errorIn(answer: RestAnswer): RestError | null {
  const parsed = errorSchema.safeParse(answer.json)
  if (!parsed.success) return null
  const { name, error } = parsed.data
  return name === undefined && error === undefined ? null : parsed.data
}

const namesIn = ({ name = '', details = [] }: RestError): string[] => [
  name,
  ...details.map(({ issue }) => issue ?? ''),
]

/** Whether PayPal asks to come again, because it is busy or still works on an earlier try. */
export function saysComeAgain(answer: RestAnswer): boolean {
  if (answer.status < 400) return false
  if (answer.status === TOO_MANY_REQUESTS) return true
  const error = errorIn(answer)
  return error !== null && namesIn(error).some((name) => REST_COME_AGAIN.has(name))
}

/** The refusal in an answer of 4xx, or null for any other. `moves`: the call moves money, so it may be done already. */
export function restRefusal(
  answer: RestAnswer,
  secrets: readonly string[],
  { moves }: { moves: boolean },
): Outcome<never> | null {
  const { status } = answer
  if (status < 400) return null
  const error = errorIn(answer)
  if (error === null) return { kind: 'unknown', code: 'malformed-answer' }
  const code = codeOf(error, status)
  const mayBeDone =
    STATUS_MAY_BE_DONE.has(status) || namesIn(error).some((name) => REST_MAY_BE_DONE.has(name))
  const isOpen = code === 'internal-error' || (moves && mayBeDone)
  return { kind: isOpen ? 'unknown' : 'refused', code, pairs: errorPairs(answer, error, secrets) }
}

function codeOf({ name, details = [], error }: RestError, status: number): AnswerCode {
  const code = REST_ISSUES[deciding(details)?.issue ?? '']
  if (code) return code
  if (status === TOO_MANY_REQUESTS) return 'rate-limited'
  return REST_NAMES[name ?? ''] ?? OAUTH_ERRORS[error ?? ''] ?? 'unrecognised'
}

/** The detail that says what is wrong: the first whose issue has a meaning here, else the first. */
const deciding = (details: NonNullable<RestError['details']>) =>
  details.find(({ issue }) => Object.hasOwn(REST_ISSUES, issue ?? '')) ?? details[0]

function errorPairs({ status, debugId }: RestAnswer, error: RestError, secrets: readonly string[]) {
  const { name, message, details = [], error: oauth, error_description, debug_id } = error
  const detail = deciding(details)
  return pairsOf(
    {
      status: String(status),
      name,
      message,
      issue: detail?.issue,
      description: detail?.description,
      field: detail?.field,
      error: oauth,
      error_description,
      debug_id: debug_id ?? debugId,
    },
    secrets,
  )
}

/** What an answer is shown as: the values that are there, with secrets hidden. */
export function pairsOf(
  values: Readonly<Record<string, string | null | undefined>>,
  secrets: readonly string[],
): AnswerPair[] {
  return Object.entries(values).flatMap(([name, value]) =>
    value == null ? [] : [{ name, value: hide(value, secrets) }],
  )
}
