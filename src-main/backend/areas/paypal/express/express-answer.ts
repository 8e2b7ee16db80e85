import type { AnswerCode, AnswerPair } from '#shared/domain/payments/answer-codes.ts'
import type { Outcome } from '../gateway/gateway.ts'
import { namesAndValues } from '../http/answer-body.ts'
import type { HttpAnswer } from '../http/http-port.ts'
import { identifierIn } from '../http/identifier.ts'
import { shownPairs } from '../http/shown-pairs.ts'
import { fromUrlEncoded } from '../http/url-encoded.ts'
import { EXPRESS_ERRORS, EXPRESS_MAY_BE_DONE, EXPRESS_MEANINGS_BY_WORDS } from './express-errors.ts'

/** ACK, and whether what was asked is done. A custom code says nothing by itself. */
const ACKS: Readonly<Record<string, boolean>> = {
  Success: true,
  SuccessWithWarning: true,
  Warning: true,
  PartialSuccess: true,
  Failure: false,
  FailureWithWarning: false,
  CustomCode: false,
}

const MOST_ERRORS = 5
const SHOWN: readonly string[] = [
  'ACK',
  ...Array.from({ length: MOST_ERRORS }, (_none, n) => [
    `L_ERRORCODE${n}`,
    `L_SHORTMESSAGE${n}`,
    `L_LONGMESSAGE${n}`,
    `L_SEVERITYCODE${n}`,
  ]).flat(),
  'TOKEN',
  'CHECKOUTSTATUS',
  'PAYMENTINFO_0_TRANSACTIONID',
  'PAYMENTINFO_0_PAYMENTSTATUS',
  'PAYMENTINFO_0_PENDINGREASON',
  'PAYMENTINFO_0_AMT',
  'PAYMENTINFO_0_CURRENCYCODE',
  'PAYMENTINFO_0_ERRORCODE',
  'PAYMENTREQUEST_0_TRANSACTIONID',
  'TRANSACTIONID',
  'PAYMENTSTATUS',
  'PENDINGREASON',
  'REFUNDTRANSACTIONID',
  'GROSSREFUNDAMT',
  'FEEREFUNDAMT',
  'NETREFUNDAMT',
  'TIMESTAMP',
  'CORRELATIONID',
  'VERSION',
  'BUILD',
]

export interface ExpressAnswer {
  readonly succeeded: boolean
  /** The first error or warning; null where there is none. */
  readonly errorCode: string | null
  readonly fields: ReadonlyMap<string, string>
}

/** Null where the answer cannot be believed: no ACK that PayPal has, or a failure that does not say which. */
export function readExpress(answer: HttpAnswer): ExpressAnswer | null {
  const body = namesAndValues(answer)
  const fields = body && fromUrlEncoded(body)
  const succeeded = fields && ACKS[fields.get('ACK') ?? '']
  if (!fields || typeof succeeded !== 'boolean') return null
  const errorCode = fields.get('L_ERRORCODE0') ?? null
  if (errorCode !== null ? !/^\d{5,6}$/.test(errorCode) : !succeeded) return null
  return { succeeded, errorCode, fields }
}

export const expressPairs = (answer: ExpressAnswer, secrets: readonly string[]): AnswerPair[] =>
  shownPairs(answer.fields, SHOWN, secrets)

/** What a failure means. PayPal's own trouble may have come after the money was taken, and so may a repeat. */
export function expressRefusal(
  answer: ExpressAnswer,
  pairs: readonly AnswerPair[],
  { moves }: { moves: boolean },
): Outcome<never> {
  const code = codeOf(answer)
  const mayBeDone = moves && EXPRESS_MAY_BE_DONE.has(answer.errorCode ?? '')
  return { kind: code === 'internal-error' || mayBeDone ? 'unknown' : 'refused', code, pairs }
}

const says = ({ errorCode, fields }: ExpressAnswer, code: string, words: RegExp): boolean =>
  errorCode === code && words.test(fields.get('L_LONGMESSAGE0') ?? '')
export const saysRefunded = (answer: ExpressAnswer): boolean =>
  says(answer, '10009', /already been fully refunded/i)

function codeOf(answer: ExpressAnswer): AnswerCode {
  const byWords = EXPRESS_MEANINGS_BY_WORDS.find((one) => says(answer, one.errorCode, one.says))
  return byWords?.code ?? EXPRESS_ERRORS[answer.errorCode ?? ''] ?? 'unrecognised'
}

/** A token has 20 characters, a transaction 17: half of one is none. */
export const tokenIn = (value: string | undefined): string | null =>
  value?.length === 20 ? identifierIn(value) : null
export const transactionIn = (value: string | undefined): string | null =>
  value?.length === 17 ? identifierIn(value) : null
