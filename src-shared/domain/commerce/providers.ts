import { z } from 'zod'
import type { Card } from './cards.ts'
import { type PaymentCurrency, paymentCurrencySchema } from './payment-currency.ts'

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

/** What PayPal has said of the end of a product: none is announced for Payflow (facts of 2026). */
export type Retiring = 'express' | 'payflow' | 'uk'

/** One of PayPal's products. Form, validation, gateway and the table of the documentation are made from this entry. */
interface ProviderEntry {
  readonly protocol: 'payflow' | 'express' | 'rest'
  /** How PayPal is phasing out the product; null where it is not. */
  readonly retiring: Retiring | null
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

/** Every provider on offer, in the order of the list. To add one is to add an entry, and its name in each language. */
const ENTRIES = {
  'payflow-pro': {
    protocol: 'payflow',
    retiring: 'payflow',
    account: PAYFLOW_ACCOUNT,
    accountTypes: [
      { id: 'website-payments-pro', cards: null },
      { id: 'payments-pro-payflow-edition', cards: FOUR },
      { id: 'payflow-pro', cards: [...FOUR, 'diners', 'jcb'] },
    ],
    express: 'choice',
    currency: { default: 'USD', offered: ['USD'] },
  },
  'express-checkout-ca': {
    protocol: 'express',
    retiring: 'express',
    account: EXPRESS_ACCOUNT,
    accountTypes: [],
    express: 'always',
    currency: { default: 'CAD', offered: EXPRESS },
  },
  'express-checkout-us': {
    protocol: 'express',
    retiring: 'express',
    account: EXPRESS_ACCOUNT,
    accountTypes: [],
    express: 'always',
    currency: { default: 'USD', offered: EXPRESS },
  },
  'website-payments-pro-uk': {
    protocol: 'payflow',
    retiring: 'uk',
    account: PAYFLOW_ACCOUNT,
    accountTypes: [
      { id: 'website-payments-pro', cards: null },
      { id: 'website-payments-pro-payflow-edition', cards: ['visa-debit-electron', 'mastercard'] },
    ],
    express: 'never',
    currency: { default: 'GBP', offered: WEBSITE_PAYMENTS_PRO },
  },
  'paypal-checkout-rest': {
    protocol: 'rest',
    retiring: null,
    account: REST_ACCOUNT,
    passwordIs: 'clientSecret',
    accountTypes: [],
    express: 'always',
    currency: { default: 'USD', offered: EXPRESS },
  },
} as const satisfies Record<string, ProviderEntry>

export type ProviderId = keyof typeof ENTRIES
export interface Provider extends ProviderEntry {
  readonly id: ProviderId
}

export const PROVIDER_IDS = Object.keys(ENTRIES) as [ProviderId, ...ProviderId[]]
export const providerIdSchema = z.enum(PROVIDER_IDS)
export const PROVIDERS: readonly Provider[] = PROVIDER_IDS.map((id) => ({ id, ...ENTRIES[id] }))

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
