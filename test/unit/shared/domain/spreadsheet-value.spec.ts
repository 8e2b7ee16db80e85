import { describe, expect, it } from 'vitest'
import { isSpreadsheetValue } from '#shared/domain/spreadsheet-value.ts'

describe('a code that a spreadsheet reads as something else', () => {
  it.each([
    ['a number', '12345678 00123 -500 500- 8332E6 1E5 1e5 -1E5 1E-5'],
    ['a date', 'MAR2345 MAI2345 DES2345 MAR-1 1-mai 24-DES-26 12MAR26 AUGUST-1 2026-12-24 1-2 DECEMBER2026'],
    ['a time', '2PM 234AM'],
    ['an amount', 'KR2345 2345KR KR-25'],
    ['a truth value', 'TRUE False SANN usann'],
  ])('is %s', (_, codes) => expect(codes.split(' ').filter((code) => !isSpreadsheetValue(code))).toEqual([]))

  it('is not a word, nor a word with a number', () => {
    const codes =
      'AUGUST MAI MAR VAAR-25 VIP25 SALE2026 5E E500 2E3F MARIT-1 1A2B3C MAR_5 1_000 KRAFT25 TRUE1 SOMMER AM'
    expect(codes.split(' ').filter(isSpreadsheetValue)).toEqual([])
  })
})
