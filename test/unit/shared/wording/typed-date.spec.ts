import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, type IsoDate } from '#shared/domain/dates.ts'
import { SLASHED_FIRST, type SlashedFirst } from '#shared/languages/formats.ts'
import { LANGUAGES } from '#shared/languages/languages.ts'
import { formatDate, formatShortDate } from '#shared/wording/format.ts'
import { parseDateOfColumn, parseTypedDate, slashOrder } from '#shared/wording/typed-date.ts'

const today = '2026-11-23' as IsoDate
const someDay = fc.integer({ min: -20_000, max: 20_000 }).map((days) => addDays(today, days))

function slashed(day: IsoDate, first: SlashedFirst): string {
  const [year = '', month = '', date = ''] = day.split('-')
  return (first === 'day' ? [date, month, year] : [month, date, year]).join('/')
}

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
    'tirsdag 30. juni 2026',
    'Tuesday, June 30, 2026',
    'tir. 30.06.2026',
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
    expect(parseTypedDate('05/06/2026', 'en', today)).toBe('2026-05-06')
    expect(parseTypedDate('05/06/2026', 'nb', today)).toBe('2026-06-05')
    expect(parseTypedDate('05-06-26', 'en', today)).toBe('2026-05-06')
    expect(parseTypedDate('5/6', 'nb', today)).toBe('2026-06-05')
  })

  it('is read the other way round where only that is a day', () => {
    for (const language of LANGUAGES) {
      expect(parseTypedDate('6/30/2026', language, today)).toBe('2026-06-30')
      expect(parseTypedDate('30/6/2026', language, today)).toBe('2026-06-30')
      expect(parseTypedDate('13/13/2026', language, today)).toBeUndefined()
    }
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
    'marmelade 30. juni 2026',
    'tirsdag',
    '2026',
    '30.06.2026 x',
  ])('is not read from %j', (text) => {
    expect(parseTypedDate(text, 'nb', today)).toBeUndefined()
    expect(parseTypedDate(text, 'en', today)).toBeUndefined()
  })

  it('is read back as it is shown, in full and without the year', () => {
    fc.assert(
      fc.property(someDay, fc.constantFrom(...LANGUAGES), (day, language) => {
        expect(parseTypedDate(formatDate(day, language), language, today)).toBe(day)
        expect(parseTypedDate(formatShortDate(day, day, language), language, day)).toBe(day)
        expect(parseTypedDate(formatShortDate(day, today, language), language, today)).toBe(day)
      }),
    )
  })

  it('that is shown in one language is never read as another day in another', () => {
    fc.assert(
      fc.property(someDay, (day) => {
        for (const shown of LANGUAGES)
          for (const read of LANGUAGES) expect(parseTypedDate(formatDate(day, shown), read, today)).toBe(day)
      }),
    )
  })
})

describe('a column of dates with slashes', () => {
  it.each([
    [['05/06/2026', '30/06/2026'], 'day'],
    [['05/06/2026', '06/30/2026'], 'month'],
    [['30/06/2026', '31/02/2026', 'soon', ''], 'day'],
  ] as const)('is read in the one way in which %j can be, in either language', (texts, first) => {
    for (const language of LANGUAGES) expect(slashOrder(texts, language, today)).toEqual({ first })
  })

  it('is doubtful where all of it can be read both ways', () => {
    const texts = ['07/07/2026', '05/06/2026', '01-12-26']
    expect(slashOrder(texts, 'en', today)).toEqual({ first: 'month', doubtful: '05/06/2026' })
    expect(slashOrder(texts, 'nb', today)).toEqual({ first: 'day', doubtful: '05/06/2026' })
  })

  it.each([
    [[]],
    [['07/07/2026']],
    [['05.06.2026', '2026-05-06', 'Jun 5, 2026']],
    [['30/06/2026', '06/30/2026']],
  ])('has the order of the language, and no doubt, in %j', (texts) => {
    expect(slashOrder(texts, 'en', today)).toEqual({ first: 'month' })
    expect(slashOrder(texts, 'nb', today)).toEqual({ first: 'day' })
  })

  it('is read as it was written, whatever the language, where it has a day after the twelfth', () => {
    fc.assert(
      fc.property(
        fc.array(someDay),
        someDay.filter((day) => Number(day.slice(8)) > 12),
        fc.constantFrom(...SLASHED_FIRST),
        fc.constantFrom(...LANGUAGES),
        (days, plain, written, language) => {
          const all = [...days, plain]
          const texts = all.map((day) => slashed(day, written))
          const { first, doubtful } = slashOrder(texts, language, today)
          expect(doubtful).toBeUndefined()
          expect(texts.map((text) => parseDateOfColumn(text, first, today))).toEqual(all)
        },
      ),
    )
  })
})
