import {
  isAmbiguous,
  paymentDecimals,
  type PaymentCurrency,
  SYMBOLS,
} from '../domain/commerce/payment-currency.ts'
import { type Language, languages } from '../languages/languages.ts'
import { formatDecimal, NBSP } from './format.ts'

/** An amount in any currency that PayPal takes: en `US$90.00`, with the code where the symbol is not enough: `kr 90.00 NOK`. */
export function formatPayment(minor: number, currency: PaymentCurrency, language: Language): string {
  const amount = formatDecimal(minor, paymentDecimals(currency), language)
  const gap = /\p{L}$/u.test(SYMBOLS[currency]) ? NBSP : languages[language].formats.unitSpace
  const code = isAmbiguous(currency) ? NBSP + currency : ''
  return SYMBOLS[currency] + gap + amount + code
}
