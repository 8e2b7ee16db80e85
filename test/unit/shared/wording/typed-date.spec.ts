import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type IsoDate } from '#shared/domain/dates.ts'
import { formatDate, parseTypedDate } from '#shared/wording/format.ts'

const today = '2026-11-23' as IsoDate

describe('a typed date', () => {
  it.each([
    '30.06.2026',
    '30.6.26',
    '30. 6. 2026',
    '30 6 2026',
    '30 jun 2026',
    '30. juni 2026',
    '30JUNI26',
    '30 June 2026',
    'June 30, 2026',
    'jun. 30 2026',
    '2026-06-30',
    '2026-6-30',
    ' 30.06.2026 ',
    '30.6',
    '30.6.',
  ])('is read from %j in either language', (text) => {
    expect(parseTypedDate(text, 'nb', today)).toBe('2026-06-30')
    expect(parseTypedDate(text, 'en', today)).toBe('2026-06-30')
  })

  it('has the month first between slashes in English only', () => {
    expect(parseTypedDate('6/5/2026', 'en', today)).toBe('2026-06-05')
    expect(parseTypedDate('6/5/2026', 'nb', today)).toBe('2026-05-06')
    expect(parseTypedDate('6/30/2026', 'en', today)).toBe('2026-06-30')
    expect(parseTypedDate('6/30/2026', 'nb', today)).toBeUndefined()
    expect(parseTypedDate('30/6/2026', 'en', today)).toBeUndefined()
  })

  it('takes a year of two digits for the nearest', () => {
    expect(parseTypedDate('1.1.99', 'nb', today)).toBe('1999-01-01')
    expect(parseTypedDate('1.1.70', 'nb', today)).toBe('2070-01-01')
    expect(parseTypedDate('1.1.01', 'nb', '2098-05-05' as IsoDate)).toBe('2101-01-01')
  })

  it.each([
    '',
    'i morgen',
    '31.02.2026',
    '29.2.2026',
    '00.01.2026',
    '1.13.2026',
    '300626',
    '30.06.202',
    '30 ju 2026',
    '30 marmelade 2026',
    '2026',
    '30.06.2026 x',
  ])('is not read from %j', (text) => {
    expect(parseTypedDate(text, 'nb', today)).toBeUndefined()
    expect(parseTypedDate(text, 'en', today)).toBeUndefined()
  })

  it('is read back as it is shown', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -20_000, max: 20_000 }),
        fc.constantFrom('nb' as const, 'en' as const),
        (days, language) => {
          const day = addDays(today, days)
          expect(parseTypedDate(formatDate(day, language), language, today)).toBe(day)
        },
      ),
    )
  })
})
