import { isDangerous } from '#shared/domain/formula-guard.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import type { Discount } from '#shared/domain/discount.ts'
import { DECIMALS } from '#shared/domain/money.ts'
import { type Language, languages } from '#shared/languages/languages.ts'
import { csvText } from './csv.ts'
import type { SharedStrings } from './shared-strings.ts'
import type { TableColumn } from './table.ts'
import { DECIMAL_STYLE, MONEY_STYLE, STYLE } from './xlsx-styles.ts'
import { escapeXml, isHarmless, textElement } from './xlsx-text.ts'

interface Look {
  readonly heading: string
  readonly width: number
}

/** Texts that differ from row to row. */
export const textColumn = <Row>(look: Look, text: (row: Row) => string): TableColumn<Row> => ({
  ...look,
  csv: (row) => csvText(text(row)),
  xlsx: (row, at) => textCell(at, text(row)),
})

/** Writes a value again only where it differs from the one before. */
function whereItChanges<Value>(
  write: (value: Value) => string,
  isSame: (one: Value, other: Value) => boolean = Object.is,
): (value: Value) => string {
  let last: { readonly value: Value; readonly cell: string } | undefined
  return (value) => {
    if (!last || !isSame(value, last.value)) last = { value, cell: write(value) }
    return last.cell
  }
}

/** Texts of which there are few, so that each is stored in the workbook once. */
export function wordColumn<Row>(look: Look, text: (row: Row) => string): TableColumn<Row> {
  const cell = whereItChanges(csvText)
  return {
    ...look,
    csv: (row) => cell(text(row)),
    xlsx: (row, at, strings) => wordCell(at, text(row), strings),
  }
}

/** Real dates in a workbook, ISO dates in a text file; empty where there is none. */
export const dateColumn = <Row>(look: Look, day: (row: Row) => IsoDate | null): TableColumn<Row> => ({
  ...look,
  csv: (row) => day(row) ?? '',
  xlsx: (row, at) => {
    const value = day(row)
    return value === null ? '' : numberCell(at, serialOf(value), STYLE.date)
  },
})

/** Whole numbers, or a word where there is none. */
export const countColumn = <Row>(look: Look, count: (row: Row) => number | string): TableColumn<Row> => ({
  ...look,
  csv: (row) => String(count(row)),
  xlsx: (row, at, strings) => {
    const value = count(row)
    return typeof value === 'number' ? numberCell(at, value, STYLE.count) : wordCell(at, value, strings)
  },
})

/** Numbers of up to two decimals; empty where there is none. */
export const decimalColumn = <Row>(
  look: Look,
  language: Language,
  value: (row: Row) => number | null,
): TableColumn<Row> => ({
  ...look,
  csv: (row) => value(row)?.toFixed(2).replace('.', languages[language].formats.decimalMark) ?? '',
  xlsx: (row, at) => {
    const number = value(row)
    return number === null ? '' : numberCell(at, number, DECIMAL_STYLE)
  },
})

/** Percentages and amounts in one column, each cell a real number with the format of its kind. */
export function discountColumn<Row>(
  look: Look,
  language: Language,
  discount: (row: Row) => Discount,
): TableColumn<Row> {
  const cell = whereItChanges((value: Discount) => csvDiscount(value, language), isSame)
  return {
    ...look,
    csv: (row) => cell(discount(row)),
    xlsx: (row, at) => discountCell(at, discount(row)),
  }
}

const isSame = (one: Discount, other: Discount): boolean =>
  one.kind === 'percent'
    ? other.kind === 'percent' && one.hundredths === other.hundredths
    : other.kind === 'amount' && one.minor === other.minor && one.currency === other.currency

const numberCell = (at: string, value: number, style: number): string =>
  `<c r="${at}" s="${style}"><v>${value}</v></c>`

function textCell(at: string, text: string): string {
  if (isHarmless(text)) return `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`
  if (text === '') return ''
  const style = isDangerous(text) ? ` s="${STYLE.quoted}"` : ''
  return `<c r="${at}"${style} t="inlineStr"><is>${textElement(escapeXml(text))}</is></c>`
}

function wordCell(at: string, text: string, strings: SharedStrings): string {
  if (text === '') return ''
  const index = strings.indexOf(text)
  if (index === undefined) return textCell(at, text)
  const style = !isHarmless(text) && isDangerous(text) ? ` s="${STYLE.quoted}"` : ''
  return `<c r="${at}"${style} t="s"><v>${index}</v></c>`
}

function discountCell(at: string, discount: Discount): string {
  if (discount.kind === 'amount') {
    const amount = discount.minor / 10 ** DECIMALS[discount.currency]
    return numberCell(at, amount, MONEY_STYLE[discount.currency])
  }
  const style = discount.hundredths % 100 === 0 ? STYLE.percent : STYLE.percentDecimals
  return numberCell(at, discount.hundredths / 10_000, style)
}

/** `25%`, `12,5%`, `90,00 USD`: what Excel takes for a percentage, and an amount that keeps its currency. */
function csvDiscount(discount: Discount, language: Language): string {
  const mark = languages[language].formats.decimalMark
  if (discount.kind === 'percent') return String(discount.hundredths / 100).replace('.', mark) + '%'
  const decimals = DECIMALS[discount.currency]
  return `${(discount.minor / 10 ** decimals).toFixed(decimals).replace('.', mark)} ${discount.currency}`
}

const DAY_MS = 86_400_000
/** Day 0 of a workbook's calendar, as it counts from March 1900 on. */
const DAY_ZERO = Date.UTC(1899, 11, 30)
const serials = new Map<IsoDate, number>()

/** The workbook's number for a day. A report has few different days. */
function serialOf(day: IsoDate): number {
  const known = serials.get(day)
  if (known !== undefined) return known
  if (serials.size > 20_000) serials.clear()
  const serial = (Date.parse(`${day}T00:00:00Z`) - DAY_ZERO) / DAY_MS
  serials.set(day, serial)
  return serial
}
