import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { guardFormula, isDangerous, unguardFormula } from '#shared/domain/formula-guard.ts'

/** Texts that are full of what the rule is about. */
const nearFormulas = fc.string({
  unit: fc.constantFrom("'", '=', '+', '-', '@', '＝', '＠', ' ', '\t', '\r', '\n', '\0', '1', 'a', '.'),
  maxLength: 8,
})

describe('the formula guard', () => {
  it.each([
    '=1+1',
    '+A1',
    '-A1',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '\n=1',
    ' =1',
    '＝1',
    '＋1',
    '－1',
    '＠x',
    '\u00a0=1',
    '\tx',
    "'=1",
    "''@x",
  ])('guards %j', (text) => expect(guardFormula(text)).toBe(`'${text}`))

  it.each(['', 'Kari', "O'Brien", "'Kari'", '-12.50', '+47', '-1', '+12,5', 'a=1', '1-2', '42'])(
    'leaves %j',
    (text) => expect(guardFormula(text)).toBe(text),
  )

  it('guards what only looks like a number', () => {
    for (const text of ['-1+1', '+47 12 34', '-1.2.3', '--1', '=1']) expect(isDangerous(text)).toBe(true)
  })

  it('gives every text back', () => {
    fc.assert(
      fc.property(fc.oneof(nearFormulas, fc.string({ unit: 'binary' })), (text) => {
        expect(unguardFormula(guardFormula(text))).toBe(text)
      }),
      { numRuns: 5000 },
    )
  })

  it('leaves nothing that a spreadsheet would run', () => {
    fc.assert(
      fc.property(nearFormulas, (text) => {
        const cell = guardFormula(text)
        expect(/^[\s\0]*[=+\-@＝＋－＠]|^[\t\r]/.test(cell) && !/^[+-]?\d+([.,]\d+)?$/.test(cell)).toBe(false)
      }),
      { numRuns: 5000 },
    )
  })
})
