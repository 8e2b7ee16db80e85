import { z } from 'zod'
import type { AnswerCode, AnswerPair } from '#shared/domain/payments/answer-codes.ts'
import type { Outcome } from '../gateway/gateway.ts'
import { jsonText } from '../http/answer-body.ts'
import type { HttpAnswer } from '../http/http-port.ts'
import { hide } from '../http/shown-pairs.ts'
import { OAUTH_ERRORS, REST_ISSUES, REST_NAMES } from './rest-errors.ts'

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
    return { status, json: JSON.parse(jsonText(answer) ?? ''), debugId }
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

/** The refusal in an answer of 4xx, or null for any other. */
export function restRefusal(answer: RestAnswer, secrets: readonly string[]): Outcome<never> | null {
  if (answer.status < 400) return null
  const parsed = errorSchema.safeParse(answer.json)
  if (!parsed.success) return { kind: 'unknown', code: 'malformed-answer' }
  const code = codeOf(parsed.data, answer.status)
  if (code === 'internal-error') return { kind: 'unknown', code }
  return { kind: 'refused', code, pairs: errorPairs(answer, parsed.data, secrets) }
}

function codeOf({ name, details = [], error }: RestError, status: number): AnswerCode {
  for (const { issue } of details) {
    const code = REST_ISSUES[issue ?? '']
    if (code) return code
  }
  if (status === 429) return 'rate-limited'
  return REST_NAMES[name ?? ''] ?? OAUTH_ERRORS[error ?? ''] ?? 'unrecognised'
}

function errorPairs({ status, debugId }: RestAnswer, error: RestError, secrets: readonly string[]) {
  const { name, message, details: [first] = [], error: oauth, error_description, debug_id } = error
  return pairsOf(
    {
      status: String(status),
      name,
      message,
      issue: first?.issue,
      description: first?.description,
      field: first?.field,
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
