import { z } from 'zod'

/** The currencies that PayPal's products take payment in. */
export const paymentCurrencySchema = z.enum([
  'USD',
  'CAD',
  'GBP',
  'EUR',
  'AUD',
  'BRL',
  'CHF',
  'CNY',
  'CZK',
  'DKK',
  'HKD',
  'HUF',
  'ILS',
  'JPY',
  'MXN',
  'MYR',
  'NOK',
  'NZD',
  'PHP',
  'PLN',
  'RUB',
  'SEK',
  'SGD',
  'THB',
  'TWD',
])
export type PaymentCurrency = z.output<typeof paymentCurrencySchema>

/** Currencies that PayPal takes without decimals (Express Checkout NVP; for HUF and TWD PayPal's rule, not ISO's). */
const WITHOUT_DECIMALS: readonly PaymentCurrency[] = ['HUF', 'JPY', 'TWD']

/** How many decimals an amount has at PayPal. */
export const paymentDecimals = (currency: PaymentCurrency): 0 | 2 =>
  WITHOUT_DECIMALS.includes(currency) ? 0 : 2

/** Symbols as they are written beside amounts. */
export const SYMBOLS: Record<PaymentCurrency, string> = {
  USD: 'US$',
  CAD: 'CA$',
  GBP: '£',
  EUR: '€',
  AUD: 'A$',
  BRL: 'R$',
  CHF: 'Fr.',
  CNY: 'CN¥',
  CZK: 'Kč',
  DKK: 'kr',
  HKD: 'HK$',
  HUF: 'Ft',
  ILS: '₪',
  JPY: '¥',
  MXN: 'MX$',
  MYR: 'RM',
  NOK: 'kr',
  NZD: 'NZ$',
  PHP: '₱',
  PLN: 'zł',
  RUB: '₽',
  SEK: 'kr',
  SGD: 'S$',
  THB: '฿',
  TWD: 'NT$',
}

/** True where the symbol alone could be, or be taken for, that of another currency: `kr`, `¥` and `CN¥`, `A$` and `CA$`. */
export const isAmbiguous = (currency: PaymentCurrency): boolean =>
  paymentCurrencySchema.options.some(
    (other) => other !== currency && SYMBOLS[other].endsWith(SYMBOLS[currency]),
  )
