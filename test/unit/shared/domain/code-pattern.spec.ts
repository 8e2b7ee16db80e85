import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CodePattern, fillPattern, likePattern, wholeLength } from '#shared/domain/code-pattern.ts'
import { codeTextSchema, creationProblems, generatedCodesSchema } from '#shared/domain/creation.ts'
import { ALPHABET } from '#shared/domain/promo-code.ts'
import { creationOf } from '../../../support/creations.ts'
import type { IsoDate } from '#shared/domain/dates.ts'

const filled = (pattern: Omit<CodePattern, 'length'>, random: string) =>
  fillPattern({ length: random.length, ...pattern })(random)

describe('a pattern', () => {
  it.each<[string, Omit<CodePattern, 'length'>, string]>([
    ['XY23XY23', {}, 'XY23XY23'],
    ['VAAR-XY23-XY23', { prefix: 'VAAR', groupSize: 4 }, 'XY23XY23'],
    ['VAAR-XY2-3XY-23', { prefix: 'VAAR-', groupSize: 3 }, 'XY23XY23'],
    ['XY23XY-23-26', { suffix: '26', groupSize: 6 }, 'XY23XY23'],
    ['VAARXY23XY23-26', { prefix: 'VAAR', suffix: '-26' }, 'XY23XY23'],
  ])('%s', (code, pattern, random) => expect(filled(pattern, random)).toBe(code))

  it('has all random characters once in their order, and codes of one length that it matches', () => {
    const affix = (pattern: RegExp) =>
      fc.string({ unit: fc.constantFrom(...'A0Z9-'), maxLength: 8 }).filter((it) => pattern.test(it))
    const patterns = fc.record({
      length: fc.integer({ min: 6, max: 32 }),
      prefix: affix(/^(?:[A-Z0-9].*)?$/),
      suffix: affix(/^(?:.*[A-Z0-9])?$/),
      groupSize: fc.option(fc.integer({ min: 3, max: 6 }), { nil: undefined }),
    })
    const letters = fc.string({ unit: fc.constantFrom(...ALPHABET), minLength: 32, maxLength: 32 })
    fc.assert(
      fc.property(patterns, letters, (pattern, many) => {
        const random = many.slice(0, pattern.length)
        const code = fillPattern(pattern)(random)
        expect(
          generatedCodesSchema.safeParse({ kind: 'generated', perRecipient: 1, ...pattern }).success,
        ).toBe(true)
        expect(code).toHaveLength(wholeLength(pattern))
        const middle = code.slice(pattern.prefix.length, code.length - pattern.suffix.length)
        expect(middle.replaceAll('-', '')).toBe(random)
        expect(code.startsWith(pattern.prefix) && code.endsWith(pattern.suffix)).toBe(true)
        expect(new RegExp(`^${likePattern(pattern).replaceAll('_', '.')}$`).test(code)).toBe(true)
        if (code.length <= 64) expect(codeTextSchema.parse(code)).toBe(code)
        if (pattern.groupSize !== undefined)
          for (const group of middle.split('-')) expect(group.length).toBeLessThanOrEqual(pattern.groupSize)
      }),
    )
  })
})

describe('a creation with a pattern', () => {
  const problems = (pattern: Partial<CodePattern>, issued = 0) =>
    creationProblems(
      creationOf({ codeType: { kind: 'generated', perRecipient: 1000, length: 6, ...pattern } }),
      1,
      '2026-01-01' as IsoDate,
      issued,
    )

  it('counts the codes of the same pattern that were issued already', () => {
    const space = ALPHABET.length ** 6 / 1000
    expect(problems({}, Math.floor(space) - 1000)).toEqual([])
    expect(problems({}, Math.floor(space) - 999)).toEqual([
      { code: 'length-too-small', count: 1000, issued: Math.floor(space) - 999, smallest: 7 },
    ])
  })
  it('is refused where its codes would be longer than codes may be', () => {
    const affixes = { prefix: 'A'.repeat(20), suffix: 'B'.repeat(20) }
    expect(problems({ length: 24, ...affixes })).toEqual([])
    expect(problems({ length: 24, groupSize: 4, ...affixes })).toEqual([
      { code: 'code-too-long', length: 71, limit: 64 },
    ])
  })
})
