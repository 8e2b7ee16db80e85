import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Discount, discountSchema } from '#shared/domain/discount.ts'
import { CURRENCIES } from '#shared/domain/money.ts'
import { appliesToSchema } from '#shared/domain/service-schemas.ts'
import { contentSchemas, type TermChange, termChangeSchema } from '#shared/domain/term-change.ts'
import { changeTo, contentOf, usageOf } from '#shared/domain/term-content.ts'
import type { Language } from '#shared/languages/languages.ts'
import { formatCount, formatDiscount } from '#shared/wording/format.ts'
import { REPORT_WORDS } from '#shared/wording/report-words.ts'
import { termText } from '#shared/wording/term-text.ts'
import { parseAppliesTo, parseDiscount, parseLimit } from '#shared/wording/typed-terms.ts'

const languages = fc.constantFrom<Language>('nb', 'en')
const discounts: fc.Arbitrary<Discount> = fc.oneof(
  fc.integer({ min: 1, max: 10_000 }).map((hundredths) => ({ kind: 'percent' as const, hundredths })),
  fc.record({
    kind: fc.constant('amount' as const),
    minor: fc.integer({ min: 1, max: 2_000_000_000 }),
    currency: fc.constantFrom(...CURRENCIES),
  }),
)

describe('a typed discount', () => {
  it('is read as the report writes it, in either language', () => {
    fc.assert(
      fc.property(discounts, languages, discounts, (discount, language, present) => {
        expect(parseDiscount(formatDiscount(discount, language), present)).toEqual(discount)
      }),
    )
  })
  it.each<[string, string | undefined]>([
    ['25 %', '%2500'], ['25%', '%2500'], ['12,5 %', '%1250'], ['30 USD', 'USD3000'], ['usd 30', 'USD3000'],
    ['$30', 'USD3000'], ['CA$ 30.5', 'CAD3050'], ['£1,250.00', 'GBP125000'], ['1.250,00 GBP', 'GBP125000'],
    ['30', undefined], ['', undefined], ['0 %', undefined], ['100,01 %', undefined], ['30 USD GBP', undefined], ['30 EUR', undefined],
    ['-5 %', undefined], ['25 % rabatt', undefined],
  ])('%s', (text, content) => {
    const read = parseDiscount(text, undefined)
    expect(read && contentOf({ term: 'discount', discount: read })).toBe(content)
  }) // prettier-ignore
  it('alone has the unit that the code’s discount has', () => {
    expect(parseDiscount('40', { kind: 'percent', hundredths: 1 })).toEqual({
      kind: 'percent',
      hundredths: 4000,
    })
    expect(parseDiscount('40', { kind: 'amount', minor: 1, currency: 'CAD' })).toEqual({
      ...{ kind: 'amount', minor: 4000, currency: 'CAD' },
    })
  })
})

describe('a typed limit', () => {
  it('is read as the report writes and copies it, in either language', () => {
    const limits = fc.option(fc.integer({ min: 1, max: 1_000_000 }))
    fc.assert(
      fc.property(limits, fc.nat(1_000_000), languages, (limit, used, language) => {
        const words = REPORT_WORDS[language]
        const text = limit === null ? words.unlimited : formatCount(limit, language)
        expect(parseLimit(text)).toBe(limit)
        expect(parseLimit(words.usedOf(String(used), text.toLowerCase()))).toBe(limit)
        expect(parseLimit(`${formatCount(used, language)} / ${limit === null ? '∞' : text}`)).toBe(limit)
      }),
    )
  })
  it.each(['', '0', '1,5', '-1', '1 000 001', 'fem', '1 / 2 / 3', 'x / 5'])('%s is none', (text) =>
    expect(parseLimit(text)).toBeUndefined(),
  )
})

it('what a code applies to is read in any language, and by its name in the contract', () => {
  for (const item of appliesToSchema.options) {
    expect(parseAppliesTo(item)).toBe(item)
    for (const language of ['nb', 'en'] as const)
      expect(parseAppliesTo(` ${REPORT_WORDS[language].appliesTo[item].toUpperCase()} `)).toBe(item)
  }
  expect(parseAppliesTo('Konserter')).toBeUndefined()
})

it('a change is stored as a text that gives the same change again', () => {
  const changes: fc.Arbitrary<TermChange> = fc.oneof(
    discounts.map((discount) => ({ term: 'discount' as const, discount: discountSchema.parse(discount) })),
    fc
      .option(fc.integer({ min: 1, max: 1_000_000 }))
      .map((limit) => ({ term: 'used' as const, usage: usageOf(limit) })),
    fc
      .constantFrom(...appliesToSchema.options)
      .map((appliesTo) => ({ term: 'appliesTo' as const, appliesTo })),
    fc
      .constantFrom(null, '2026-02-28')
      .map((validFrom) => termChangeSchema.parse({ term: 'validFrom', validFrom })),
    fc
      .constantFrom('0001-01-01', '9999-12-31')
      .map((expires) => termChangeSchema.parse({ term: 'expires', expires })),
    fc.string().map((note) => ({ term: 'note' as const, note })),
  )
  fc.assert(
    fc.property(changes, languages, (change, language) => {
      const content = contentOf(change)
      expect(contentSchemas[change.term].safeParse(content).success).toBe(true)
      expect(changeTo(change.term, content)).toEqual(change)
      expect(termText(change, language) === '').toBe(content === '' && change.term !== 'used')
    }),
  )
})

it.each([
  ['discount', '%0'], ['discount', '%10001'], ['discount', 'EUR5'], ['discount', 'USD05'], ['used', '0'], ['used', '1e3'],
  ['appliesTo', 'nothing'], ['validFrom', '2026-02-30'], ['expires', ''],
] as const)('%s never is %s', (term, content) => {
  expect(contentSchemas[term].safeParse(content).success).toBe(false)
}) // prettier-ignore
