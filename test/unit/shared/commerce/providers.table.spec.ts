import { describe, expect, it } from 'vitest'
import type { Card } from '#shared/domain/commerce/cards.ts'
import { missingFields, NO_PROOF } from '#shared/domain/commerce/completeness.ts'
import type { PaymentCurrency } from '#shared/domain/commerce/payment-currency.ts'
import { problemsOf } from '#shared/domain/commerce/problems.ts'
import {
  type AccountTypeId,
  cardsOffered,
  PROVIDER_IDS,
  type ProviderId,
  providerOf,
} from '#shared/domain/commerce/providers.ts'
import {
  backToTest,
  EMPTY_COMMERCE,
  publish,
  saveProductionAccount,
  updateTest,
} from '#shared/domain/commerce/services-state.ts'
import {
  cardsInEffect,
  type Content,
  EMPTY_ACCOUNT,
  EMPTY_CONTENT,
  optionsOf,
} from '#shared/domain/commerce/settings.ts'
import { shownFields } from '#shared/domain/commerce/shown-fields.ts'
import { contentFor, usesPassword } from '../../../support/commerce/contents.ts'

/*
 * Written by hand from the source document (e-handel.nb.txt, «Konfigurasjonselementer») and SPEC 3, field by field.
 * Nothing here is made from the catalogue: where the two differ, one of them is wrong.
 */

const EVERY_CARD = 'visa mastercard amex discover diners jcb visa-debit-electron'.split(' ') as Card[]
const EVERY_CURRENCY =
  'USD CAD GBP EUR AUD BRL CHF CNY CZK DKK HKD HUF ILS JPY MXN MYR NOK NZD PHP PLN RUB SEK SGD THB TWD'.split(
    ' ',
  ) as PaymentCurrency[]
const EVERY_TYPE: AccountTypeId[] = [
  'website-payments-pro',
  'payments-pro-payflow-edition',
  'payflow-pro',
  'website-payments-pro-payflow-edition',
]

interface Row {
  provider: ProviderId
  /** «Velg en PayPal-kontotype»; null: none chosen yet, or the product has none. */
  type: AccountTypeId | null
  shown: string
  required: string
  /** «Avkrysningsbokser for kort»; null: the field is not shown. */
  cards: string | null
  /** The currency to begin with, and every one that *Change* offers. */
  currency: PaymentCurrency
  change: string
}

const PAYFLOW = 'provider partnerId vendor userId password accountType'
const MERCHANT = 'merchantName support'
const PAGE = 'header footer'
const EXPRESS_CURRENCIES =
  'USD CAD GBP EUR AUD BRL CHF CNY CZK DKK HKD HUF ILS JPY MXN MYR NOK NZD PHP PLN RUB SEK SGD THB TWD'
const UK_CURRENCIES = 'GBP USD EUR CAD JPY AUD'

const TABLE: Row[] = [
  // PayPal Payflow Pro: Ekspresskasse-avkrysningsboks; «støtter bare USD».
  {
    provider: 'payflow-pro',
    type: null,
    shown: `${PAYFLOW} express currency ${MERCHANT} ${PAGE}`,
    required: `${PAYFLOW} ${MERCHANT}`,
    cards: null,
    currency: 'USD',
    change: '',
  },
  {
    provider: 'payflow-pro',
    type: 'website-payments-pro',
    shown: `${PAYFLOW} express currency ${MERCHANT} ${PAGE}`,
    required: `${PAYFLOW} ${MERCHANT}`,
    cards: null,
    currency: 'USD',
    change: '',
  },
  {
    provider: 'payflow-pro',
    type: 'payments-pro-payflow-edition',
    shown: `${PAYFLOW} express cards currency ${MERCHANT} ${PAGE}`,
    required: `${PAYFLOW} cards ${MERCHANT}`,
    cards: 'visa mastercard amex discover',
    currency: 'USD',
    change: '',
  },
  {
    provider: 'payflow-pro',
    type: 'payflow-pro',
    shown: `${PAYFLOW} express cards currency ${MERCHANT} ${PAGE}`,
    required: `${PAYFLOW} cards ${MERCHANT}`,
    cards: 'visa mastercard amex discover diners jcb',
    currency: 'USD',
    change: '',
  },
  // PayPal-ekspresskasse (Canada), (USA): e-postadresse, API-tillatelse, valuta med Endre.
  {
    provider: 'express-checkout-ca',
    type: null,
    shown: `provider paypalEmail grant currency ${MERCHANT} ${PAGE}`,
    required: `provider paypalEmail grant ${MERCHANT}`,
    cards: null,
    currency: 'CAD',
    change: EXPRESS_CURRENCIES,
  },
  {
    provider: 'express-checkout-us',
    type: null,
    shown: `provider paypalEmail grant currency ${MERCHANT} ${PAGE}`,
    required: `provider paypalEmail grant ${MERCHANT}`,
    cards: null,
    currency: 'USD',
    change: EXPRESS_CURRENCIES,
  },
  // PayPal Website Payments Pro (Storbritannia): ingen ekspresskasse; «Velg Endre».
  {
    provider: 'website-payments-pro-uk',
    type: null,
    shown: `${PAYFLOW} currency ${MERCHANT} ${PAGE}`,
    required: `${PAYFLOW} ${MERCHANT}`,
    cards: null,
    currency: 'GBP',
    change: UK_CURRENCIES,
  },
  {
    provider: 'website-payments-pro-uk',
    type: 'website-payments-pro',
    shown: `${PAYFLOW} currency ${MERCHANT} ${PAGE}`,
    required: `${PAYFLOW} ${MERCHANT}`,
    cards: null,
    currency: 'GBP',
    change: UK_CURRENCIES,
  },
  {
    provider: 'website-payments-pro-uk',
    type: 'website-payments-pro-payflow-edition',
    shown: `${PAYFLOW} cards currency ${MERCHANT} ${PAGE}`,
    required: `${PAYFLOW} cards ${MERCHANT}`,
    cards: 'visa-debit-electron mastercard',
    currency: 'GBP',
    change: UK_CURRENCIES,
  },
  // PayPal Checkout (REST), beside the source document: what follows the services that PayPal is phasing out.
  {
    provider: 'paypal-checkout-rest',
    type: null,
    shown: `provider clientId password currency ${MERCHANT} ${PAGE}`,
    required: `provider clientId password ${MERCHANT}`,
    cards: null,
    currency: 'USD',
    change: EXPRESS_CURRENCIES,
  },
]

