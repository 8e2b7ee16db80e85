import type { Delimiter } from '#shared/contract/recipients.ts'
import { cleanAddress, isAddress } from '#shared/domain/email-address.ts'
import type { Table, TableRow } from '../table.ts'
import { parseCsv } from './csv-parser.ts'

const SAMPLE = 64 * 1024
const SAMPLE_LIMITS = { rows: 2000, columns: Infinity, columnsKept: 30, cellLength: 400 }
/** Tabs, semicolons and bars are hardly ever in names; commas are. */
const LEANING: readonly [Exclude<Delimiter, 'none'>, number][] = [
  ['\t', 0.06],
  [';', 0.05],
  ['|', 0.04],
  [',', 0],
]
/** Under this there is one column. */
const LEAST = 0.6

/** The first line `sep=;`, which sets the delimiter for a spreadsheet; it is no row. */
export function declaredDelimiter(text: string): { delimiter: Delimiter; length: number } | undefined {
  const line = /^sep=([;,\t|])(?:\r\n|\n|\r|$)/i.exec(text.slice(0, 16))
  return line ? { delimiter: line[1] as Delimiter, length: line[0].length } : undefined
}

/** The delimiter under which the beginning of `text` looks most like a table; one with addresses in it where it is of these. */
export function findDelimiter(text: string, isOfAddresses = true): Delimiter {
  const sample = sampleOf(text)
  const whole = recipientRows(sample, 'none')
  // Lines such as `Nordmann, Kari <kari@example.com>` need no delimiter, and a comma would divide their names.
  if (isOfAddresses && whole.length > 0 && whole.every(({ cells }) => isOneRecipient(cells[0] ?? '')))
    return 'none'
  let best: { delimiter: Delimiter; score: number } = {
    delimiter: 'none',
    score: LEAST + addressScore(whole),
  }
  for (const [delimiter, leaning] of LEANING) {
    const rows = recipientRows(sample, delimiter)
    const shape = shapeScore(rows, delimiter)
    if (shape < LEAST) continue
    const score = shape + leaning + addressScore(rows)
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}

/** From the first line with something in it, as many lines as are enough. */
function sampleOf(text: string): string {
  const start = Math.max(0, text.search(/\S/))
  if (text.length - start <= SAMPLE) return text.slice(start)
  const sample = text.slice(start, start + SAMPLE)
  return sample.slice(0, lastLineEnd(sample))
}

/**
 * The rows with addresses, and the one above the first of them, which may have the headings: what comes before is the head
 * of a report, in columns of its own. All rows where there are no addresses.
 */
function recipientRows(sample: string, delimiter: Delimiter): Table {
  const { records } = parseCsv(sample, delimiter, SAMPLE_LIMITS)
  const first = records.findIndex(hasAt)
  return first === -1
    ? records
    : records.filter((record, i) => i === first - 1 || (i >= first && hasAt(record)))
}

const hasAt = ({ cells }: TableRow): boolean => cells.some((cell) => cell.includes('@'))

/** A bar may be in an address, and is hardly ever. */
const isOneRecipient = (line: string): boolean =>
  !line.includes('|') &&
  line.indexOf('@') === line.lastIndexOf('@') &&
  (!line.includes('@') || isAddress(cleanAddress(line)))

/** 0.6 for rows that are all of one width and 0.4 for rows wider than one cell, each by its share. */
function shapeScore(records: Table, delimiter: Delimiter): number {
  if (records.length === 0) return 0
  const widths = new Map<number, number>()
  for (const { cells } of records) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1)
  const wide = records.length - (widths.get(1) ?? 0)
  if (wide === 0) return 0
  const score = (0.6 * Math.max(...widths.values()) + 0.4 * wide) / records.length
  return delimiter === ',' ? score - 0.3 * shareOfDecimals(records) : score
}

/** A comma between digits is a decimal mark as likely as not. */
const shareOfDecimals = (records: Table): number => {
  const lines = records.map(({ cells }) => cells.join(',')).join('\n')
  return Math.min(1, (lines.match(/(?<![\d,])\d+,\d{1,2}(?![\d,])/g)?.length ?? 0) / records.length)
}

/** 0.3 when every row with an @ has a cell that is an address and nothing else. */
function addressScore(records: Table): number {
  const looked = records.slice(0, 200).filter(hasAt)
  const withOne = looked.filter(({ cells }) => cells.some((cell) => isAddress(cleanAddress(cell))))
  return looked.length === 0 ? 0 : (0.3 * withOne.length) / looked.length
}

function lastLineEnd(text: string): number {
  const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'))
  return end === -1 ? text.length : end + 1
}
