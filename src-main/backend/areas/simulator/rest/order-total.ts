import type { PaymentCurrency } from '#shared/domain/commerce/payment-currency.ts'
import { currencyNamed, minorUnits, signedMinor } from '../amounts.ts'
import { type RestError, unprocessable } from './json-answer.ts'
import type { OrderInput } from './order-input.ts'

type OrderAmount = OrderInput['purchase_units'][number]['amount']
const ADDED = ['item_total', 'shipping', 'handling', 'tax_total', 'insurance'] as const
const TAKEN_OFF = ['shipping_discount', 'discount'] as const

/** The amount of a money object, or what is wrong with it. */
export function sumOf(amount: {
  currency_code: string
  value: string
}): { minor: number; currency: PaymentCurrency } | RestError {
  const currency = currencyNamed(amount.currency_code)
  if (!currency) return unprocessable('INVALID_CURRENCY_CODE')
  const minor = minorUnits(amount.value, currency)
  if (minor === null) return unprocessable('DECIMAL_PRECISION')
  return minor === 0 ? unprocessable('CANNOT_BE_ZERO_OR_NEGATIVE') : { minor, currency }
}

/** As `sumOf`, and the parts must make the whole where they are given. */
export function orderTotal(amount: OrderAmount): { minor: number; currency: PaymentCurrency } | RestError {
  const sum = sumOf(amount)
  if ('status' in sum || !amount.breakdown) return sum
  const { breakdown } = amount
  const part = (name: keyof typeof breakdown): number =>
    signedMinor(breakdown[name]?.value ?? '0', sum.currency)
  const total = (names: readonly (keyof typeof breakdown)[]): number =>
    names.reduce((all, name) => all + part(name), 0)
  return total(ADDED) - total(TAKEN_OFF) === sum.minor ? sum : unprocessable('AMOUNT_MISMATCH')
}