/** The account types of each product, and every card that one of them takes. */
const TYPES: Record<ProviderId, { types: AccountTypeId[]; cards: string }> = {
  'payflow-pro': {
    types: ['website-payments-pro', 'payments-pro-payflow-edition', 'payflow-pro'],
    cards: 'visa mastercard amex discover diners jcb',
  },
  'express-checkout-ca': { types: [], cards: '' },
  'express-checkout-us': { types: [], cards: '' },
  'website-payments-pro-uk': {
    types: ['website-payments-pro', 'website-payments-pro-payflow-edition'],
    cards: 'visa-debit-electron mastercard',
  },
  'paypal-checkout-rest': { types: [], cards: '' },
}

const words = (text: string): string[] => text.split(' ').filter((word) => word !== '')

/** The row's settings with one card and one currency chosen, otherwise complete. */
function chosen({ provider, type }: Row, card: Card | null, currency: PaymentCurrency): Content {
  const content = contentFor(provider)
  const options = { accountType: type, cards: card ? [card] : [], express: false, currency }
  return { ...content, settings: { ...content.settings, options: { [provider]: options } } }
}
const codes = (content: Content) => problemsOf(content).map(({ key, code }) => `${key}: ${code}`)

const proofFor = ({ provider }: Row) =>
  usesPassword(provider)
    ? { passwords: [provider], grants: [] }
    : { passwords: [], grants: [{ provider, account: 'test@fjordkurs.example' }] }

describe('every provider and account type', () => {
  it('are all in the table, and in the catalogue', () => {
    const asked = (Object.keys(TYPES) as ProviderId[]).flatMap((provider) =>
      [null, ...TYPES[provider].types].map((type) => `${provider} ${type}`),
    )
    expect(TABLE.map(({ provider, type }) => `${provider} ${type}`)).toEqual(asked)
    expect(PROVIDER_IDS).toEqual(Object.keys(TYPES))
    for (const provider of PROVIDER_IDS)
      expect(providerOf(provider).accountTypes.map(({ id }) => id)).toEqual(TYPES[provider].types)
  })

  describe.each(TABLE)('$provider, $type', (row) => {
    const { provider, type } = row
    const settings = chosen(row, null, row.currency).settings

    it('shows these fields, in this order', () => {
      expect(shownFields(settings)).toEqual(words(row.shown))
    })

    it('begins with its currency, fixed or with Change', () => {
      expect(optionsOf({ ...EMPTY_CONTENT.settings, provider }, provider).currency).toBe(row.currency)
      expect(providerOf(provider).currency.offered).toEqual(words(row.change || row.currency))
    })

    it('offers these cards', () => {
      expect(cardsOffered(provider, type)).toEqual(row.cards === null ? null : words(row.cards))
    })
  })
})

