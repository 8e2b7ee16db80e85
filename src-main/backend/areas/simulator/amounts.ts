import {
  type PaymentCurrency,
  paymentCurrencySchema,
  paymentDecimals,
} from '#shared/domain/commerce/payment-currency.ts'

/** The currency that a text names, or null. */
export const currencyNamed = (text: string | undefined): PaymentCurrency | null =>
  paymentCurrencySchema.safeParse(text).data ?? null

/**
 * An amount as PayPal takes it, in minor units: no sign, no thousands separator, `.` before the decimals, at most nine
 * digits in all, and decimals only where the currency has some. Null where it is none.
 */
export function minorUnits(text: string | undefined, currency: PaymentCurrency): number | null {
  const [, whole, decimals = ''] = /^(\d{1,9})(?:\.(\d{1,2}))?$/.exec(text ?? '') ?? []
  if (whole === undefined) return null
  if (paymentDecimals(currency) === 0) return /^0*$/.test(decimals) ? Number(whole) : null
  return Number(whole) * 100 + Number(decimals.padEnd(2, '0'))
}

/** A part of an amount, such as a discount, which may be negative. NaN where it is none. */
export function signedMinor(text: string, currency: PaymentCurrency): number {
  const size = minorUnits(text.replace(/^-/, ''), currency) ?? NaN
  return text.startsWith('-') ? -size : size
}

/** The amount as PayPal writes it: `90.00`, `1200` for currencies without decimals. */
export function amountText(minor: number, currency: PaymentCurrency): string {
  if (paymentDecimals(currency) === 0) return String(minor)
  return `${Math.trunc(minor / 100)}.${String(minor % 100).padStart(2, '0')}`
}

/** Whole units of the currency, which the amount-driven results look at. */
export const wholeUnits = (minor: number, currency: PaymentCurrency): number =>
  Math.trunc(minor / 10 ** paymentDecimals(currency))
