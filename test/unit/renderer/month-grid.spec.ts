import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type IsoDate } from '#shared/domain/dates.ts'
import {
  addMonths,
  dayAfterKey,
  monthGrid,
  startOfMonth,
} from '../../../src-renderer/components/month-grid.ts'

const day = (text: string) => text as IsoDate
const days = fc.integer({ min: 0, max: 60_000 }).map((n) => addDays(day('1970-01-01'), n))

describe('the days of a calendar', () => {
  it('has June 2026 from Monday the first', () => {
    const weeks = monthGrid(day('2026-06-30'))
    expect(weeks).toHaveLength(5)
    expect(weeks[0]?.[0]).toBe('2026-06-01')
    expect(weeks[4]?.[6]).toBe('2026-07-05')
  })

  it('holds every day of the month once, in whole weeks', () => {
    fc.assert(
      fc.property(days, (any) => {
        const all = monthGrid(any).flat()
        expect(new Set(all).size).toBe(all.length)
        expect(all.length % 7).toBe(0)
        const first = startOfMonth(any)
        for (let it = first; startOfMonth(it) === first; it = addDays(it, 1)) expect(all).toContain(it)
      }),
    )
  })

  it('stays in a shorter month', () => {
    expect(addMonths(day('2026-01-31'), 1)).toBe('2026-02-28')
    expect(addMonths(day('2028-02-29'), 12)).toBe('2029-02-28')
    expect(addMonths(day('2026-01-15'), -1)).toBe('2025-12-15')
  })

  it('moves by the keys of a date grid, and by no other', () => {
    const from = day('2026-06-30')
    const moved = (key: string, shift = false) => dayAfterKey(from, key, shift)
    expect(moved('ArrowRight')).toBe('2026-07-01')
    expect(moved('ArrowUp')).toBe('2026-06-23')
    expect(moved('Home')).toBe('2026-06-29')
    expect(moved('End')).toBe('2026-07-05')
    expect(moved('PageUp')).toBe('2026-05-30')
    expect(moved('PageDown', true)).toBe('2027-06-30')
    expect(moved('a')).toBeUndefined()
  })
})