describe('every provider × account type × card × currency × mode', () => {
  it.each(TABLE)('$provider, $type', (row) => {
    const { provider, type } = row
    let combinations = 0
    for (const card of EVERY_CARD)
      for (const currency of EVERY_CURRENCY) {
        const content = chosen(row, card, currency)
        const isOffered = words(row.cards ?? '').includes(card)
        const refused = [
          ...(words(TYPES[provider].cards).includes(card) ? [] : [`options.${provider}.cards: not-offered`]),
          ...(words(row.change || row.currency).includes(currency)
            ? []
            : [`options.${provider}.currency: not-offered`]),
        ]
        expect(codes(content), `${card} ${currency}`).toEqual(refused)
        expect(cardsInEffect(provider, optionsOf(content.settings, provider)) ?? []).toEqual(
          isOffered ? [card] : [],
        )
        if (refused.length > 0) continue

        // In Test it is saved as it is; only production asks for what is missing.
        const inTest = updateTest(EMPTY_COMMERCE, 'events', content)
        expect(inTest.events).toMatchObject({ mode: 'test', test: content, production: null })
        const withAccount = saveProductionAccount(inTest, 'events', contentFor(provider, 'live').accounts)
        const { events } = publish(withAccount, 'events')
        expect(events.mode).toBe('production')
        expect(events.production).toEqual({
          settings: content.settings,
          accounts: contentFor(provider, 'live').accounts,
        })
        const missing = [
          ...(type === null && TYPES[provider].types.length > 0 ? ['accountType'] : []),
          ...(row.cards !== null && !isOffered ? ['cards'] : []),
        ]
        expect(missingFields(content, proofFor(row)), `${card} ${currency}`).toEqual(missing)
        expect(backToTest({ ...withAccount, events }, 'events').events.test).toEqual(content)
        combinations += 1
      }
    expect(combinations).toBe(words(TYPES[provider].cards).length * words(row.change || row.currency).length)
  })

  it.each(TABLE)('$provider, $type names each required field that is missing', (row) => {
    const { provider } = row
    const nothing: Content = {
      settings: { ...EMPTY_CONTENT.settings, provider, options: { [provider]: optionsFor(row) } },
      accounts: {},
    }
    const missing = words(row.required).filter((field) => {
      if (field === 'provider') return false
      return field !== 'accountType' || row.type === null
    })
    expect([...missingFields(nothing, NO_PROOF)].sort()).toEqual([...missing].sort())
    expect(codes(nothing)).toEqual([])
  })

  const optionsFor = ({ provider, type }: Row) => ({
    ...optionsOf(EMPTY_CONTENT.settings, provider),
    accountType: type,
  })
})

describe('what a product does not have', () => {
  it.each(PROVIDER_IDS.flatMap((provider) => EVERY_TYPE.map((type) => [provider, type] as const)))(
    '%s with the account type %s',
    (provider, type) => {
      const content = contentFor(provider)
      const options = { ...optionsOf(content.settings, provider), accountType: type }
      const changed = { ...content, settings: { ...content.settings, options: { [provider]: options } } }
      expect(codes(changed)).toEqual(
        TYPES[provider].types.includes(type) ? [] : [`options.${provider}.accountType: not-offered`],
      )
    },
  )

  it.each([
    ['payflow-pro', true],
    ['express-checkout-ca', false],
    ['express-checkout-us', false],
    ['website-payments-pro-uk', false],
    ['paypal-checkout-rest', false],
  ] as const)('%s with the box for Express Checkout: %s', (provider, offered) => {
    const content = contentFor(provider)
    const options = { ...optionsOf(content.settings, provider), express: true }
    const changed = { ...content, settings: { ...content.settings, options: { [provider]: options } } }
    expect(codes(changed)).toEqual(offered ? [] : [`options.${provider}.express: not-offered`])
  })

  it.each([
    ['payflow-pro', 'paypalEmail'],
    ['website-payments-pro-uk', 'paypalEmail'],
    ['express-checkout-ca', 'partnerId'],
    ['express-checkout-ca', 'vendor'],
    ['express-checkout-us', 'userId'],
    ['express-checkout-us', 'clientId'],
    ['paypal-checkout-rest', 'vendor'],
    ['paypal-checkout-rest', 'paypalEmail'],
  ] as const)('%s with the account field %s', (provider, field) => {
    const content = contentFor(provider)
    const account = { ...EMPTY_ACCOUNT, [field]: 'a@b.example' }
    const changed = { ...content, accounts: { [provider]: account } }
    expect(codes(changed)).toEqual([`account.${provider}.${field}: not-offered`])
  })

  it('a login that is no e-mail address, where the provider is chosen', () => {
    const content = contentFor('express-checkout-us', 'not an address')
    expect(codes(content)).toEqual(['account.express-checkout-us.paypalEmail: not-an-address'])
    expect(codes({ ...content, settings: { ...content.settings, provider: 'payflow-pro' } })).toEqual([])
  })
})
