import { payflowText } from '#shared/domain/payments/payflow-text.ts'
import { amountText } from '../http/amount-text.ts'
import type { CardDetails, Order, ReturnAddresses } from '../gateway/gateway.ts'
import {
  type Look,
  MAX_PAYFLOW_REFERENCE,
  type PayflowAccount,
  type PayflowQuestion,
  type TakeBy,
} from './payflow-types.ts'

export type Fields = readonly (readonly [name: string, value: string])[]

/** How long PayPal may take (X-VPS-CLIENT-TIMEOUT), and how much longer we wait. */
export const CLIENT_TIMEOUT_SECONDS = 45
export const WAIT_MS = (CLIENT_TIMEOUT_SECONDS + 5) * 1000

/** 1 to 32 printable characters (X-VPS-REQUEST-ID). */
const REQUEST_ID = /^[\x21-\x7e]{1,32}$/
const REFERENCE = new RegExp(`^[A-Za-z0-9]{1,${MAX_PAYFLOW_REFERENCE}}$`)

export function headersFor(requestId: string): Record<string, string> {
  if (!REQUEST_ID.test(requestId)) throw new RangeError('a request ID is 1 to 32 printable characters')
  return {
    'content-type': 'text/namevalue',
    'x-vps-request-id': requestId,
    'x-vps-client-timeout': String(CLIENT_TIMEOUT_SECONDS),
  }
}

/** Who asks. VERBOSITY=HIGH brings what an inquiry and the administrator need. */
export const credentials = ({ partner, vendor, user, password }: PayflowAccount): Fields => [
  ['PARTNER', partner],
  ['VENDOR', vendor],
  ['USER', user],
  ['PWD', password],
  ['VERBOSITY', 'HIGH'],
]

export const takenBy = (by: TakeBy): 'S' | 'A' => (by === 'sale' ? 'S' : 'A')

export const amountFields = ({ amount }: Pick<Order, 'amount'>): Fields => [
  ['AMT', amountText(amount)],
  ['CURRENCY', amount.currency],
]

/** What is paid, and what finds it again. */
export async function orderFields(order: Order): Promise<Fields> {
  if (!REFERENCE.test(order.reference)) {
    throw new RangeError(`a reference is 1 to ${MAX_PAYFLOW_REFERENCE} letters and figures`)
  }
  const description = await payflowText(order.description)
  const fields: Fields = [...amountFields(order), ['CUSTREF', order.reference]]
  return description === '' ? fields : [...fields, ['COMMENT1', description]]
}

export const cardFields = ({ number, month, year, cvv }: CardDetails): Fields => [
  ['ACCT', number.replace(/\s/g, '')],
  ['EXPDATE', String(month).padStart(2, '0') + String(year % 100).padStart(2, '0')],
  ['CVV2', cvv],
]

export const addressFields = ({ returnUrl, cancelUrl }: ReturnAddresses): Fields => [
  ['RETURNURL', returnUrl],
  ['CANCELURL', cancelUrl],
]

/** Payflow's pages take a language; the merchant's name is in PayPal's own settings. */
export const lookFields = ({ locale }: Look): Fields => (locale === undefined ? [] : [['LOCALECODE', locale]])

export function questionFields(question: PayflowQuestion): Fields {
  if ('reference' in question) return [['CUSTREF', question.reference]]
  if ('transaction' in question) return [['ORIGID', question.transaction]]
  return [['SECURETOKEN', question.secureToken]]
}
