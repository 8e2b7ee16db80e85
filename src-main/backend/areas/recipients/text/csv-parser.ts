import type { Delimiter } from '#shared/contract/recipients.ts'
import { isBlank, type Table, type TableRow } from '../table.ts'

export interface CsvLimits {
  /** Rows with anything in them; more stop the reading. */
  readonly rows: number
  readonly columns: number
  readonly columnsKept: number
  readonly cellLength: number
}

export interface CsvRecord {
  /** From 1, blank lines counted: the row in which a spreadsheet shows it. */
  readonly row: number
  readonly cells: string[]
}

/** Once so many records are known, this decides what is needed of the others; undefined for all. */
export interface Wanted {
  readonly after: number
  others(records: Table): Others | undefined
}

/** The columns that matter, and who takes the records: they are not kept then. */
export interface Others {
  readonly columns: readonly number[]
  readonly take?: ((record: TableRow) => void) | undefined
}

export interface CsvParsed {
  /** Without those that were taken. */
  readonly records: CsvRecord[]
  /** Cells of the widest record, as far as columns are kept. */
  readonly width: number
  /** Why reading stopped before the end. */
  readonly stopped?: { readonly why: 'rows' } | { readonly why: 'columns'; readonly columns: number }
}

const QUOTE = 34
const LF = 10
const CR = 13

/** A quoted cell longer than this was never meant to be one: its quote is a letter like any other. */
const QUOTED_AT_MOST = 32_767

/**
 * Reads delimited text as spreadsheets do, and forgives what they do not: text after a closing quote stays in its cell, a quote
 * that never closes is a letter, lines may end in any of CRLF, LF, CR. Each character is looked at twice at most.
 */
export function parseCsv(text: string, delimiter: Delimiter, limits: CsvLimits, wanted?: Wanted): CsvParsed {
  const divides = delimiter === 'none' ? -1 : delimiter.charCodeAt(0)
  const records: CsvRecord[] = []
  let width = 0
  const all: Takes = { until: limits.columnsKept, only: undefined }
  let takes = all
  let take: (record: CsvRecord) => unknown = (record) => records.push(record)
  let count = 0
  let at = 0
  for (let row = 1; at < text.length; row += 1) {
    const start = at
    let { cells, columns, filled, end } = readRecord(text, start, divides, limits, takes)
    at = end
    if (columns > limits.columns) return { records, width, stopped: { why: 'columns', columns } }
    // What looks empty may hold something in a column that is not taken: then it is a row like any other.
    if (!filled && takes.only) {
      ;({ cells, columns, filled, end } = readRecord(text, start, divides, limits, all))
    }
    if (!filled && columns <= limits.columnsKept) continue
    if (count >= limits.rows) return { records, width, stopped: { why: 'rows' } }
    count += 1
    take({ row, cells })
    width = Math.max(width, Math.min(columns, limits.columnsKept))
    if (count !== wanted?.after) continue
    const others = wanted.others(records)
    takes = takesOf(others?.columns, takes)
    take = others?.take ?? take
  }
  return { records, width }
}

/** The columns whose cells are taken: those before `until`, or of them only the ones named. */
interface Takes {
  readonly until: number
  readonly only: readonly number[] | undefined
}

function takesOf(only: readonly number[] | undefined, all: Takes): Takes {
  return only ? { until: Math.min(all.until, Math.max(0, ...only) + 1), only } : all
}

/** The record that begins at `start`; `filled` when a cell that was taken has something that shows. */
function readRecord(text: string, start: number, divides: number, limits: CsvLimits, { until, only }: Takes) {
  // Most rows are of one width, and an array that grows takes room for seventeen.
  const cells = new Array<string>(only ? until : 0)
  let columns = 0
  let filled = false
  let at = start
  for (;;) {
    const close = text.charCodeAt(at) === QUOTE ? closingQuote(text, at) : -1
    const end = endOfBare(text, close === -1 ? at : close + 1, divides)
    if (columns < until) {
      const taken = only === undefined || only.includes(columns)
      const cell = taken ? cellOf(text, at, close, end, limits.cellLength) : ''
      cells[columns] = cell
      filled ||= !isBlank(cell)
    }
    columns += 1
    at = end
    if (at >= text.length) break
    const mark = text.charCodeAt(at)
    at += 1
    if (mark === divides) continue
    if (mark === CR && text.charCodeAt(at) === LF) at += 1
    break
  }
  if (columns < cells.length) cells.length = columns
  return { cells, columns, filled, end: at }
}

/** The text between delimiters: without its quotes, where it has such, and with what comes after them. */
function cellOf(text: string, start: number, close: number, end: number, longest: number): string {
  if (close === -1) return text.slice(start, Math.min(end, start + longest))
  const inside = text.slice(start + 1, Math.min(close, start + 1 + 2 * longest)).replaceAll('""', '"')
  return (inside + text.slice(close + 1, Math.min(end, close + 1 + longest))).slice(0, longest)
}

/** Where the quote that opens at `start` closes, or -1 when it does not within what a cell can hold. */
function closingQuote(text: string, start: number): number {
  const last = start + QUOTED_AT_MOST
  for (let at = start + 1; ; at += 2) {
    at = text.indexOf('"', at)
    if (at === -1 || at > last) return -1
    if (text.charCodeAt(at + 1) !== QUOTE) return at
  }
}

function endOfBare(text: string, start: number, divides: number): number {
  const { length } = text
  let at = start
  for (; at < length; at += 1) {
    const letter = text.charCodeAt(at)
    if (letter === divides || letter === LF || letter === CR) break
  }
  return at
}
