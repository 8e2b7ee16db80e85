/** Months as English and Norwegian spreadsheets know them, short and whole. */
const MONTHS = (
  'JAN JANUAR JANUARY FEB FEBRUAR FEBRUARY MAR MARS MARCH APR APRIL MAI MAY JUN JUNI JUNE JUL JULI JULY ' +
  'AUG AUGUST SEP SEPT SEPTEMBER OKT OCT OKTOBER OCTOBER NOV NOVEMBER DES DEC DESEMBER DECEMBER'
).replaceAll(' ', '|')

/** What Excel, and LibreOffice with both locales, read as something else than the text that it is. */
const KINDS = [
  // 12345678, 00123, 2026-12-24, and 500-, which is a negative number
  String.raw`[\d-]+`,
  // 8332E6, 1E-5
  String.raw`-?\d+E-?\d+-?`,
  // MAR2345, 24-DES-26, 2PM; without a digit they are words
  String.raw`(?=.*\d)[\d-]*(?:${MONTHS}|AM|PM)[\d-]*`,
  // The sign of the krone before or after an amount
  String.raw`(?=.*\d)(?:KR[\d-]+|[\d-]+KR)`,
  'TRUE|FALSE|SANN|USANN',
]
const VALUE = new RegExp(`^(?:${KINDS.join('|')})$`, 'i')

/**
 * True for a code that a spreadsheet in English or Norwegian reads as a number, a date, an amount or a truth value when
 * it opens a .csv file, so that what it shows and saves is another text (SPEC 5.1).
 */
export const isSpreadsheetValue = (code: string): boolean => VALUE.test(code)
