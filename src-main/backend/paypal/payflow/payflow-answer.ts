import type { AnswerPair } from '#shared/domain/payments/answer-codes.ts'
import { EXPRESS_ERRORS } from '../express/express-errors.ts'
import type { Found, Outcome } from '../gateway/gateway.ts'
import { namesAndValues } from '../http/answer-body.ts'
import type { HttpAnswer } from '../http/http-port.ts'
import { type NvpFields, parse } from './nvp.ts'
import type { PayflowPaid } from './payflow-types.ts'
import { meaningOf, paypalCodeIn, type ResultMeaning } from './result-codes.ts'

/** What is shown of an answer; a secure token, and what PayPal knows of the buyer, is not. */
export const SHOWN = [
  'RESULT',
  'RESPMSG',
  'PNREF',
  'PPREF',
  'AUTHCODE',
  'AVSADDR',
  'AVSZIP',
  'IAVS',
  'CVV2MATCH',
  'PROCAVS',
  'PROCCVV2',
  'DUPLICATE',
  'TOKEN',
  'PENDINGREASON',
  'PAYMENTTYPE',
  'PREFPSMSG',
  'POSTFPSMSG',
  'ORIGRESULT',
  'ORIGPNREF',
  'TRANSSTATE',
  'SECURETOKENID',
  'CORRELATIONID',
] as const

export interface PayflowAnswer {
  readonly result: number
  readonly message: string
  readonly fields: NvpFields
}

/**
 * Null where the answer cannot be believed. RESPMSG must be there: without it `RESULT=12` may be the beginning of
 * `RESULT=126`, which is money.
 */
export function readPayflow(answer: HttpAnswer): PayflowAnswer | null {
  const body = namesAndValues(answer)
  const parsed = body && parse(body)
  if (!parsed || 'problem' in parsed) return null
  const { fields } = parsed
  const result = fields.get('RESULT')
  const message = fields.get('RESPMSG')
  if (result === undefined || !/^-?\d{1,5}$/.test(result) || message === undefined) return null
  return { result: Number(result), message, fields }
}

/** The outcome of an answer whose RESULT is not 0; null where it is 0, or money is held for review. */
export function refusalIn(answer: PayflowAnswer, pairs: readonly AnswerPair[]): Outcome<never> | null {
  if (answer.result === 0) return null
  const { code, money } = meaningIn(answer)
  if (money === 'held' && answer.fields.get('PNREF')) return null
  return money === 'refused' ? { kind: 'refused', code, pairs } : { kind: 'unknown', code }
}

/** PayPal's processor says in the message what its RESULT is too coarse for. */
function meaningIn({ result, message }: PayflowAnswer): ResultMeaning {
  const paypalCode = paypalCodeIn(message)
  const known = paypalCode === null ? undefined : EXPRESS_ERRORS[paypalCode]
  if (known === undefined || known === 'internal-error') return meaningOf(result, message)
  return { code: known, money: 'refused' }
}

/** A payment, capture, void or credit that PayPal has a number for. */
export function paidIn(answer: PayflowAnswer): PayflowPaid | null {
  const transaction = answer.fields.get('PNREF')
  if (!transaction) return null
  return { transaction, held: answer.result !== 0, repeated: answer.fields.get('DUPLICATE') === '1' }
}

const FAILED_TO_SETTLE = [11, 12, 14, 16]
const CAPTURED = [6, 7, 8, 9, 10, 15]

/**
 * What an inquiry says of the original transaction. TRANSSTATE (Payflow gateway developer guide): 3 authorized, 6 to 8 on
 * the way to settlement, 9 captured; voided ones count from 1000. Null where the answer leaves it open.
 */
export function foundIn({ fields }: PayflowAnswer): Found | null {
  const transaction = fields.get('ORIGPNREF')
  const result = Number(fields.get('ORIGRESULT') ?? NaN)
  if (!transaction || Number.isNaN(result)) return null
  if (result !== 0 && meaningOf(result, fields.get('ORIGRESPMSG') ?? '').money !== 'held') {
    return { state: 'declined', transaction }
  }
  const text = fields.get('TRANSSTATE') ?? ''
  const state = /^\d{1,4}$/.test(text) ? Number(text) : NaN
  if (state >= 1000) return { state: 'voided', transaction }
  if (state === 3) return { state: 'authorized', transaction }
  if (CAPTURED.includes(state)) return { state: 'captured', transaction }
  if (state === 1 || FAILED_TO_SETTLE.includes(state)) return { state: 'declined', transaction }
  return null
}
