import { unguardFormula } from '#shared/domain/formula-guard.ts'
import { countOf, type Ranges } from '#shared/domain/selection.ts'
import { isOneCell, type Rectangle } from './cell-range.ts'
import { MOST_CELLS } from './editing.ts'

export type Matrix = readonly (readonly string[])[]

/**
 * The cells of a text from a spreadsheet: tabs between cells, lines between rows, quotes round cells that hold either.
 * A last line break ends the last row, it begins no other. What a guard against formulas put before a text is taken off.
 */
export function parseMatrix(text: string): Matrix {
  const rows: string[][] = []
  let row: string[] = []
  let at = 0
  const end = text.length
  while (at < end || row.length > 0) {
    const cell = cellFrom(text, at)
    row.push(unguardFormula(cell.text.replaceAll('\r\n', '\n')))
    at = cell.end
    if (text[at] === '\t') {
      at += 1
      if (at < end) continue
      row.push('')
    }
    rows.push(row)
    row = []
    at += text.startsWith('\r\n', at) ? 2 : 1
  }
  return rows
}

const BREAK = /[\t\r\n]/g

/** The cell that begins at `from`, and where it ends. A quote that is never closed is a quote. */
function cellFrom(text: string, from: number): { text: string; end: number } {
  if (text[from] === '"') {
    let at = from + 1
    for (;;) {
      const close = text.indexOf('"', at)
      if (close < 0) break
      if (text[close + 1] === '"') {
        at = close + 2
        continue
      }
      const end = close + 1
      if (end < text.length && !/[\t\r\n]/.test(text[end] ?? '')) break
      return { text: text.slice(from + 1, close).replaceAll('""', '"'), end }
    }
  }
  BREAK.lastIndex = from
  const end = BREAK.exec(text)?.index ?? text.length
  return { text: text.slice(from, end), end }
}

/** Where a paste may go. */
export interface PastePlace {
  readonly rectangle: Rectangle
  readonly ticked: Ranges
  readonly count: number
  /** The columns on screen, in their order. */
  readonly columns: readonly { readonly key: string; readonly title: string; readonly editable: boolean }[]
}

/** A matrix laid over the rows and columns that it goes to. */
export interface Pasting {
  readonly ranges: Ranges
  /** The columns that are changed, with the matrix's column that each takes its texts from. */
  readonly columns: readonly { readonly key: string; readonly from: number }[]
  readonly matrix: Matrix
  /** The place that is filled, to be shown as the range; null where ticked rows are filled. */
  readonly rectangle: Rectangle | null
  readonly readOnly: number
  readonly beyond: number
}

export type PasteProblem =
  | { readonly problem: 'nothing' }
  /** None of the columns can be edited. */
  | { readonly problem: 'read-only' }
  | { readonly problem: 'too-many'; readonly cells: number }
  /** So many lines for so many ticked rows: it is unknown which belongs to which. */
  | { readonly problem: 'rows-differ'; readonly lines: number; readonly ticked: number }

/**
 * Where a matrix goes, as in Excel: from the range's upper left corner in its own size; a range that holds it several
 * times is filled; a single cell fills the range. Ticked rows take it row by row where only one cell is active. A first
 * line that repeats the columns' titles is left out.
 */
export function pasteAt(pasted: Matrix, place: PastePlace): Pasting | PasteProblem {
  const { rectangle, ticked, count, columns } = place
  const matrix = withoutHead(pasted, rectangle.left, columns)
  const lines = matrix.length
  const wide = Math.max(0, ...matrix.map((row) => row.length))
  if (lines === 0 || wide === 0 || count === 0) return { problem: 'nothing' }

  const intoTicked = isOneCell(rectangle) && countOf(ticked) > 0
  if (intoTicked && lines > 1 && lines !== countOf(ticked))
    return { problem: 'rows-differ', lines, ticked: countOf(ticked) }

  const width = filled(rectangle.right - rectangle.left + 1, wide)
  const left = rectangle.left
  const right = Math.min(left + width, columns.length) - 1
  const height = intoTicked ? countOf(ticked) : filled(rectangle.bottom - rectangle.top + 1, lines)
  const bottom = Math.min(rectangle.top + height, count) - 1
  const ranges: Ranges = intoTicked ? ticked : [[rectangle.top, bottom + 1]]
  const rows = countOf(ranges)

  const span = columns.slice(left, right + 1)
  const targets = span.flatMap(({ key, editable }, i) => (editable ? [{ key, from: i % wide }] : []))
  if (targets.length === 0) return { problem: 'read-only' }
  if (rows * targets.length > MOST_CELLS) return { problem: 'too-many', cells: rows * targets.length }
  return {
    ranges,
    columns: targets,
    matrix,
    rectangle: intoTicked ? null : { top: rectangle.top, bottom, left, right },
    readOnly: rows * (span.length - targets.length),
    beyond: intoTicked ? 0 : height - rows,
  }
}

/** What is filled where `there` places are available for `wanted`: a multiple of it, else as many as it needs. */
const filled = (there: number, wanted: number): number => (there % wanted === 0 ? there : wanted)

function withoutHead(matrix: Matrix, left: number, columns: PastePlace['columns']): Matrix {
  const [first] = matrix
  const isHead =
    matrix.length > 1 &&
    first !== undefined &&
    first.every((text, i) => text.trim() !== '' && text.trim() === columns[left + i]?.title)
  return isHead ? matrix.slice(1) : matrix
}

/** No cell takes as much as this: what is longer is refused all the same. */
const LONGEST = 1000

/** The text for the column in the `nth` row that is filled; shorter lines have empty cells at their end. */
export const textFor = ({ matrix }: Pasting, nth: number, from: number): string =>
  (matrix[nth % matrix.length]?.[from] ?? '').trim().slice(0, LONGEST)
