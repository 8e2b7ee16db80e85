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
  /** Records of more cells are given whole. */
  readonly wholeOver?: number | undefined
  /** Learns of each cell with an @ in a column that does not matter. */
  readonly stray?: ((column: number) => void) | undefined
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
const SPACE = 32
const EQUALS = 61
const TAB = 9

/** A quoted cell longer than this was never meant to be one: its quote is a letter like any other. */
const QUOTED_AT_MOST = 32_767

/** A text that is taken apart bit by bit, so that other work gets through between. */
export interface CsvReading {
  /** Reads about so many characters; true at the end. */
  step(characters: number): boolean
  result(): CsvParsed
}

/**
 * Reads delimited text as spreadsheets do, and forgives what they do not: text after a closing quote stays in its cell, a quote
 * that never closes, or only in another record, is a letter, there may be a space before a quote, `="text"` is the text, and
 * lines may end in any of CRLF, LF, CR. Each character is looked at a few times at most.
 */
export function parseCsv(text: string, delimiter: Delimiter, limits: CsvLimits, wanted?: Wanted): CsvParsed {
  const reading = beginCsv(text, delimiter, limits, wanted)
  while (!reading.step(Infinity));
  return reading.result()
}

export function beginCsv(text: string, delimiter: Delimiter, limits: CsvLimits, wanted?: Wanted): CsvReading {
  const divides = delimiter === 'none' ? -1 : delimiter.charCodeAt(0)
  const records: CsvRecord[] = []
  let width = 0
  const all: Takes = { until: limits.columnsKept, only: undefined }
  let takes = all
  let wholeOver = Infinity
  let take: (record: CsvRecord) => unknown = (record) => records.push(record)
  let stray: Others['stray']
  let count = 0
  let at = 0
  let row = 0
  let stopped: CsvParsed['stopped']

  function readRow(): void {
    const start = at
    row += 1
    if (isLineEnd(text.charCodeAt(start))) {
      at = endOfLine(text, start)
      return
    }
    const strays: number[] = []
    let { cells, columns, filled, end } = readRecord(text, start, divides, limits, takes, stray && strays)
    at = end
    if (columns > limits.columns) {
      stopped = { why: 'columns', columns }
      return
    }
    // What looks empty may hold something in a column that is not taken: then it is a row like any other.
    if (takes.only && (!filled || columns > wholeOver)) {
      ;({ cells, columns, filled, end } = readRecord(text, start, divides, limits, all))
      strays.length = 0
    }
    if (!filled && columns <= limits.columnsKept) return
    if (count >= limits.rows) {
      stopped = { why: 'rows' }
      return
    }
    count += 1
    take({ row, cells })
    for (const column of strays) stray?.(column)
    width = Math.max(width, Math.min(columns, limits.columnsKept))
    if (count !== wanted?.after) return
    const others = wanted.others(records)
    takes = takesOf(others?.columns, takes)
    wholeOver = others?.wholeOver ?? Infinity
    take = others?.take ?? take
    stray = others?.stray
  }

  return {
    step(characters) {
      const until = Math.min(text.length, at + characters)
      while (at < until && !stopped) readRow()
      return at >= text.length || stopped !== undefined
    },
    result: () => (stopped ? { records, width, stopped } : { records, width }),
  }
}

const isLineEnd = (letter: number): boolean => letter === LF || letter === CR

/** Where the next line begins, `at` being where this one ends. */
const endOfLine = (text: string, at: number): number =>
  at + (text.charCodeAt(at) === CR && text.charCodeAt(at + 1) === LF ? 2 : 1)

/** The columns whose cells are taken: those before `until`, or of them only the ones named. */
interface Takes {
  readonly until: number
  readonly only: readonly number[] | undefined
}

function takesOf(only: readonly number[] | undefined, all: Takes): Takes {
  return only ? { until: Math.min(all.until, Math.max(0, ...only) + 1), only } : all
}

/**
 * The record that begins at `start`; `filled` when a cell that was taken has something that shows. `strays` gets the columns
 * whose cells were not taken and have an @.
 */
function readRecord(
  text: string,
  start: number,
  divides: number,
  limits: CsvLimits,
  { until, only }: Takes,
  strays?: number[],
) {
  // Most rows are of one width, and an array that grows takes room for seventeen.
  const cells = new Array<string>(only ? until : 0)
  let columns = 0
  let filled = false
  let at = start
  for (;;) {
    const open = openingQuote(text, at)
    const close = open === -1 ? -1 : closingQuote(text, { at, open, columns }, divides)
    const end = endOfBare(text, close === -1 ? at : close + 1, divides)
    const taken = columns < until && (only === undefined || only.includes(columns))
    if (!taken && strays && hasAt(text, at, end)) strays.push(columns)
    if (columns < until) {
      const cell = taken ? cellOf(text, { at, open, close, end }, limits.cellLength) : ''
      cells[columns] = cell
      filled ||= !isBlank(cell)
    }
    columns += 1
    at = end
    if (at >= text.length) break
    if (text.charCodeAt(at) === divides) at += 1
    else {
      at = endOfLine(text, at)
      break
    }
  }
  if (columns < cells.length) cells.length = columns
  return { cells, columns, filled, end: at }
}

