import { paymentDecimals } from '#shared/domain/commerce/payment-currency.ts'
import type { Amount } from '../gateway/gateway.ts'

/** `12.34`, or `1234` in a currency that PayPal takes without decimals: a point, and nothing between groups. */
export function amountText({ minor, currency }: Amount): string {
  if (!Number.isSafeInteger(minor) || minor < 0) throw new RangeError('an amount is whole minor units')
  const decimals = paymentDecimals(currency)
  if (decimals === 0) return String(minor)
  const digits = String(minor).padStart(decimals + 1, '0')
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`
}
