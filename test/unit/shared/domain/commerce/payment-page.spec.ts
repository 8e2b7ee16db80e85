import { describe, expect, it } from 'vitest'
import { paragraphs, paymentPageOf } from '#shared/domain/commerce/payment-page.ts'
import { EMPTY_CONTENT, type Settings } from '#shared/domain/commerce/settings.ts'

const settings = (change: Partial<Settings>): Settings => ({ ...EMPTY_CONTENT.settings, ...change })

describe('the payment page', () => {
  it('is empty before a provider is chosen', () => {
    expect(paymentPageOf(EMPTY_CONTENT.settings)).toEqual({
      merchantName: '',
      support: null,
      header: [],
      footer: [],
      currency: null,
      cards: null,
      cardAtPayPal: false,
      express: false,
    })
  })

  it('shows the chosen cards that the account type offers, in the catalogue’s order', () => {
    const page = paymentPageOf(
      settings({
        provider: 'payflow-pro',
        options: {
          'payflow-pro': {
            accountType: 'payments-pro-payflow-edition',
            cards: ['jcb', 'amex', 'visa'],
            express: true,
            currency: 'USD',
          },
        },
      }),
    )
    expect(page).toMatchObject({
      cards: ['visa', 'amex'],
      cardAtPayPal: false,
      express: true,
      currency: 'USD',
    })
  })

  it('sends buyers to PayPal for the card where the account type has no card field', () => {
    const page = paymentPageOf(
      settings({
        provider: 'website-payments-pro-uk',
        options: {
          'website-payments-pro-uk': {
            accountType: 'website-payments-pro',
            cards: [],
            express: true,
            currency: 'GBP',
          },
        },
      }),
    )
    expect(page).toMatchObject({ cards: null, cardAtPayPal: true, express: false })
  })

  it('has nothing but the Express button for Express Checkout', () => {
    expect(paymentPageOf(settings({ provider: 'express-checkout-ca' }))).toMatchObject({
      cards: null,
      cardAtPayPal: false,
      express: true,
      currency: 'CAD',
    })
  })

  it.each([
    ['', []],
    ['  \n\n ', []],
    ['One.\nStill one.', ['One.\nStill one.']],
    ['One.\r\n\r\nTwo.\n \t\n\n Three. ', ['One.', 'Two.', 'Three.']],
    ['<b>bold</b>', ['<b>bold</b>']],
  ])('parts %j into paragraphs', (text, expected) => {
    expect(paragraphs(text)).toEqual(expected)
  })
})
