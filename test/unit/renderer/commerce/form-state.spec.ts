import { describe, expect, it } from 'vitest'
import {
  type ProviderOptions,
  type Content,
  EMPTY_ACCOUNT,
  EMPTY_CONTENT,
} from '#shared/domain/commerce/settings.ts'
import { labelOfChange, fieldOfKey } from '../../../../src-renderer/pages/commerce/change-label.ts'
import {
  changesIn,
  changesOf,
  draftSchema,
  fieldCount,
  NOTHING_TYPED,
  unedited,
} from '../../../../src-renderer/pages/commerce/form-state.ts'

const options: ProviderOptions = {
  accountType: 'payflow-pro',
  cards: ['visa', 'jcb'],
  express: false,
  currency: 'USD',
}
const account = { ...EMPTY_ACCOUNT, partnerId: 'fjordkurs', vendor: 'fjordkurs', userId: 'nettsted' }
const content: Content = {
  settings: {
    ...EMPTY_CONTENT.settings,
    provider: 'payflow-pro',
    options: { 'payflow-pro': options },
    footer: 'Før.',
  },
  accounts: { 'payflow-pro': account },
}
const began = { test: { revision: 4, content }, production: { revision: 0, content: EMPTY_CONTENT } }
const edited = unedited(began, 'test')
const say = (key: string, values?: Record<string, unknown>) => key + (values ? JSON.stringify(values) : '')

describe('what is not saved', () => {
  it('is nothing at first, nor after a space at the end or cards in another order', () => {
    expect(changesOf(began, 'test', edited, NOTHING_TYPED)).toEqual([])
    const spaced = {
      ...edited,
      settings: {
        ...edited.settings,
        footer: 'Før. \n',
        options: { 'payflow-pro': { ...options, cards: ['jcb' as const, 'visa' as const] } },
      },
    }
    expect(changesOf(began, 'test', spaced, NOTHING_TYPED)).toEqual([])
  })

  it('names each field with the cards, text, account field and password', () => {
    const now = {
      settings: {
        ...edited.settings,
        footer: 'Etter.',
        options: { 'payflow-pro': { ...options, cards: ['visa' as const, 'amex' as const] } },
      },
      accounts: { ...edited.accounts, test: { 'payflow-pro': { ...account, userId: 'ny' } } },
    }
    const changes = changesOf(began, 'test', now, { test: { 'payflow-pro': 'hemmelig' }, production: {} })
    expect(changes.map(({ key, cards, mode }) => [key, cards, mode])).toEqual([
      ['options.payflow-pro.cards', ['jcb', 'amex'], null],
      ['settings.footer', undefined, null],
      ['account.payflow-pro.userId', undefined, 'test'],
      ['password.payflow-pro', undefined, 'test'],
    ])
    expect(changes.map((change) => labelOfChange(change, 'payflow-pro', say))).toEqual([
      'commerce.short.cards: JCB, AMEX',
      'commerce.short.footer',
      'commerce.short.userId',
      'commerce.short.password',
    ])
    expect(
      labelOfChange(
        { key: 'password.paypal-checkout-rest', place: null, provider: 'paypal-checkout-rest', mode: 'test' },
        'paypal-checkout-rest',
        say,
      ),
    ).toBe('commerce.short.clientSecret')
    expect(changes.map(({ key }) => fieldOfKey(key))).toEqual(['cards', 'footer', 'userId', 'password'])
  })

  it('counts fields as the history does: cards as one, the passwords of a mode as one', () => {
    const now = {
      settings: {
        ...edited.settings,
        footer: 'Etter.',
        options: { 'payflow-pro': { ...options, cards: ['amex' as const, 'discover' as const] } },
      },
      accounts: { ...edited.accounts, production: { 'payflow-pro': account } },
    }
    const typed = {
      test: { 'payflow-pro': 'hemmelig', 'paypal-checkout-rest': 'hemmelig' },
      production: { 'payflow-pro': 'hemmelig' },
    }
    // Cards, footer, passwords in Test; three account fields and the password in Production.
    expect(fieldCount(changesOf(began, 'test', now, typed), 'test')).toBe(7)
    expect(fieldCount([], 'test')).toBe(0)
  })

  it('distinguishes the production account from what both modes share', () => {
    const now = { ...edited, accounts: { ...edited.accounts, production: { 'payflow-pro': account } } }
    const changes = changesOf(began, 'test', now, NOTHING_TYPED)
    expect(changesIn(changes, 'production', 'test')).toBe(true)
    expect(changesIn(changes, 'test', 'test')).toBe(false)
  })

  it('names the provider of a field that is not on the page', () => {
    const now = {
      ...edited,
      settings: {
        ...edited.settings,
        options: {
          ...edited.settings.options,
          'express-checkout-ca': { accountType: null, cards: [], express: false, currency: 'EUR' as const },
        },
      },
    }
    const [change] = changesOf(began, 'test', now, NOTHING_TYPED)
    expect(change && labelOfChange(change, 'payflow-pro', say)).toContain('commerce.ofProvider')
    expect(change && labelOfChange(change, 'express-checkout-ca', say)).toBe('commerce.short.currency')
  })

  it('keeps a draft that holds no password', () => {
    const draft = { base: { test: 4, production: 0 }, mode: 'test', chosen: 'production', ...edited }
    expect(draftSchema.parse(structuredClone(draft))).toEqual(draft)
    expect(draftSchema.safeParse({ ...draft, typed: {} }).success).toBe(false)
  })
})
