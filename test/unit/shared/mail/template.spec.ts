import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DEFAULT_TEMPLATES } from '#shared/wording/message/default-templates.ts'
import { readTemplate } from '#shared/domain/mail/read-template.ts'
import { TEMPLATE_LIMITS, templateProblems, variablesIn } from '#shared/domain/mail/template.ts'
import { LINK_VARIABLES, VARIABLES, written } from '#shared/domain/mail/variables.ts'
import { SERVICES } from '#shared/domain/services.ts'

const problemsIn = (text: string) => templateProblems({ subject: 'Emne', text })

describe('a template', () => {
  it('has no problem by default, and uses every variable but those for which a site needs a link', () => {
    for (const service of SERVICES)
      for (const language of ['nb', 'en'] as const) {
        const template = DEFAULT_TEMPLATES[service][language]
        expect(templateProblems(template)).toEqual([])
        const unused = VARIABLES.filter((name) => !variablesIn(template).has(name))
        expect(unused).toEqual(LINK_VARIABLES)
      }
  })

  it.each([
    ['Hei %promocode%', '%promocode%', '%PromoCode%'],
    ['Hei %AtendeeName%', '%AtendeeName%', '%AttendeeName%'],
    ['Hei %Promo Code%', '%Promo Code%', '%PromoCode%'],
    ['Hei %Expiration_Date%', '%Expiration_Date%', '%ExpirationDate%'],
    ['Hei %Fornavn%', '%Fornavn%', null],
  ])('says where %s has no variable, and which was meant', (text, found, suggestion) => {
    expect(problemsIn(text)).toEqual([
      { field: 'text', code: 'unknown-variable', offset: 4, length: found.length, found, suggestion },
    ])
  })

  it('finds a variable that is not closed', () => {
    expect(problemsIn('Kode: %PromoCode, takk')).toMatchObject([
      { code: 'unclosed-variable', offset: 6, length: 10, suggestion: '%PromoCode%' },
    ])
  })

  it.each(['25 % rabatt', '100%', '50 % og 20 % i dag', '%', '% %', '20%–30%'])(
    'lets a percent sign be: %s',
    (text) => {
      expect(problemsIn(text)).toEqual([])
      expect([...readTemplate(text)]).toEqual([{ kind: 'text', text }])
    },
  )

  it('takes two percent signs for one, also around a name', () => {
    expect([...readTemplate('%%PromoCode%% = %PromoCode%%%')]).toEqual([
      { kind: 'text', text: '%PromoCode% = ' },
      { kind: 'variable', name: 'PromoCode' },
      { kind: 'text', text: '%' },
    ])
  })

  it('is refused empty, too long, or with a line break in its subject', () => {
    const long = 'x'.repeat(TEMPLATE_LIMITS.subject + 5)
    expect(templateProblems({ subject: ' ', text: '' })).toMatchObject([
      { field: 'subject', code: 'empty' },
      { field: 'text', code: 'empty' },
    ])
    expect(templateProblems({ subject: long, text: 'x' })).toMatchObject([
      { field: 'subject', code: 'too-long', offset: TEMPLATE_LIMITS.subject, length: 5 },
    ])
    expect(templateProblems({ subject: 'Emne\r\nBcc: x@example.com', text: 'x' })).toMatchObject([
      { field: 'subject', code: 'line-break', offset: 4 },
    ])
  })

  it('loses nothing, and places every problem where it is, whatever is written', () => {
    const piece = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 8 }),
      fc.constantFrom('%', '%%', '%x%', '% ', '%Discount', ...VARIABLES.map(written)),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('')
        let back = ''
        for (const part of readTemplate(text)) {
          if (part.kind === 'problem') {
            expect(text.slice(part.offset, part.offset + part.found.length)).toBe(part.found)
            back += part.found
          } else back += part.kind === 'variable' ? written(part.name) : part.text
        }
        // Only a doubled percent sign becomes shorter.
        expect(back.replaceAll('%', '')).toBe(text.replaceAll('%', ''))
        expect(back.length).toBeLessThanOrEqual(text.length)
      }),
    )
  })
})
