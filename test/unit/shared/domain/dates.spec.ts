import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isoDateSchema } from '#shared/domain/date-schemas.ts'
import {
  addDays,
  dayFormatter,
  dayIn,
  daysBetween,
  type IsoDate,
  isIsoDate,
  isTimeZone,
  startOfDay,
} from '#shared/domain/dates.ts'

const day = fc
  .date({ min: new Date('1950-01-01'), max: new Date('2150-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10) as IsoDate)
const zone = fc.constantFrom('UTC', 'Europe/Oslo', 'America/New_York', 'Asia/Kolkata', 'Pacific/Kiritimati', 'America/St_Johns', 'Australia/Lord_Howe') // prettier-ignore

describe('a day', () => {
  it('exists in the calendar', () => {
    for (const good of ['2026-02-28', '2028-02-29', '2000-02-29', '0001-01-01', '9999-12-31'])
      expect(isIsoDate(good)).toBe(true)
    for (const bad of [
      '2026-02-29',
      '1900-02-29',
      '2026-13-01',
      '2026-00-10',
      '2026-1-1',
      '26-01-01',
      '2026-01-01T00:00',
      '',
      '2026-04-31',
    ])
      expect(isoDateSchema.safeParse(bad).success, bad).toBe(false)
  })

  it('moves by days and back', () => {
    expect(addDays('2028-02-28' as IsoDate, 2)).toBe('2028-03-01')
    fc.assert(
      fc.property(day, fc.integer({ min: -5000, max: 5000 }), (from, days) => {
        const to = addDays(from, days)
        expect(isIsoDate(to)).toBe(true)
        expect(daysBetween(from, to)).toBe(days)
        expect(addDays(to, -days)).toBe(from)
        expect(Math.sign(days)).toBe(to > from ? 1 : to < from ? -1 : 0)
      }),
    )
  })

  it('begins at the first instant that has its date in the zone', () => {
    expect(startOfDay('Europe/Oslo', '2026-11-23' as IsoDate)).toBe('2026-11-22T23:00:00.000Z')
    expect(startOfDay('Europe/Oslo', '2026-07-01' as IsoDate)).toBe('2026-06-30T22:00:00.000Z')
    fc.assert(
      fc.property(zone, day, (timeZone, date) => {
        const start = Date.parse(startOfDay(timeZone, date))
        expect(dayIn(timeZone, start)).toBe(date)
        expect(dayIn(timeZone, start - 1) < date).toBe(true)
        expect(dayFormatter(timeZone)(start)).toBe(date)
      }),
      { numRuns: 300 },
    )
  })
})

it('knows the time zones of the world, and no others', () => {
  for (const name of ['Europe/Oslo', 'UTC', 'America/Argentina/Ushuaia']) expect(isTimeZone(name)).toBe(true)
  for (const name of ['', 'Europe/Atlantis', 'Oslo', '../etc']) expect(isTimeZone(name)).toBe(false)
})
