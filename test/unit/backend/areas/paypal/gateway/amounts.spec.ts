import fc from 'fast-check'
import { expect, it } from 'vitest'
import { paymentCurrencySchema, paymentDecimals } from '#shared/domain/commerce/payment-currency.ts'
import { amountText } from '#backend/areas/paypal/http/amount-text.ts'
import { minorUnits } from '#backend/areas/simulator/amounts.ts'

it('says an amount so that PayPal reads the same, in every currency', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 999_999_999 }),
      fc.constantFrom(...paymentCurrencySchema.options),
      (minor, currency) => {
        const text = amountText({ minor, currency })
        expect(minorUnits(text, currency)).toBe(minor)
        expect(text.split('.')[1]?.length ?? 0).toBe(paymentDecimals(currency))
      },
    ),
  )
})
