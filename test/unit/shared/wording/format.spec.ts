import { describe, expect, it } from 'vitest'
import { addDays, type Instant, instantOf, type IsoDate } from '#shared/domain/dates.ts'
import { LANGUAGES } from '#shared/languages/languages.ts'
import {
  formatCount,
  formatClock,
  formatDate,
  formatDayOfYear,
  formatDays,
  formatDecimal,
  formatDiscount,
  formatMoney,
  formatPercent,
  formatShortDate,
  formatTime,
} from '#shared/wording/format.ts'

/** With no-break spaces shown as `_`. */
const shown = (text: string): string => text.replaceAll('\u00a0', '_')

describe('figures in both languages', () => {
  it('writes days', () => {
    expect(formatDate('2026-06-03' as IsoDate, 'nb')).toBe('03.06.2026')
    expect(formatDate('2026-06-03' as IsoDate, 'en')).toBe('Jun 3, 2026')
  })

  it('writes days of the present year without the year, and the month as a word', () => {
    const today = '2026-03-12' as IsoDate
    expect(formatShortDate('2026-03-09' as IsoDate, today, 'nb')).toBe('9. mars')
    expect(formatShortDate('2026-03-09' as IsoDate, today, 'en')).toBe('Mar 9')
    expect(formatShortDate('2025-12-31' as IsoDate, today, 'nb')).toBe('31.12.2025')
    expect(formatShortDate('2025-12-31' as IsoDate, today, 'en')).toBe('Dec 31, 2025')
  })

  it.each([
    ['2026-04-13', '2026-04-30', '13.–30. april 2026', 'Apr 13–30, 2026'],
    ['2026-03-13', '2026-04-30', '13. mars – 30. april 2026', 'Mar 13 – Apr 30, 2026'],
    ['2025-12-29', '2026-01-04', '29. desember 2025 – 4. januar 2026', 'Dec 29, 2025 – Jan 4, 2026'],
    ['2025-04-13', '2026-04-30', '13. april 2025 – 30. april 2026', 'Apr 13, 2025 – Apr 30, 2026'],
    ['2026-03-13', '2026-03-13', '13.03.2026', 'Mar 13, 2026'],
  ])('writes what days from %s to %s have in common once', (from, to, nb, en) => {
    expect(formatDays(from as IsoDate, to as IsoDate, 'nb')).toBe(nb)
    expect(formatDays(from as IsoDate, to as IsoDate, 'en')).toBe(en)
  })

  it('writes a span of the present year without the year', () => {
    const [from, to, today] = ['2026-04-13', '2026-04-30', '2026-11-30'] as IsoDate[] as [
      IsoDate,
      IsoDate,
      IsoDate,
    ]
    expect(formatDays(from, to, 'nb', today)).toBe('13.–30. april')
    expect(formatDays(from, to, 'en', today)).toBe('Apr 13–30')
    expect(formatDays(from, from, 'nb', today)).toBe('13. april')
    expect(formatDays(from, to, 'en', '2025-12-31' as IsoDate)).toBe('Apr 13–30, 2026')
  })

  it('never writes a day as it writes a time', () => {
    const shapes = new Set<string>()
    for (let day = '2026-01-01' as IsoDate; day < '2027'; day = addDays(day, 1))
      for (const language of LANGUAGES)
        for (const text of [formatDate(day, language), formatDayOfYear(day, language)]) shapes.add(text)
    for (const language of LANGUAGES)
      for (let minute = 0; minute < 1440; minute++) {
        const at = instantOf(Date.parse('2026-03-09T00:00:00Z') + minute * 60_000)
        expect(shapes).not.toContain(formatTime(at, 'UTC', language))
        expect(shapes).not.toContain(formatClock(at, 'UTC', language))
      }
  })

  it('writes the time of day in a zone', () => {
    const instant = '2026-06-30T07:41:00.000Z' as Instant
    expect(shown(formatTime(instant, 'Europe/Oslo', 'nb'))).toBe('kl._09.41')
    expect(formatClock(instant, 'Europe/Oslo', 'nb')).toBe('09.41')
    expect(formatTime(instant, 'Asia/Kolkata', 'en')).toBe('13:11')
    expect(formatTime('2026-01-01T23:05:00.000Z' as Instant, 'Europe/Oslo', 'en')).toBe('00:05')
  })

  it('groups counts by thousands', () => {
    expect([0, 7, 999, 1284, 1_000_000].map((count) => shown(formatCount(count, 'nb')))).toEqual([
      '0',
      '7',
      '999',
      '1_284',
      '1_000_000',
    ])
    expect([999, 1284, 1_000_000].map((count) => formatCount(count, 'en'))).toEqual([
      '999',
      '1,284',
      '1,000,000',
    ])
  })

  it('writes amounts with symbol and code', () => {
    expect(shown(formatMoney({ minor: 9000, currency: 'USD' }, 'nb'))).toBe('US$_90,00')
    expect(shown(formatMoney({ minor: 123_405, currency: 'CAD' }, 'nb'))).toBe('CA$_1_234,05')
    expect(shown(formatMoney({ minor: 9000, currency: 'USD' }, 'en'))).toBe('US$90.00')
    expect(shown(formatMoney({ minor: 5, currency: 'GBP' }, 'en'))).toBe('£0.05')
    expect(formatDecimal(-5, 2, 'en')).toBe('-0.05')
    expect(formatDecimal(12, 0, 'en')).toBe('12')
  })

  it('writes percentages without needless zeros', () => {
    const cases = [
      [1, '0,01_%'],
      [10, '0,1_%'],
      [100, '1_%'],
      [1000, '10_%'],
      [1250, '12,5_%'],
      [1234, '12,34_%'],
      [10_000, '100_%'],
    ] as const
    for (const [hundredths, text] of cases) expect(shown(formatPercent(hundredths, 'nb'))).toBe(text)
    expect(formatPercent(1250, 'en')).toBe('12.5%')
    expect(formatDiscount({ kind: 'percent', hundredths: 2500 }, 'en')).toBe('25%')
    expect(shown(formatDiscount({ kind: 'amount', minor: 2500, currency: 'GBP' }, 'nb'))).toBe('£_25,00')
  })
})
