import type { Delimiter } from '#shared/contract/recipients.ts'
import { cleanAddress, isAddress } from '#shared/domain/email-address.ts'
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

/** The delimiter under which the beginning of `text` looks most like a table with addresses in it. */
export function findDelimiter(text: string): Delimiter {
  const sample = text.length > SAMPLE ? text.slice(0, lastLineEnd(text.slice(0, SAMPLE))) : text
  let best: { delimiter: Delimiter; score: number } = {
    delimiter: 'none',
    score: LEAST + shareWithAddress(sample, 'none'),
  }
  for (const [delimiter, leaning] of LEANING) {
    const shape = shapeScore(sample, delimiter)
    if (shape < LEAST) continue
    const score = shape + leaning + shareWithAddress(sample, delimiter)
    if (score > best.score) best = { delimiter, score }
  }
  return best.delimiter
}

/** 0.6 for rows that are all of one width and 0.4 for rows wider than one cell, each by its share. */
function shapeScore(sample: string, delimiter: Delimiter): number {
  const { records } = parseCsv(sample, delimiter, SAMPLE_LIMITS)
  if (records.length === 0) return 0
  const widths = new Map<number, number>()
  for (const { cells } of records) widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1)
  const wide = records.length - (widths.get(1) ?? 0)
  if (wide === 0) return 0
  const score = (0.6 * Math.max(...widths.values()) + 0.4 * wide) / records.length
  return delimiter === ',' ? score - 0.3 * shareOfDecimals(sample, records.length) : score
}

/** A comma between digits is a decimal mark as likely as not. */
const shareOfDecimals = (sample: string, rows: number): number =>
  Math.min(1, (sample.match(/(?<![\d,])\d+,\d{1,2}(?![\d,])/g)?.length ?? 0) / rows)

/** 0.3 when every row has a cell that is an address and nothing else. */
function shareWithAddress(sample: string, delimiter: Delimiter): number {
  const { records } = parseCsv(sample, delimiter, { ...SAMPLE_LIMITS, rows: 200 })
  const withOne = records.filter(({ cells }) => cells.some((cell) => isAddress(cleanAddress(cell))))
  return records.length === 0 ? 0 : (0.3 * withOne.length) / records.length
}

function lastLineEnd(text: string): number {
  const end = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'))
  return end === -1 ? text.length : end + 1
}
