import { z } from 'zod'
import type { IsoDate } from '../dates.ts'
import type { PaymentCurrency } from '../commerce/payment-currency.ts'
import type { Discount } from '../discount.ts'
import { priceWith, type Price } from '../price.ts'
import { type CodeValidity, statusOf } from '../promo-code.ts'
import type { AppliesTo, Service } from '../services.ts'

/** Why a promo code does not hold for a purchase (SPEC 7.4), the first that is so. `held`: an open payment has its last use. */
export const codeRefusalSchema = z.enum([
  'unknown',
  'deleted',
  'not-yet-valid',
  'expired',
  'used-up',
  'held',
  'other-service',
  'not-for-item',
  'other-currency',
])
export type CodeRefusal = z.output<typeof codeRefusalSchema>

/** `used` counts redemptions. */
export interface CodeToCheck extends CodeValidity {
  readonly service: Service
  readonly appliesTo: AppliesTo
  readonly discount: Discount
  /** Uses that payments under way hold. */
  readonly held: number
}

export interface Purchase {
  readonly service: Service
  /** What is sold; `everything` is not an item. */
  readonly item: Exclude<AppliesTo, 'everything'>
  /** Minor units. */
  readonly full: number
  readonly currency: PaymentCurrency
  /** The site's day. */
  readonly today: IsoDate
}

/** The price with the code, or why the code does not hold. */
export function checkCode(
  code: CodeToCheck,
  purchase: Purchase,
): { price: Price } | { refusal: CodeRefusal } {
  const status = statusOf(code, purchase.today)
  if (status !== 'active') return { refusal: status }
  if (code.limit !== null && code.used + code.held >= code.limit) return { refusal: 'held' }
  if (code.service !== purchase.service) return { refusal: 'other-service' }
  if (code.appliesTo !== 'everything' && code.appliesTo !== purchase.item) return { refusal: 'not-for-item' }
  const price = priceWith(purchase.full, purchase.currency, code.discount)
  return price ? { price } : { refusal: 'other-currency' }
}
