import type { PaymentCurrency } from './commerce/payment-currency.ts'
import { type Discount, WHOLE } from './discount.ts'

/** What a buyer pays, in whole minor units of the currency as PayPal counts them. */
export interface Price {
  readonly full: number
  readonly off: number
  readonly pay: number
}

/**
 * A price with a promo code's discount: computed to the cent, half a cent in the buyer's favour, and never below zero
 * (SPEC 7.2). Null when a fixed amount is in another currency than the price: such a code does not apply.
 */
export function priceWith(full: number, currency: PaymentCurrency, discount: Discount): Price | null {
  if (discount.kind === 'amount' && discount.currency !== currency) return null
  const off = discount.kind === 'amount' ? discount.minor : Math.round((full * discount.hundredths) / WHOLE)
  const taken = Math.min(full, off)
  return { full, off: taken, pay: full - taken }
}
