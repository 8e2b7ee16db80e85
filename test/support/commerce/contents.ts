import type { ProviderId } from '#shared/domain/commerce/providers.ts'
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

const OPTIONS: Record<ProviderId, ProviderOptions> = {
  'payflow-pro': {
    accountType: 'payments-pro-payflow-edition',
    cards: ['visa', 'mastercard'],
    express: true,
    currency: 'USD',
  },
  'express-checkout-ca': { accountType: null, cards: [], express: false, currency: 'CAD' },
  'express-checkout-us': { accountType: null, cards: [], express: false, currency: 'USD' },
  'website-payments-pro-uk': {
    accountType: 'website-payments-pro-payflow-edition',
    cards: ['mastercard'],
    express: false,
    currency: 'GBP',
  },
  'paypal-checkout-rest': { accountType: null, cards: [], express: false, currency: 'USD' },
}

export const usesPassword = (provider: ProviderId): boolean =>
  provider === 'payflow-pro' || provider === 'website-payments-pro-uk' || provider === 'paypal-checkout-rest'

/** An account; `name` keeps accounts of different modes and services apart. */
export function accountNamed(provider: ProviderId, name: string): Account {
  if (provider === 'paypal-checkout-rest') return { ...EMPTY_ACCOUNT, clientId: `${name}-client` }
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
      options: { [provider]: OPTIONS[provider] },
      ...change,
    },
    accounts: { [provider]: accountNamed(provider, name) },
  }
}
