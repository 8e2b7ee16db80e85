import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { IsoDate } from '#shared/domain/dates.ts'
import {
  ALPHABET,
  type CodeValidity,
  CODE_LENGTH,
  MAX_CODES,
  smallestLength,
  statusOf,
  typedCode,
} from '#shared/domain/promo-code.ts'
import { parseDecimal } from '#shared/domain/money.ts'

describe('a code’s length', () => {
  it('leaves a thousand possible codes for each one asked, and not a symbol more than that', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: MAX_CODES }), (count) => {
        const length = smallestLength(count)
        expect(ALPHABET.length ** length).toBeGreaterThanOrEqual(count * 1000)
        if (length > CODE_LENGTH.min) expect(ALPHABET.length ** (length - 1)).toBeLessThan(count * 1000)
      }),
    )
    expect(smallestLength(1_073_741)).toBe(6)
    expect(smallestLength(1_073_742)).toBe(7)
  })

  it('is of 32 symbols without those that look alike', () => {
    expect(new Set(ALPHABET).size).toBe(32)
    expect(ALPHABET).not.toMatch(/[0O1Ia-z]/)
  })
})

describe('a code’s status', () => {
  const code: CodeValidity = {
    deleted: false,
    used: 0,
    limit: 1,
    validFrom: null,
    expires: '2026-11-23' as IsoDate,
  }
  const on = (day: string, changes: Partial<CodeValidity> = {}) =>
    statusOf({ ...code, ...changes }, day as IsoDate)

  it('is Active through the end of its last day', () => {
    expect([on('2026-11-22'), on('2026-11-23'), on('2026-11-24')]).toEqual(['active', 'active', 'expired'])
  })
  it('is Not yet valid until its first day begins', () => {
    const validFrom = '2026-11-22' as IsoDate
    const days = ['2026-11-21', '2026-11-22', '2026-11-23', '2026-11-24']
    expect(days.map((day) => on(day, { validFrom }))).toEqual([
      'not-yet-valid',
      'active',
      'active',
      'expired',
    ])
    expect(on('2026-11-21', { validFrom, used: 1 })).toBe('used-up')
    expect(on('2026-11-24', { validFrom: '2026-12-24' as IsoDate })).toBe('expired')
  })
  it('says what would have to change first', () => {
    expect(on('2026-11-24', { used: 1 })).toBe('used-up')
    expect(on('2026-11-24', { used: 1, deleted: true })).toBe('deleted')
    expect(statusOf({ ...code, used: 1_000_000, limit: null }, '2026-11-23' as IsoDate)).toBe('active')
  })
})

describe('a typed number', () => {
  it('comes back as the units that it was written from', () => {
    const mark = fc.constantFrom(',', '.')
    const gap = fc.constantFrom('', ' ', '\u00a0', '\u202f')
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1_000_000_000 }), mark, gap, (units, decimal, space) => {
        const whole = String(Math.floor(units / 100)).replace(/\B(?=(\d{3})+$)/g, space)
        const text = `${whole}${decimal}${String(units % 100).padStart(2, '0')}`
        expect(parseDecimal(text, 2)).toEqual({ units })
      }),
    )
  })
  it('is refused for a reason', () => {
    const problem = (text: string) => parseDecimal(text, 2)
    expect(problem('  ')).toEqual({ problem: 'empty' })
    expect(problem('12,345')).toEqual({ problem: 'too-many-decimals' })
    expect(problem('12,340')).toEqual({ units: 1234 })
    for (const text of ['-1', '1,2,3', 'ten', '1e3', ',5', '٣'])
      expect(problem(text)).toEqual({ problem: 'not-a-number' })
    expect(problem('99999999999999999')).toEqual({ problem: 'too-large' })
  })
})

it('leaves a code as it is, whatever its letters', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Za-z0-9_-]{3,64}$/), (code) => {
      expect(typedCode(code)).toBe(code)
    }),
  )
})
