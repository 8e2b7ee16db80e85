import { paymentDecimals, type PaymentCurrency } from '#shared/domain/commerce/payment-currency.ts'
import { type DecimalProblem, parseDecimal } from '#shared/domain/money.ts'
import type { Language } from '#shared/preferences.ts'
import { formatDecimal } from '#shared/wording/format.ts'

/** The most that the contract takes, in minor units. */
export const HIGHEST = 99_999_999_99

export type PriceProblem = DecimalProblem | 'zero'

/** Reads a typed price in minor units of `currency`. */
export function parsePrice(
  text: string,
  currency: PaymentCurrency,
): { full: number } | { problem: PriceProblem } {
  const read = parseDecimal(text, paymentDecimals(currency))
  if ('problem' in read) return read
  if (read.units === 0) return { problem: 'zero' }
  return read.units > HIGHEST ? { problem: 'too-large' } : { full: read.units }
}

/** A price as written in the field: with the language's marks, without symbol and code. */
export const priceText = (full: number, currency: PaymentCurrency, language: Language): string =>
  formatDecimal(full, paymentDecimals(currency), language)

/** `units` whole dollars, pounds or yen in minor units. */
export const wholeUnits = (units: number, currency: PaymentCurrency): number =>
  units * 10 ** paymentDecimals(currency)

/** What has to be paid for PayPal's test systems to answer as a card issuer that says no: 1,012 whole units (RESULT 12). */
export const declinedAmount = (currency: PaymentCurrency): number => wholeUnits(1012, currency)
