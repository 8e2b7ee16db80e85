import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type PaymentCurrency, paymentCurrencySchema } from '#shared/domain/commerce/payment-currency.ts'
import { addDays, type IsoDate } from '#shared/domain/dates.ts'
import { type Discount, discountSchema } from '#shared/domain/discount.ts'
import { checkCode, type CodeToCheck, type Purchase } from '#shared/domain/payments/promo-check.ts'
import { priceWith } from '#shared/domain/price.ts'
import { APPLIES_TO, SERVICES } from '#shared/domain/services.ts'

const TODAY = '2026-11-23' as IsoDate
const code: CodeToCheck = {
  service: 'events',
  appliesTo: 'everything',
  discount: { kind: 'percent', hundredths: 2500 },
  used: 0,
  held: 0,
  limit: 1,
  validFrom: TODAY,
  expires: TODAY,
  deleted: false,
}
const purchase: Purchase = {
  service: 'events',
  item: 'live-events',
  full: 48_000,
  currency: 'USD',
  today: TODAY,
}

describe('a promo code', () => {
  it('holds through the end of its last day', () => {
    expect(checkCode(code, purchase)).toEqual({ price: { full: 48_000, off: 12_000, pay: 36_000 } })
    expect(checkCode(code, { ...purchase, today: addDays(TODAY, 1) })).toEqual({ refusal: 'expired' })
  })

  it.each<[string, Partial<CodeToCheck>]>([
    ['deleted', { deleted: true, used: 1, expires: addDays(TODAY, -1) }],
    ['used-up', { used: 1, expires: addDays(TODAY, -1) }],
    ['expired', { expires: addDays(TODAY, -1), service: 'training', held: 1 }],
    [
      'not-yet-valid',
      { validFrom: addDays(TODAY, 1), expires: addDays(TODAY, 1), service: 'training', held: 1 },
    ],
    ['held', { held: 1, service: 'training' }],
    ['held', { limit: 3, used: 1, held: 2 }],
    ['other-service', { service: 'training', appliesTo: 'programs' }],
    ['not-for-item', { appliesTo: 'programs', discount: { kind: 'amount', minor: 1, currency: 'GBP' } }],
    ['other-currency', { discount: { kind: 'amount', minor: 1, currency: 'GBP' } }],
  ])('says the first reason why it does not hold: %s', (refusal, change) => {
    expect(checkCode({ ...code, ...change }, purchase)).toEqual({ refusal })
  })

  it('holds exactly where every condition does', () => {
    const codes = fc.record({
      service: fc.constantFrom(...SERVICES),
      appliesTo: fc.constantFrom(...APPLIES_TO.events, ...APPLIES_TO.training),
      discount: discounts,
      used: fc.nat(3),
      held: fc.nat(2),
      limit: fc.option(fc.integer({ min: 1, max: 3 })),
      validFrom: fc.option(fc.integer({ min: -2, max: 2 }).map((days) => addDays(TODAY, days))),
      expires: fc.integer({ min: -2, max: 2 }).map((days) => addDays(TODAY, days)),
      deleted: fc.boolean(),
    })
    fc.assert(
      fc.property(codes, (given) => {
        const { service, appliesTo, discount, used, held, limit, validFrom, expires, deleted } = given
        const holds =
          !deleted &&
          (limit === null || used + held < limit) &&
          expires >= TODAY &&
          (validFrom === null || validFrom <= TODAY) &&
          service === 'events' &&
          (appliesTo === 'everything' || appliesTo === 'live-events') &&
          (discount.kind === 'percent' || discount.currency === 'USD')
        expect('price' in checkCode(given, purchase)).toBe(holds)
      }),
    )
  })
})

const discounts: fc.Arbitrary<Discount> = fc.oneof(
  fc
    .integer({ min: 1, max: 10_000 })
    .map((hundredths) => discountSchema.parse({ kind: 'percent', hundredths })),
  fc
    .tuple(fc.integer({ min: 1, max: 2_000_000_000 }), fc.constantFrom('USD', 'CAD', 'GBP'))
    .map(([minor, currency]) => discountSchema.parse({ kind: 'amount', minor, currency })),
)

describe('money', () => {
  /** The largest price that the contract takes. */
  const fulls = fc.integer({ min: 1, max: 99_999_999_99 })
  const currencies: fc.Arbitrary<PaymentCurrency> = fc.constantFrom(...paymentCurrencySchema.options)

  it('is exact to the smallest unit in every currency: half of one is rounded up, once', () => {
    fc.assert(
      fc.property(fulls, currencies, fc.integer({ min: 1, max: 10_000 }), (full, currency, hundredths) => {
        const exact = Number((2n * BigInt(full) * BigInt(hundredths) + 10_000n) / 20_000n)
        expect(priceWith(full, currency, { kind: 'percent', hundredths })).toEqual({
          full,
          off: exact,
          pay: full - exact,
        })
      }),
      { numRuns: 2000 },
    )
  })

  it('is whole, and adds up, and goes neither below zero nor above the price', () => {
    fc.assert(
      fc.property(fulls, currencies, discounts, (full, currency, discount) => {
        const price = priceWith(full, currency, discount)
        if (!price) return discount.kind === 'amount' && discount.currency !== currency
        return (
          Number.isSafeInteger(price.off) &&
          price.off >= 0 &&
          price.pay >= 0 &&
          price.off + price.pay === price.full &&
          price.full === full
        )
      }),
      { numRuns: 2000 },
    )
  })
})
