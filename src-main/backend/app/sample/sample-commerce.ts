import {
  type Account,
  type Content,
  EMPTY_ACCOUNT,
  optionsOf,
  type ProviderOptions,
} from '#shared/domain/commerce/settings.ts'
import type { ProviderId } from '#shared/domain/commerce/providers.ts'
import {
  carryOut,
  type Decide,
  enabling,
  goingBackToTest,
  granting,
  publishingTest,
  readCommerceSnapshot,
  restoring,
  revisionOf,
  updatingAccount,
  updatingProduction,
  updatingTest,
} from '#backend/areas/commerce/commerce.ts'
import type { Transaction } from '#backend/storage/storage.ts'
import type { SampleOperation } from './sample-operation.ts'

const service = 'events'
const LOGIN = 'betaling@fjordkurs.example'

/**
 * How Fjordkurs came to take payments. Nobody can make up a password, so what is in production is Express Checkout,
 * which needs none; Payflow Pro is being tried in Test, and its review says truly that a password is missing.
 */
const steps = (): readonly (readonly [daysAgo: number, decide: Decide])[] => [
  [206, enabling({ service, enabled: true, page: service })],
  [206, inTest(beginWithExpressCheckout)],
  [206, ownAccount('express-checkout-us', { paypalEmail: LOGIN })],
  [206, granting({ service, mode: 'production', provider: 'express-checkout-us', account: LOGIN })],
  [206, publish()],
  [205, enabling({ service: 'training', enabled: true, page: service })],
  [97, inProduction(withTexts({ footer: 'Avbestilling er gratis fram til 24 timer før start.' }))],
  [26, goingBackToTest(service)],
  [25, inTest(withTexts({ merchantName: 'Fjordkurs AS' }))],
  [23, publish()],
  [19, goingBackToTest(service)],
  [17, inTest(tryPayflowPro)],
  [16, ownAccount('payflow-pro', { partnerId: 'fjordkurs', vendor: 'fjordkurs', userId: 'nettsted' })],
  [10, inTest(withPayflowPro({ cards: ['visa', 'mastercard', 'amex', 'discover'], express: true }))],
  [7, inTest(withTexts({ footer: 'Betalte plasser refunderes ikke.' }))],
  [6, restoreOneBeforeLast()],
  [
    3,
    inTest(
      withTexts({
        support: 'betaling@fjordkurs.example',
        footer: 'Avbestilling er gratis fram til 48 timer før start. Opptaket er tilgjengelig i 90 dager.',
      }),
    ),
  ],
]

/**
 * What was done with e-commerce, oldest first: each through what the window's own changes go through. `onLive` gets
 * which revision production has after each.
 */
export const commerceOperations = (
  tx: Transaction,
  onLive: (at: number, revision: number) => void,
): SampleOperation[] =>
  steps().map(([daysAgo, decide]) => ({
    daysAgo,
    async act(at) {
      await carryOut(tx, at, decide)
      const snapshot = await readCommerceSnapshot(tx)
      if (snapshot.state[service].production) onLive(at, revisionOf(snapshot, service, 'production'))
    },
  }))

type Edit = (content: Content) => Content

function inTest(edit: Edit): Decide {
  return (tx, snapshot, at) => {
    const base = revisionOf(snapshot, service, 'test')
    const content = edit(snapshot.state[service].test)
    return updatingTest({ service, base, content, passwords: [] })(tx, snapshot, at)
  }
}

function inProduction(edit: Edit): Decide {
  return (tx, snapshot, at) => {
    const base = revisionOf(snapshot, service, 'production')
    const { test, production } = snapshot.state[service]
    const content = edit(production ?? test)
    return updatingProduction({ service, base, content, passwords: [] })(tx, snapshot, at)
  }
}

/** Saves the production account, without a password. */
function ownAccount(provider: ProviderId, account: Partial<Account>): Decide {
  return (tx, snapshot, at) => {
    const base = revisionOf(snapshot, service, 'production')
    const { test, production } = snapshot.state[service]
    const { settings } = production ?? test
    const content = withAccount({ settings, accounts: production?.accounts ?? {} }, provider, account)
    return updatingAccount({ service, base, content, passwords: [] })(tx, snapshot, at)
  }
}

function publish(): Decide {
  return (tx, snapshot, at) => {
    const [from, to] = [revisionOf(snapshot, service, 'test'), revisionOf(snapshot, service, 'production')]
    return publishingTest({ service, from, to })(tx, snapshot, at)
  }
}

function restoreOneBeforeLast(): Decide {
  return (tx, snapshot, at) => {
    const base = revisionOf(snapshot, service, 'test')
    return restoring({ service, revision: base - 1, base })(tx, snapshot, at)
  }
}

function withAccount(content: Content, provider: ProviderId, account: Partial<Account>): Content {
  return { ...content, accounts: { ...content.accounts, [provider]: { ...EMPTY_ACCOUNT, ...account } } }
}

type Texts = Partial<Pick<Content['settings'], 'merchantName' | 'support' | 'header' | 'footer'>>

function withTexts(texts: Texts): Edit {
  return (content) => ({ ...content, settings: { ...content.settings, ...texts } })
}

function beginWithExpressCheckout(content: Content): Content {
  const provider = 'express-checkout-us'
  const { settings } = withTexts({
    merchantName: 'Fjordkurs',
    support: '+47 21 00 00 00',
    header: 'Betal med PayPal. Kvittering sendes til e-postadressen du meldte deg på med.',
    footer: 'Avbestilling er gratis fram til dagen før start.',
  })(content)
  const chosen = { ...content, settings: { ...settings, provider } } as const
  return withAccount(chosen, provider, { paypalEmail: 'prove@fjordkurs.example' })
}

function tryPayflowPro(content: Content): Content {
  const provider = 'payflow-pro'
  const { settings } = withTexts({
    header: 'Betal med kort. Kvittering sendes til e-postadressen du meldte deg på med.',
  })(withPayflowPro({ cards: ['visa', 'mastercard', 'discover'] })(content))
  const chosen = { ...content, settings: { ...settings, provider } } as const
  return withAccount(chosen, provider, {
    partnerId: 'fjordkurs',
    vendor: 'fjordkurs-sandbox',
    userId: 'nettsted',
  })
}

function withPayflowPro(options: Partial<Pick<ProviderOptions, 'cards' | 'express'>>): Edit {
  return ({ settings, accounts }) => {
    const before = optionsOf(settings, 'payflow-pro')
    const accountType = 'payments-pro-payflow-edition'
    const after = { ...before, accountType, ...options } as const
    return { accounts, settings: { ...settings, options: { ...settings.options, 'payflow-pro': after } } }
  }
}
