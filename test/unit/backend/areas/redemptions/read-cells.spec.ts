import { describe, expect, it } from 'vitest'
import { readAmount, readTime } from '#backend/areas/redemptions/import/read-cells.ts'
import type { IsoDate } from '#shared/domain/dates.ts'

const OSLO = { timeZone: 'Europe/Oslo', today: '2026-11-23' as IsoDate }
const time = (text: string, slashedFirst: 'day' | 'month' = 'day') => {
  const at = readTime(text, { ...OSLO, slashedFirst })
  return at === undefined ? undefined : new Date(at).toISOString()
}

describe('a moment in a file', () => {
  it.each([
    ['2026-11-23T10:05:00Z', '2026-11-23T10:05:00.000Z'],
    ['2026-11-23 10:05:00+02:00', '2026-11-23T08:05:00.000Z'],
    ['2026-11-23 10:05', '2026-11-23T09:05:00.000Z'],
    ['2026-07-01 10:05:30', '2026-07-01T08:05:30.000Z'],
    ['23.11.2026 10:05', '2026-11-23T09:05:00.000Z'],
    ['23.11.2026 kl', undefined],
    ['23.11.2026', '2026-11-22T23:00:00.000Z'],
    ['5/6/2026 3:04 PM', '2026-06-05T13:04:00.000Z'],
    ['12/24/26 12:30 am', undefined],
    ['1795430700', '2026-11-23T10:45:00.000Z'],
    ['2026-11-23 25:00', undefined],
    ['i går', undefined],
    ['', undefined],
  ])('%j is %j', (text, instant) => expect(time(text)).toBe(instant))

  it('has the month first where the column has', () => {
    expect(time('12/24/26 12:30 am', 'month')).toBe('2026-12-23T23:30:00.000Z')
  })
})

describe('an amount in a file', () => {
  it.each([
    ['360,00', 36_000],
    ['360.00', 36_000],
    ['1 234,50', 123_450],
    ['1.234,50', 123_450],
    ['1,234.50', 123_450],
    ['1,234', 123_400],
    ['1,234,567.89', 123_456_789],
    ['0,5', 50],
    ['0', 0],
    ['$12.50', 1250],
    ['12.50 USD', 1250],
    ['0,123', undefined],
    ['12.5.1', undefined],
    ['', undefined],
    ['gratis', undefined],
  ])('%j is %j', (text, minor) => expect(readAmount(text, 'USD')?.minor).toBe(minor))

  it('names its currency, and its sign makes a refund', () => {
    expect(readAmount('EUR 12,00', undefined)).toEqual({ minor: 1200, isNegative: false, currency: 'EUR' })
    expect(readAmount('£ -12.00', undefined)).toEqual({ minor: 1200, isNegative: true, currency: 'GBP' })
    expect(readAmount('(12.00)', 'USD')).toMatchObject({ isNegative: true })
    expect(readAmount('1200', 'JPY')).toMatchObject({ minor: 1200 })
    // Several currencies are written so.
    expect(readAmount('kr 100', 'NOK')).toMatchObject({ currency: undefined })
  })
})
