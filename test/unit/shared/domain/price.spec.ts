import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { discountSchema } from '#shared/domain/discount.ts'
import { priceWith } from '#shared/domain/price.ts'

const percent = (hundredths: number) => discountSchema.parse({ kind: 'percent', hundredths })
const amount = (minor: number, currency: 'USD' | 'CAD' | 'GBP') =>
  discountSchema.parse({ kind: 'amount', minor, currency })

describe('a price with a promo code', () => {
  it.each([
    [12000, percent(2500), 9000],
    [999, percent(3333), 666],
    [5, percent(5000), 2],
    [12000, percent(10_000), 0],
    [12000, amount(3000, 'USD'), 9000],
    [2000, amount(3000, 'USD'), 0],
  ])('takes %i with %j to %i', (full, discount, pay) => {
    expect(priceWith(full, 'USD', discount)).toEqual({ full, off: full - pay, pay })
  })

  it('does not apply an amount in another currency', () => {
    expect(priceWith(12000, 'USD', amount(3000, 'CAD'))).toBeNull()
  })

  it('is never below zero nor above the full price', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000_000), fc.integer({ min: 1, max: 10_000 }), (full, hundredths) => {
        const price = priceWith(full, 'USD', percent(hundredths))
        expect(price && price.pay >= 0 && price.pay <= full && price.pay + price.off === full).toBe(true)
        expect(Math.abs((price?.off ?? 0) - (full * hundredths) / 10_000)).toBeLessThanOrEqual(0.5)
      }),
    )
  })
})
