import type { PaymentCurrency } from '#shared/domain/commerce/payment-currency.ts'
import { signedMinor } from '../amounts.ts'
import type { Fields } from './nvp-answer.ts'

const PARTS = ['ITEMAMT', 'TAXAMT', 'SHIPPINGAMT', 'HANDLINGAMT', 'INSURANCEAMT', 'SHIPDISCAMT'] as const
const ZERO = '0'

/** Where a total of the items is given, it and the other parts must make the amount, and the items make the total. */
export function totalsMatch(
  fields: Fields,
  { minor, currency }: { minor: number; currency: PaymentCurrency },
): boolean {
  if (!fields.has('PAYMENTREQUEST_0_ITEMAMT')) return true
  const partOf = (name: string): number =>
    signedMinor(fields.get(`PAYMENTREQUEST_0_${name}`) ?? ZERO, currency)
  const sum = PARTS.reduce((total, part) => total + partOf(part), 0)
  const items = itemsTotal(fields, currency)
  return sum === minor && (items === null || items === partOf('ITEMAMT'))
}

/** Null where no item is named. */
function itemsTotal(fields: Fields, currency: PaymentCurrency): number | null {
  let total: number | null = null
  for (let index = 0; ; index++) {
    const amount = fields.get(`L_PAYMENTREQUEST_0_AMT${index}`)
    if (amount === undefined) return total
    const quantity = Number(fields.get(`L_PAYMENTREQUEST_0_QTY${index}`) ?? '1')
    total = (total ?? 0) + quantity * signedMinor(amount, currency)
  }
}
