import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { templateProblems } from '#shared/domain/mail/template.ts'
import { VARIABLES, written } from '#shared/domain/mail/variables.ts'
import { markPieces, placeIn } from '../../../../src-renderer/pages/mail/templates/mark-pieces.ts'

const piecesOf = (text: string) =>
  markPieces(
    text,
    templateProblems({ subject: 'x', text }).filter(({ field }) => field === 'text'),
  )
const shown = (text: string) =>
  piecesOf(text)
    .filter(({ kind }) => kind !== 'plain')
    .map(({ kind, text: piece }) => `${kind} ${piece}`)

describe('a template drawn behind its box', () => {
  it('marks variables and what is wrong, each at its place', () => {
    expect(shown('Hei %AttendeeName%, %promokode% gir 25 % til %Foo%.')).toEqual([
      'variable %AttendeeName%',
      'problem %promokode%',
      'problem %Foo%',
    ])
  })

  it('takes two percent signs for one, not for the beginning of a variable', () => {
    expect(shown('%%PromoCode%% og %PromoCode%')).toEqual(['variable %PromoCode%'])
  })

  it('marks what is beyond the limit, and variables before it only', () => {
    const text = `%PromoCode%${'x'.repeat(20_000)}%Discount%`
    const pieces = piecesOf(text)
    expect(pieces[0]).toEqual({ text: '%PromoCode%', kind: 'variable' })
    expect(pieces.at(-1)).toEqual({ text: text.slice(20_000), kind: 'problem' })
  })

  it('is always the same text again', () => {
    const part = fc.oneof(
      fc.string({ maxLength: 12, unit: 'grapheme' }),
      fc.constantFrom(...VARIABLES.map(written), '%%', '%', '%promo%', '% code %', '%PromoCode', '\n'),
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
        const text = parts.join('')
        expect(
          piecesOf(text)
            .map((piece) => piece.text)
            .join(''),
        ).toBe(text)
        expect(piecesOf(text).every((piece) => piece.text !== '')).toBe(true)
      }),
    )
  })

  it('counts lines and characters as a person does', () => {
    expect(placeIn('Hei\n👋 %Foo%', 7)).toEqual({ line: 2, column: 3 })
    expect(placeIn('Hei\r\ndu', 5)).toEqual({ line: 2, column: 1 })
    expect(placeIn('', 0)).toEqual({ line: 1, column: 1 })
  })
})
