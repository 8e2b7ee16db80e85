import { pendingWord } from '#shared/domain/payments/pending-reasons.ts'
import { EXPRESS_ERRORS, EXPRESS_MAY_BE_DONE } from '../express/express-errors.ts'
import type { Found } from '../gateway/gateway.ts'
import { namesAndValues } from '../http/answer-body.ts'
import type { HttpAnswer } from '../http/http-port.ts'
import { identifierIn } from '../http/identifier.ts'
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

/** What an answer whose RESULT is not 0 means; null where it is 0. */
export function meaningIn(answer: PayflowAnswer): ResultMeaning | null {
  return answer.result === 0 ? null : meaningOfMessage(answer)
}

/**
 * Whether an answer to a repeat says what happened to the first try: it is the first answer again (`DUPLICATE=1`), or
 * the first try never arrived. Assumed: any other value means that PayPal could not look, so that the payment may exist
 * there twice.
 */
export const coversEarlier = ({ fields }: PayflowAnswer): boolean =>
  ['1', '0', undefined].includes(fields.get('DUPLICATE'))

/** PayPal's processor says in the message what its RESULT is too coarse for. */
function meaningOfMessage({ result, message }: PayflowAnswer): ResultMeaning {
  const paypalCode = paypalCodeIn(message)
  const known = paypalCode === null ? undefined : EXPRESS_ERRORS[paypalCode]
  if (paypalCode === null || known === undefined || known === 'internal-error')
    return meaningOf(result, message)
  return { code: known, money: EXPRESS_MAY_BE_DONE.has(paypalCode) ? 'open' : 'refused' }
}

/** PENDINGREASON where the money of a payment has come (?): everything else is still awaited. */
const NOTHING_PENDING = ['', 'none', 'completed']
/** That it waits for the capture is no obstacle to the capture. */
const WAITS_FOR_CAPTURE = 'authorization'

function pendingIn(fields: NvpFields): string | null {
  const reason = (fields.get('PENDINGREASON') ?? '').toLowerCase()
  return NOTHING_PENDING.includes(reason) ? null : pendingWord(reason)
}

/** A payment, capture, void or credit that PayPal has a number for. */
export function paidIn(answer: PayflowAnswer): PayflowPaid | null {
  const { fields, result } = answer
  const transaction = identifierIn(fields.get('PNREF'))
  if (transaction === null) return null
  const reason = pendingIn(fields)
  return {
    transaction,
    pending: result !== 0 ? String(result) : reason === WAITS_FOR_CAPTURE ? null : reason,
    repeated: fields.get('DUPLICATE') === '1',
  }
}

/** TRANSSTATE (Payflow gateway developer guide); those of voided transactions count from 1000. */
const STATES: Readonly<Record<number, 'authorized' | 'captured' | 'declined'>> = {
  1: 'declined',
  3: 'authorized',
  // On the way to settlement, settled, captured, captured before, charged back.
  6: 'captured',
  7: 'captured',
  8: 'captured',
  9: 'captured',
  10: 'captured',
  15: 'captured',
  // Could not be settled.
  11: 'declined',
  12: 'declined',
  14: 'declined',
  16: 'declined',
}
/** Of unknown status and not settled; on hold until the merchant acts. Neither is paid, nor over. */
const UNDECIDED: readonly string[] = ['106', '206']

function stateIn(fields: NvpFields): 'voided' | 'pending' | (typeof STATES)[number] | null {
  const text = fields.get('TRANSSTATE') ?? ''
  if (!/^\d{1,4}$/.test(text)) return null
  if (UNDECIDED.includes(text)) return 'pending'
  return Number(text) >= 1000 ? 'voided' : (STATES[Number(text)] ?? null)
}

/**
 * What an inquiry says of the original transaction. Only an original that was approved (ORIGRESULT 0) is reserved or
 * taken; one that the filters hold is pending whatever its TRANSSTATE, until it is voided or has failed. Null where the
 * answer leaves it open.
 */
export function foundIn({ fields }: PayflowAnswer): Found | null {
  const transaction = identifierIn(fields.get('ORIGPNREF'))
  const text = fields.get('ORIGRESULT') ?? ''
  if (transaction === null || !/^-?\d{1,5}$/.test(text)) return null
  const result = Number(text)
  const state = stateIn(fields)
  if (result === 0) {
    if (state === null) return null
    const reason = pendingIn(fields)
    if (state === 'pending')
      return { state, transaction, reason: reason ?? pendingWord(fields.get('TRANSSTATE') ?? '') }
    const awaits = reason !== null && !(state === 'authorized' && reason === WAITS_FOR_CAPTURE)
    return awaits && (state === 'authorized' || state === 'captured')
      ? { state: 'pending', transaction, reason }
      : { state, transaction }
  }
  if (state === 'voided' || state === 'declined') return { state, transaction }
  const { money } = meaningOf(result, fields.get('ORIGRESPMSG') ?? '')
  if (money === 'open') return null
  return money === 'held'
    ? { state: 'pending', transaction, reason: String(result) }
    : { state: 'declined', transaction }
}
