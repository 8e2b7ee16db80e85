import type { Delimiter } from '#shared/contract/recipients.ts'
import { isBlank } from '../table.ts'

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

export interface CsvParsed {
  readonly records: CsvRecord[]
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
export function parseCsv(text: string, delimiter: Delimiter, limits: CsvLimits): CsvParsed {
  const divides = delimiter === 'none' ? -1 : delimiter.charCodeAt(0)
  const records: CsvRecord[] = []
  let at = 0
  for (let row = 1; at < text.length; row += 1) {
    const { cells, columns, end } = readRecord(text, at, divides, limits)
    at = end
    if (columns > limits.columns) return { records, stopped: { why: 'columns', columns } }
    if (cells.length === columns && cells.every(isBlank)) continue
    if (records.length >= limits.rows) return { records, stopped: { why: 'rows' } }
    records.push({ row, cells })
  }
  return { records }
}

function readRecord(text: string, start: number, divides: number, limits: CsvLimits) {
  const cells: string[] = []
  let columns = 0
  let at = start
  for (;;) {
    const cell = readCell(text, at, divides, limits.cellLength)
    columns += 1
    if (columns <= limits.columnsKept) cells.push(cell.value)
    at = cell.end
    if (at >= text.length) return { cells, columns, end: at }
    const mark = text.charCodeAt(at)
    at += 1
    if (mark === divides) continue
    if (mark === CR && text.charCodeAt(at) === LF) at += 1
    return { cells, columns, end: at }
  }
}

/** The cell that begins at `start`; `end` is where its delimiter or line end stands. */
function readCell(
  text: string,
  start: number,
  divides: number,
  longest: number,
): { value: string; end: number } {
  const close = text.charCodeAt(start) === QUOTE ? closingQuote(text, start) : -1
  const bare = close === -1 ? start : close + 1
  const end = endOfBare(text, bare, divides)
  const rest = text.slice(bare, Math.min(end, bare + longest))
  if (close === -1) return { value: rest, end }
  const inside = text.slice(start + 1, Math.min(close, start + 1 + 2 * longest)).replaceAll('""', '"')
  return { value: (inside + rest).slice(0, longest), end }
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
  let at = start
  for (; at < text.length; at += 1) {
    const letter = text.charCodeAt(at)
    if (letter === divides || letter === LF || letter === CR) break
  }
  return at
}
