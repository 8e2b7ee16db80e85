import { z } from 'zod'
import type { Card } from './cards.ts'
import { type PaymentCurrency, paymentCurrencySchema } from './payment-currency.ts'

export const providerIdSchema = z.enum([
  'payflow-pro',
  'express-checkout-ca',
  'express-checkout-us',
  'website-payments-pro-uk',
  'paypal-checkout-rest',
])
export type ProviderId = z.output<typeof providerIdSchema>
export const PROVIDER_IDS = providerIdSchema.options

/** The fields of a provider account. Only `password` is secret; `grant` is a permission given at PayPal. */
export const accountFieldSchema = z.enum([
  'partnerId',
  'vendor',
  'userId',
  'clientId',
  'password',
  'paypalEmail',
  'grant',
])
export type AccountField = z.output<typeof accountFieldSchema>

export const accountTypeIdSchema = z.enum([
  'website-payments-pro',
  'payments-pro-payflow-edition',
  'payflow-pro',
  'website-payments-pro-payflow-edition',
])
export type AccountTypeId = z.output<typeof accountTypeIdSchema>

export interface AccountType {
  readonly id: AccountTypeId
  /** Null where PayPal's own page takes the card, so that no card field is shown. */
  readonly cards: readonly Card[] | null
}

/** One of PayPal's products. Form, validation and the table of the documentation are made from this entry. */
export interface Provider {
  readonly id: ProviderId
  readonly account: readonly AccountField[]
  /** What the product calls its password, where it has another name for it. */
  readonly passwordIs?: 'clientSecret'
  /** Empty where the product has no account type. */
  readonly accountTypes: readonly AccountType[]
  /** Whether buyers can pay through their PayPal login: a check box, or what the product is. */
  readonly express: 'choice' | 'always' | 'never'
  /** `offered` has one entry where the currency is fixed. */
  readonly currency: { readonly default: PaymentCurrency; readonly offered: readonly PaymentCurrency[] }
}

/** Express Checkout takes every currency that PayPal has (Express Checkout NVP). */
const EXPRESS = paymentCurrencySchema.options
/** Website Payments Pro's currencies (Payflow developer guide). */
const WEBSITE_PAYMENTS_PRO: readonly PaymentCurrency[] = ['GBP', 'USD', 'EUR', 'CAD', 'JPY', 'AUD']

const PAYFLOW_ACCOUNT = ['partnerId', 'vendor', 'userId', 'password'] as const
const EXPRESS_ACCOUNT = ['paypalEmail', 'grant'] as const
const REST_ACCOUNT = ['clientId', 'password'] as const
const FOUR = ['visa', 'mastercard', 'amex', 'discover'] as const

/** Every provider on offer, in the order of the list. To add a provider is to add an entry. */
export const PROVIDERS: readonly Provider[] = [
  {
    id: 'payflow-pro',
    account: PAYFLOW_ACCOUNT,
    accountTypes: [
      { id: 'website-payments-pro', cards: null },
      { id: 'payments-pro-payflow-edition', cards: FOUR },
      { id: 'payflow-pro', cards: [...FOUR, 'diners', 'jcb'] },
    ],
    express: 'choice',
    currency: { default: 'USD', offered: ['USD'] },
  },
  {
    id: 'express-checkout-ca',
    account: EXPRESS_ACCOUNT,
    accountTypes: [],
    express: 'always',
    currency: { default: 'CAD', offered: EXPRESS },
  },
  {
    id: 'express-checkout-us',
    account: EXPRESS_ACCOUNT,
    accountTypes: [],
    express: 'always',
    currency: { default: 'USD', offered: EXPRESS },
  },
  {
    id: 'website-payments-pro-uk',
    account: PAYFLOW_ACCOUNT,
    accountTypes: [
      { id: 'website-payments-pro', cards: null },
      { id: 'website-payments-pro-payflow-edition', cards: ['visa-debit-electron', 'mastercard'] },
    ],
    express: 'never',
    currency: { default: 'GBP', offered: WEBSITE_PAYMENTS_PRO },
  },
  {
    id: 'paypal-checkout-rest',
    account: REST_ACCOUNT,
    passwordIs: 'clientSecret',
    accountTypes: [],
    express: 'always',
    currency: { default: 'USD', offered: EXPRESS },
  },
]

export function providerOf(id: ProviderId): Provider {
  const provider = PROVIDERS.find((entry) => entry.id === id)
  if (!provider) throw new Error(`no provider ${id} in the catalogue`)
  return provider
}

/** The field whose label the account's password has: a REST app has a client secret. */
export const passwordField = (id: ProviderId | null): 'password' | 'clientSecret' =>
  PROVIDERS.find((entry) => entry.id === id)?.passwordIs ?? 'password'

/** The cards on offer: null where no card field is shown, also while no account type is chosen. */
export function cardsOffered(id: ProviderId, accountType: AccountTypeId | null): readonly Card[] | null {
  return providerOf(id).accountTypes.find((type) => type.id === accountType)?.cards ?? null
}

/** True where the currency can be changed. */
export const currencyIsChoice = (id: ProviderId): boolean => providerOf(id).currency.offered.length > 1