/** Where a cell begins and ends, and its quotes, `close` being -1 where it has none. */
interface Place {
  readonly at: number
  readonly open: number
  readonly close: number
  readonly end: number
}

/** The text between delimiters: without its quotes, where it has such, and with what comes after them. */
function cellOf(text: string, { at, open, close, end }: Place, longest: number): string {
  if (close === -1) {
    const cell = end - at > longest ? cut(text.slice(at, end), longest) : text.slice(at, end)
    // A quote that never closes is none of the name's.
    const isStray = open !== -1 && text.charCodeAt(at) !== EQUALS && !text.slice(open + 1, end).includes('"')
    return isStray ? cell.slice(open + 1 - at) : cell
  }
  const inside = text.slice(open + 1, close).replaceAll('""', '"')
  return cut(inside + text.slice(close + 1, end), longest)
}

/** A cell that has an @ may be a list of many addresses, and is left whole. */
const cut = (cell: string, longest: number): string =>
  cell.length > longest && !cell.includes('@') ? cell.slice(0, longest) : cell

const AT = 64

function hasAt(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (text.charCodeAt(at) === AT) return true
  return false
}

/** The quote with which the cell at `at` begins, after spaces or an equals sign; -1 for none. */
function openingQuote(text: string, at: number): number {
  let first = text.charCodeAt(at)
  if (first > EQUALS) return -1
  if (first === QUOTE) return at
  if (first === EQUALS) return text.charCodeAt(at + 1) === QUOTE ? at + 1 : -1
  let open = at
  while (first === SPACE) first = text.charCodeAt((open += 1))
  return first === QUOTE ? open : -1
}

/** A cell, `columns` cells after the beginning of its record, with the quote that opens it. */
interface Opened {
  readonly at: number
  readonly open: number
  readonly columns: number
}

/**
 * Where the quote of a cell closes; -1 when it does not, within what a cell can hold and without taking other records along.
 */
function closingQuote(text: string, { at, open, columns }: Opened, divides: number): number {
  const last = open + QUOTED_AT_MOST
  let close = open + 1
  for (; ; close += 2) {
    close = text.indexOf('"', close)
    if (close === -1 || close > last) return -1
    if (text.charCodeAt(close + 1) !== QUOTE) break
  }
  const ends = endsCell(text, close + 1, divides)
  // With something before it, a quote counts only where it is about the whole cell.
  if (at < open && !ends) return -1
  if (!hasLineEnd(text, open, close)) {
    // Right after a delimiter it opens the next cell, and this one never closes.
    const opensNext = close > open + 1 && text.charCodeAt(close - 1) === divides
    return opensNext && !ends ? -1 : close
  }
  return ends && !tookRecords(text, { open, close, columns }, divides) ? close : -1
}

/** Whether nothing but white space is between `from` and the end of the cell. */
function endsCell(text: string, from: number, divides: number): boolean {
  for (let at = from; at < text.length; at += 1) {
    const letter = text.charCodeAt(at)
    if (letter === divides || isLineEnd(letter)) return true
    if (letter !== SPACE && letter !== TAB) return false
  }
  return true
}

function hasLineEnd(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at += 1) if (isLineEnd(text.charCodeAt(at))) return true
  return false
}

/**
 * Whether a line of a cell is a record that a stray quote took along: as wide as the record that the cell would be the
 * last of, with an address and other cells.
 */
function tookRecords(
  text: string,
  { open, close, columns }: { open: number; close: number; columns: number },
  divides: number,
): boolean {
  if (divides === -1) return false
  const delimiter = String.fromCharCode(divides)
  const rest = /[^\r\n]*/.exec(text.slice(close + 1, close + 1 + QUOTED_AT_MOST))?.[0] ?? ''
  const [first = [], ...others] = (text.slice(open + 1, close + 1) + rest)
    .split(/\r\n?|\n/)
    .map((line) => line.split(delimiter))
  return others.some((pieces) => pieces.length === columns + first.length && isRecord(pieces))
}

function isRecord(pieces: readonly string[]): boolean {
  const filled = pieces.filter((piece) => !isBlank(piece))
  return filled.some((piece) => ADDRESS.test(piece)) && filled.some((piece) => !piece.includes('@'))
}

/** Nothing else in the cell. */
const ADDRESS = /^\s*[^\s@]+@[^\s@]+\s*$/

function endOfBare(text: string, start: number, divides: number): number {
  const { length } = text
  let at = start
  for (; at < length; at += 1) {
    const letter = text.charCodeAt(at)
    if (letter === divides || letter === LF || letter === CR) break
  }
  return at
}
