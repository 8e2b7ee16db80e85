import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  MAX_PROMO_LINK,
  PROMO_LINK_EXAMPLE,
  promoLinkOf,
  promoLinkProblem,
  suggestedPromoLink,
} from '#shared/domain/promo-link.ts'

describe('the link of promo codes', () => {
  it.each([
    ['', undefined],
    ['  ', undefined],
    [PROMO_LINK_EXAMPLE, undefined],
    [' https://kurs.example.com/bestill?kode=%PromoCode% ', undefined],
    ['https://kurs.example.com:8443/påmelding/%PromoCode%', undefined],
    ['https://blåbær.example/?a=1&kode=%PromoCode%#pris', undefined],
    ['https://kurs.example.com/#kode=%PromoCode%', undefined],
    ['http://localhost:3000/?kode=%PromoCode%', undefined],
    ['http://127.0.0.1/?kode=%PromoCode%', undefined],
    ['http://[::1]:3000/?kode=%PromoCode%', undefined],
    ['http://kurs.example.com/?kode=%PromoCode%', 'not-https'],
    ['http://localhost.example.com/?kode=%PromoCode%', 'not-https'],
    ['ftp://kurs.example.com/%PromoCode%', 'not-https'],
    ['javascript:alert("%PromoCode%")', 'not-an-address'],
    ['kurs.example.com/bestill?kode=%PromoCode%', 'not-an-address'],
    ['bestill', 'not-an-address'],
    ['https://', 'not-an-address'],
    ['https://kurs.example.com/min side?kode=%PromoCode%', 'not-an-address'],
    ['https://kurs.example.com/\n?kode=%PromoCode%', 'not-an-address'],
    ['https://kurs.example.com/bestill', 'no-code'],
    ['https://kurs.example.com/bestill?kode=%promocode%', 'no-code'],
    ['https://kurs.example.com/%PromoCode%?kode=%PromoCode%', 'several-codes'],
    ['https://%PromoCode%.example.com/', 'code-in-host'],
    ['https://kurs.example.com:%PromoCode%/', 'not-an-address'],
    ['https://%PromoCode%@kurs.example.com/', 'code-in-host'],
    ['https://per:%PromoCode%@kurs.example.com/', 'code-in-host'],
    [`https://kurs.example.com/${'x'.repeat(MAX_PROMO_LINK)}?kode=%PromoCode%`, 'too-long'],
  ] as const)('%j: %j', (typed, problem) => expect(promoLinkProblem(typed)).toBe(problem))

  it.each([
    ['kurs.example.com/bestill', 'https://kurs.example.com/bestill?code=%PromoCode%'],
    ['http://kurs.example.com/bestill?kode=', 'https://kurs.example.com/bestill?kode=%PromoCode%'],
    ['https://kurs.example.com/?a=1', 'https://kurs.example.com/?a=1&code=%PromoCode%'],
    ['https://kurs.example.com/?a=%PromoCode%&b=%PromoCode%', 'https://kurs.example.com/?a=%PromoCode%'],
    ['https://%PromoCode%.example.com/', 'https://example.com/?code=%PromoCode%'],
    ['http://kurs.example.com/?kode=%PromoCode%', 'https://kurs.example.com/?kode=%PromoCode%'],
    ['bestill', PROMO_LINK_EXAMPLE],
  ])('for %j suggests %j', (typed, suggested) => expect(suggestedPromoLink(typed)).toBe(suggested))

  it('suggests nothing that is refused, whatever is typed', () => {
    const typed = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
      fc
        .array(
          fc.constantFrom(
            'https://',
            'http://',
            'kurs.example.com',
            '%PromoCode%',
            '/',
            '?',
            '=',
            '&',
            '%',
            '@',
            ':',
          ),
        )
        .map((pieces) => pieces.join('')),
    )
    fc.assert(
      fc.property(typed, (text) => {
        expect(promoLinkProblem(suggestedPromoLink(text))).toBeUndefined()
      }),
    )
  })

  it('is on the server that was set, with the code whole in its place, for every code and every link that is taken', () => {
    const link = fc
      .tuple(
        fc.webUrl({ validSchemes: ['https'], withQueryParameters: true }),
        fc.stringMatching(/^[a-z][a-z0-9_]{0,9}$/),
      )
      .map(([page, name]) => ({ name, link: `${page}${page.includes('?') ? '&' : '?'}${name}=%PromoCode%` }))
      .filter((one) => promoLinkProblem(one.link) === undefined)
    fc.assert(
      fc.property(link, fc.string({ unit: 'grapheme', minLength: 1 }), ({ link: setting, name }, code) => {
        const made = new URL(promoLinkOf(setting, code))
        const before = new URL(setting)
        expect(made.origin).toBe(before.origin)
        expect(made.pathname).toBe(before.pathname)
        expect(made.searchParams.getAll(name).at(-1)).toBe(code)
        expect(made.href).not.toMatch(/[^\x21-\x7e]/)
      }),
    )
  })

  it('is none where the site has none', () => expect(promoLinkOf('', 'K7M4QX2PZN')).toBe(''))
})
