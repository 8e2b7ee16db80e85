import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Operation } from '#shared/contract/history.ts'
import { addDays, type Instant, type IsoDate } from '#shared/domain/dates.ts'
import { LANGUAGES } from '#shared/languages/languages.ts'
import { parseTypedDate } from '#shared/wording/typed-date.ts'
import { longDate } from '../../../src-renderer/language.ts'
import { byDay } from '../../../src-renderer/components/operations/days.ts'

const operation = (id: number, day: string): Operation => ({
  id,
  at: `${day}T10:00:00.000Z` as Instant,
  day: day as IsoDate,
  details: { kind: 'delete-codes', changed: 1, skipped: [] },
  undoable: false,
  undoneBy: null,
  mode: null,
  madeBy: 'this-window',
  author: null,
  needsReview: false,
})

describe('days of the history', () => {
  it('are in the order given, each with its operations', () => {
    const days = byDay(
      [operation(3, '2026-03-12'), operation(2, '2026-03-12'), operation(1, '2026-03-09')],
      ({ day }) => day,
    )
    expect(days.map(({ day, items }) => [day, items.map(({ id }) => id)])).toEqual([
      ['2026-03-12', [3, 2]],
      ['2026-03-09', [1]],
    ])
    expect(byDay([], ({ day }: Operation) => day)).toEqual([])
  })
})

describe('days in words', () => {
  const day = '2026-03-12' as IsoDate

  it('are read back as the same day, with the year and in the present one without', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -20_000, max: 20_000 }),
        fc.constantFrom(...LANGUAGES),
        (days, language) => {
          const shown = addDays(day, days)
          expect(parseTypedDate(longDate(shown, language), language, day)).toBe(shown)
          expect(parseTypedDate(longDate(shown, language, false), language, shown)).toBe(shown)
        },
      ),
    )
  })

  it('names the weekday in both languages', () => {
    expect(longDate(day, 'nb')).toBe('torsdag 12. mars 2026')
    expect(longDate(day, 'en')).toBe('Thursday, March 12, 2026')
    expect(longDate(day, 'nb', false)).toBe('torsdag 12. mars')
  })
})
