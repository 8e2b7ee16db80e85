import { paymentDecimals, type PaymentCurrency, SYMBOLS } from '../domain/commerce/payment-currency.ts'
import { type Language, languages } from '../languages/languages.ts'
import { formatDecimal, NBSP } from './format.ts'

/** An amount in any currency that PayPal takes, with symbol and code (SPEC 3.3): nb `US$ 90,00 USD`, en `US$90.00 USD`. */
export function formatPayment(minor: number, currency: PaymentCurrency, language: Language): string {
  const amount = formatDecimal(minor, paymentDecimals(currency), language)
  const gap = /\p{L}$/u.test(SYMBOLS[currency]) ? NBSP : languages[language].formats.unitSpace
  return `${SYMBOLS[currency]}${gap}${amount}${NBSP}${currency}`
}
