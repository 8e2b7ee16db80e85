import { CURRENCIES, type Currency } from '#shared/domain/money.ts'
import { type Language, languages } from '#shared/languages/languages.ts'
import { CURRENCY_SYMBOLS } from '#shared/wording/format.ts'
import { escapeXml } from './xlsx-text.ts'

/** Positions in `cellXfs` of the styles part, which `stylesPart` writes in this order. */
export const STYLE = {
  plain: 0,
  heading: 1,
  quoted: 2,
  date: 3,
  count: 4,
  percent: 5,
  percentDecimals: 6,
} as const
export const MONEY_STYLE: Record<Currency, number> = { USD: 7, CAD: 8, GBP: 9 }
export const DECIMAL_STYLE = 10

/** Number formats as Excel writes them in a file, whatever the language it runs in. */
function formats(language: Language): string[] {
  const { unitSpace: space, excelDate } = languages[language].formats
  const beforePercent = space === '' ? '' : `"${space}"`
  return [
    excelDate,
    '#,##0',
    `0${beforePercent}%`,
    `0.00${beforePercent}%`,
    ...CURRENCIES.map((code) => `"${CURRENCY_SYMBOLS[code]}${space}"#,##0.00`),
    '#,##0.00',
  ]
}

/** The first number that a workbook may give to formats of its own. */
const FIRST_FORMAT = 164

/** The part `xl/styles.xml`. */
export function stylesPart(language: Language): string {
  const own = formats(language)
  const numbers = own.map(
    (code, i) => `<numFmt numFmtId="${FIRST_FORMAT + i}" formatCode="${escapeXml(code)}"/>`,
  )
  const formatted = own.map(
    (_, i) =>
      `<xf numFmtId="${FIRST_FORMAT + i}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`,
  )
  return (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n' +
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">' +
    `<numFmts count="${own.length}">${numbers.join('')}</numFmts>` +
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/><family val="2"/></font>' +
    '<font><b/><sz val="11"/><name val="Calibri"/><family val="2"/></font></fonts>' +
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
    '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
    `<cellXfs count="${3 + own.length}">` +
    '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>' +
    '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>' +
    '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" quotePrefix="1"/>' +
    `${formatted.join('')}</cellXfs>` +
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
  )
}
