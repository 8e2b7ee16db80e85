import { describe, expect, it } from 'vitest'
import type { Instant, IsoDate } from '#shared/domain/dates.ts'
import {
  formatCount,
  formatDate,
  formatDecimal,
  formatDiscount,
  formatMoney,
  formatPercent,
  formatTime,
} from '#shared/wording/format.ts'

/** With no-break spaces shown as `_`. */
const shown = (text: string): string => text.replaceAll('\u00a0', '_')

describe('figures in both languages', () => {
  it('writes days', () => {
    expect(formatDate('2026-06-03' as IsoDate, 'nb')).toBe('03.06.2026')
    expect(formatDate('2026-06-03' as IsoDate, 'en')).toBe('3 Jun 2026')
  })

  it('writes the time of day in a zone', () => {
    const instant = '2026-06-30T07:41:00.000Z' as Instant
    expect(formatTime(instant, 'Europe/Oslo', 'nb')).toBe('09.41')
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
    expect(shown(formatMoney({ minor: 9000, currency: 'USD' }, 'nb'))).toBe('US$_90,00_USD')
    expect(shown(formatMoney({ minor: 123_405, currency: 'CAD' }, 'nb'))).toBe('CA$_1_234,05_CAD')
    expect(shown(formatMoney({ minor: 9000, currency: 'USD' }, 'en'))).toBe('US$90.00_USD')
    expect(shown(formatMoney({ minor: 5, currency: 'GBP' }, 'en'))).toBe('£0.05_GBP')
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
    expect(shown(formatDiscount({ kind: 'amount', minor: 2500, currency: 'GBP' }, 'nb'))).toBe('£_25,00_GBP')
  })
})
