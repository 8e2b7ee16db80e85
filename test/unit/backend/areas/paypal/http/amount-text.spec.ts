import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { amountText } from '#backend/areas/paypal/http/amount-text.ts'
import { paymentCurrencySchema, paymentDecimals } from '#shared/domain/commerce/payment-currency.ts'

const amount = fc.record({
  minor: fc.integer({ min: 0, max: 9_999_999_999 }),
  currency: fc.constantFrom(...paymentCurrencySchema.options),
})

describe('an amount for PayPal', () => {
  it.each([
    [0, 'USD', '0.00'],
    [5, 'NOK', '0.05'],
    [100, 'GBP', '1.00'],
    [123456789, 'EUR', '1234567.89'],
    [0, 'JPY', '0'],
    [1200, 'HUF', '1200'],
  ] as const)('%i minor units of %s: %s', (minor, currency, text) => {
    expect(amountText({ minor, currency })).toBe(text)
  })

  it('says the same amount in every currency, to the minor unit', () => {
    fc.assert(
      fc.property(amount, ({ minor, currency }) => {
        const text = amountText({ minor, currency })
        const decimals = paymentDecimals(currency)
        expect(text).toMatch(decimals === 0 ? /^(0|[1-9]\d*)$/ : /^(0|[1-9]\d*)\.\d{2}$/)
        expect(BigInt(text.replace('.', ''))).toBe(BigInt(minor))
      }),
    )
  })

  it.each([-1, 0.5, NaN, Infinity, 2 ** 60])('is none: %d', (minor) => {
    expect(() => amountText({ minor, currency: 'USD' })).toThrow(RangeError)
  })
})
