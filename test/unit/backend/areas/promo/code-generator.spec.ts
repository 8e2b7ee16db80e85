import { randomBytes } from 'node:crypto'
import { expect, it } from 'vitest'
import { codeGenerator } from '#backend/areas/promo/code-generator.ts'
import { ALPHABET, CODE_LENGTH } from '#shared/domain/promo-code.ts'

it.each([CODE_LENGTH.min, 7, CODE_LENGTH.default, CODE_LENGTH.max])('makes codes of %i symbols', (length) => {
  const next = codeGenerator({ bytes: (count) => randomBytes(count) }, { length })
  const codes = Array.from({ length: 20_000 }, next)
  for (const code of codes) expect(code).toMatch(new RegExp(`^[${ALPHABET}]{${length}}$`))
})

it('gives every symbol to as many bytes as any other, and uses each byte once', () => {
  // All byte values, in an order that makes no numbers: each symbol must come up exactly as often.
  let asked = 0
  const next = codeGenerator(
    {
      bytes(count) {
        asked += count
        return Uint8Array.from({ length: count }, (_, i) => (5 * i) & 255)
      },
    },
    { length: 8 },
  )
  const counts = new Map<string, number>()
  for (let i = 0; i < 8192; i += 1)
    for (const symbol of next()) counts.set(symbol, (counts.get(symbol) ?? 0) + 1)
  expect(new Set(counts.values())).toEqual(new Set([2048]))
  expect(counts.size).toBe(32)
  expect(asked).toBe(8192 * 8)
})

it('leaves out what a spreadsheet would read as a number or a date', () => {
  // The bytes that make these codes, in turn.
  const codes = ['8332E6', '345678', 'MAR234', 'KR2345', 'VALFR2']
  const bytes = Uint8Array.from(codes.join(''), (symbol) => ALPHABET.indexOf(symbol))
  const next = codeGenerator({ bytes: () => bytes }, { length: 6 })
  expect([next(), next()]).toEqual(['VALFR2', 'VALFR2'])
})

it('ends where every code would be left out', () => {
  const next = codeGenerator({ bytes: (count) => new Uint8Array(count) }, { length: 6 })
  expect(next).toThrow('again and again')
})
