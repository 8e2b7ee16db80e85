import { type ProviderId, providerOf } from '#shared/domain/commerce/providers.ts'
import {
  type Account,
  type Content,
  EMPTY_ACCOUNT,
  EMPTY_CONTENT,
  type ProviderOptions,
  type Settings,
} from '#shared/domain/commerce/settings.ts'

/** A made-up merchant whose settings are complete for each provider. */
const MERCHANT = {
  merchantName: 'Fjordkurs',
  support: 'betaling@fjordkurs.example',
  header: 'Betal trygt.',
  footer: 'Avbestilling er gratis fram til 48 timer før start.',
} as const

/** Products with account types; the others have a currency only. */
const OPTIONS: Partial<Record<ProviderId, ProviderOptions>> = {
  'payflow-pro': {
    accountType: 'payments-pro-payflow-edition',
    cards: ['visa', 'mastercard'],
    express: true,
    currency: 'USD',
  },
  'website-payments-pro-uk': {
    accountType: 'website-payments-pro-payflow-edition',
    cards: ['mastercard'],
    express: false,
    currency: 'GBP',
  },
}
const optionsFor = (provider: ProviderId): ProviderOptions =>
  OPTIONS[provider] ?? {
    accountType: null,
    cards: [],
    express: false,
    currency: providerOf(provider).currency.default,
  }

export const usesPassword = (provider: ProviderId): boolean =>
  providerOf(provider).account.includes('password')

/** An account; `name` keeps accounts of different modes and services apart. */
export function accountNamed(provider: ProviderId, name: string): Account {
  if (providerOf(provider).protocol === 'rest') return { ...EMPTY_ACCOUNT, clientId: `${name}-client` }
  return usesPassword(provider)
    ? { ...EMPTY_ACCOUNT, partnerId: 'PayPal', vendor: `${name}-vendor`, userId: `${name}-user` }
    : { ...EMPTY_ACCOUNT, paypalEmail: `${name}@fjordkurs.example` }
}

/** Complete but for the password or the permission. */
export function contentFor(
  provider: ProviderId,
  name = 'test',
  change: Partial<Omit<Settings, 'options'>> = {},
): Content {
  return {
    settings: {
      ...EMPTY_CONTENT.settings,
      ...MERCHANT,
      provider,
      options: { [provider]: optionsFor(provider) },
      ...change,
    },
    accounts: { [provider]: accountNamed(provider, name) },
  }
}
