import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { paymentCurrencySchema, paymentDecimals } from '#shared/domain/commerce/payment-currency.ts'
import { PROVIDERS } from '#shared/domain/commerce/providers.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import { TEST_CARDS } from '#shared/domain/payments/card-number.ts'
import { cardDetailsSchema } from '#shared/contract/payments.ts'
import {
  cardDetails,
  cardProblems,
  chosenCard,
  filledTestCard,
  parseExpiry,
  testCardsFor,
} from '../../../../src-renderer/pages/payments/card-problems.ts'
import {
  declinedAmount,
  HIGHEST,
  parsePrice,
  priceText,
} from '../../../../src-renderer/pages/payments/price-entry.ts'

const TODAY = '2026-03-12' as IsoDate
const FOUR = ['visa', 'mastercard', 'amex', 'discover'] as const

describe('the card that a buyer types', () => {
  it('finds every test card right as it is filled in, and sends what the contract takes', () => {
    for (const { number } of testCardsFor([...FOUR, 'diners', 'jcb'])) {
      const card = filledTestCard(number, TODAY)
      expect(cardProblems(card, [...FOUR, 'diners', 'jcb'], TODAY)).toEqual({})
      const details = cardDetails(card)
      expect(cardDetailsSchema.parse(details)).toEqual(details)
      expect(details).toMatchObject({ number, month: 3, year: 2028 })
    }
  })

  it('offers test cards of the brands on offer, and some for each choice of each product', () => {
    expect(testCardsFor([])).toEqual([])
    expect(new Set(testCardsFor(['visa-debit-electron']).map(({ brand }) => brand))).toEqual(
      new Set(['visa']),
    )
    for (const { cards } of PROVIDERS.flatMap(({ accountTypes }) => accountTypes))
      for (const card of cards ?? [])
        expect(testCardsFor([card]).map(({ number }) => chosenCard(number, [card]))).toContain(card)
    expect(testCardsFor([...FOUR, 'diners', 'jcb'])).toHaveLength(TEST_CARDS.length)
  })

  it.each([
    ['', 'empty'],
    ['4111', 'incomplete'],
    ['4111 1111 1111 1112', 'wrong'],
    ['9999 9999 9999 9999', 'unknown'],
    ['3530111333300000', 'not-offered'],
  ])('says of the number %j that it is %s', (number, code) => {
    const card = { number, expiry: '11 / 28', cvv: '123' }
    expect(cardProblems(card, FOUR, TODAY)).toMatchObject({ number: { code } })
  })

  it('names the brands that are taken', () => {
    const card = { number: '3530111333300000', expiry: '11 / 28', cvv: '123' }
    expect(cardProblems(card, ['visa', 'amex'], TODAY).number).toEqual({
      code: 'not-offered',
      brand: 'JCB',
      offered: ['Visa', 'AMEX'],
    })
  })

  it.each([
    ['11 / 28', { month: 11, year: 2028 }],
    ['1/2030', { month: 1, year: 2030 }],
    ['0328', { month: 3, year: 2028 }],
    ['11.28', { month: 11, year: 2028 }],
    ['13 / 28', null],
    ['00 / 28', null],
    ['november', null],
    ['11', null],
  ])('reads the expiry %j', (typed, expiry) => {
    expect(parseExpiry(typed)).toEqual(expiry)
  })

  it('lets a card hold through its last month, and no longer', () => {
    const problem = (expiry: string) =>
      cardProblems({ number: '4111111111111111', expiry, cvv: '123' }, FOUR, TODAY).expiry
    expect(problem('03 / 26')).toBeUndefined()
    expect(problem('02 / 26')).toEqual({ code: 'past' })
    expect(problem('12 / 25')).toEqual({ code: 'past' })
    expect(problem('')).toEqual({ code: 'empty' })
    expect(problem('tomorrow')).toEqual({ code: 'unreadable' })
  })

  it('asks four digits of an AMEX', () => {
    const cvv = (number: string, typed: string) =>
      cardProblems({ number, expiry: '11 / 28', cvv: typed }, FOUR, TODAY).cvv
    expect(cvv('378282246310005', '123')).toEqual({ digits: 4 })
    expect(cvv('378282246310005', '1234')).toBeUndefined()
    expect(cvv('4111111111111111', '1234')).toEqual({ digits: 3 })
    expect(cvv('4111111111111111', 'abc')).toEqual({ digits: 3 })
  })
})

describe('the price that is tried', () => {
  it('reads back what it writes, in every currency and both languages', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...paymentCurrencySchema.options),
        fc.integer({ min: 1, max: 999_999 }),
        fc.constantFrom('nb' as const, 'en' as const),
        (currency, whole, language) => {
          const full = whole % 1000 // without a thousands mark, which is a decimal mark in the other language
          fc.pre(full > 0)
          expect(parsePrice(priceText(full, currency, language), currency)).toEqual({ full })
        },
      ),
    )
  })

  it('refuses decimals where PayPal has none, nothing, zero, and more than the contract takes', () => {
    expect(parsePrice('120,50', 'JPY')).toEqual({ problem: 'too-many-decimals' })
    expect(parsePrice('120,50', 'NOK')).toEqual({ full: 12050 })
    expect(parsePrice('1,234', 'USD')).toEqual({ problem: 'too-many-decimals' })
    expect(parsePrice('', 'USD')).toEqual({ problem: 'empty' })
    expect(parsePrice('0,00', 'USD')).toEqual({ problem: 'zero' })
    expect(parsePrice('-5', 'USD')).toEqual({ problem: 'not-a-number' })
    expect(parsePrice(priceText(HIGHEST, 'USD', 'nb'), 'USD')).toEqual({ full: HIGHEST })
    expect(parsePrice(priceText(HIGHEST + 1, 'USD', 'nb'), 'USD')).toEqual({ problem: 'too-large' })
  })

  it('has a decline at 1,012 whole units in every currency', () => {
    for (const currency of paymentCurrencySchema.options)
      expect(declinedAmount(currency) / 10 ** paymentDecimals(currency)).toBe(1012)
  })
})
