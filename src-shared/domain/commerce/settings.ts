import { z } from 'zod'
import { type Card, cardSchema } from './cards.ts'
import { type PaymentCurrency, paymentCurrencySchema } from './payment-currency.ts'
import {
  type AccountTypeId,
  accountTypeIdSchema,
  cardsOffered,
  providerIdSchema,
  type ProviderId,
  providerOf,
} from './providers.ts'

/** What is chosen for one provider. Kept when another provider is chosen, for coming back (SPEC 3). */
export const providerOptionsSchema = z.strictObject({
  accountType: accountTypeIdSchema.nullable(),
  cards: z.array(cardSchema).max(cardSchema.options.length),
  express: z.boolean(),
  currency: paymentCurrencySchema,
})
export type ProviderOptions = z.output<typeof providerOptionsSchema>

/** The longest texts: PayPal shows up to 127 characters of a merchant name; header and footer are the site's own. */
export const LIMITS = { merchantName: 127, support: 254, text: 5000, accountField: 127 } as const

/** Everything of a service's e-commerce but the provider account: what publishing copies from test to production. */
export const settingsSchema = z.strictObject({
  provider: providerIdSchema.nullable(),
  options: z.partialRecord(providerIdSchema, providerOptionsSchema),
  merchantName: z.string().max(LIMITS.merchantName),
  support: z.string().max(LIMITS.support),
  header: z.string().max(LIMITS.text),
  footer: z.string().max(LIMITS.text),
})
export type Settings = z.output<typeof settingsSchema>

/** The account at one provider, without its secrets: the password is given by its reference in the secret box. */
export const accountSchema = z.strictObject({
  partnerId: z.string().max(LIMITS.accountField),
  vendor: z.string().max(LIMITS.accountField),
  userId: z.string().max(LIMITS.accountField),
  /** Revisions from before PayPal Checkout (REST) have none. */
  clientId: z.string().max(LIMITS.accountField).default(''),
  paypalEmail: z.string().max(LIMITS.support),
})
export type Account = z.output<typeof accountSchema>
export const accountsSchema = z.partialRecord(providerIdSchema, accountSchema)
export type Accounts = z.output<typeof accountsSchema>

/** One revision's content. Settings travel from test to production; accounts stay in their mode (SPEC 2.3). */
export const contentSchema = z.strictObject({ settings: settingsSchema, accounts: accountsSchema })
export type Content = z.output<typeof contentSchema>

export const EMPTY_ACCOUNT: Account = {
  partnerId: '',
  vendor: '',
  userId: '',
  clientId: '',
  paypalEmail: '',
}
export const EMPTY_CONTENT: Content = {
  settings: { provider: null, options: {}, merchantName: '', support: '', header: '', footer: '' },
  accounts: {},
}

/** What a provider starts with: its default currency, no account type, no cards. */
export function defaultOptions(id: ProviderId): ProviderOptions {
  return { accountType: null, cards: [], express: false, currency: providerOf(id).currency.default }
}

export const optionsOf = (settings: Settings, id: ProviderId): ProviderOptions =>
  settings.options[id] ?? defaultOptions(id)

/** The currency that settings sell in; null while no provider is chosen. */
export const currencyOf = ({ settings }: Content): PaymentCurrency | null =>
  settings.provider === null ? null : optionsOf(settings, settings.provider).currency

export const accountOf = (accounts: Accounts, id: ProviderId): Account => accounts[id] ?? EMPTY_ACCOUNT

/** The cards in effect: those chosen that the account type offers, in the catalogue's order; null where none are asked. */
export function cardsInEffect(id: ProviderId, options: ProviderOptions): readonly Card[] | null {
  return cardsOffered(id, options.accountType)?.filter((card) => options.cards.includes(card)) ?? null
}

/** True when buyers can pay through their PayPal login. */
export function expressInEffect(id: ProviderId, options: ProviderOptions): boolean {
  const { express } = providerOf(id)
  return express === 'always' || (express === 'choice' && options.express)
}

export type { AccountTypeId }
