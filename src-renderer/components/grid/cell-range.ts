import type { Motion } from './keyboard.ts'

/** A cell by the position of its row and the key of its column. Row −1 is the head. */
export interface Cell {
  readonly row: number
  readonly column: string
}

/** A rectangle of cells by two corners, never a list: a million rows cost nothing. */
export interface CellRange {
  readonly anchor: Cell
  readonly focus: Cell
}

/** `[top, bottom]` and `[left, right]`, all inclusive; columns by their place on screen. */
export interface Rectangle {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

export const HEAD = -1
export const atCell = (cell: Cell): CellRange => ({ anchor: cell, focus: cell })

/** The range as a rectangle; undefined in the head, or when one of its columns is not on screen. */
export function rectangleOf({ anchor, focus }: CellRange, columns: readonly string[]): Rectangle | undefined {
  const a = columns.indexOf(anchor.column)
  const b = columns.indexOf(focus.column)
  if (a < 0 || b < 0 || anchor.row === HEAD || focus.row === HEAD) return undefined
  return {
    top: Math.min(anchor.row, focus.row),
    bottom: Math.max(anchor.row, focus.row),
    left: Math.min(a, b),
    right: Math.max(a, b),
  }
}

export const heightOf = ({ top, bottom }: Rectangle): number => bottom - top + 1
export const widthOf = ({ left, right }: Rectangle): number => right - left + 1
export const isWithin = ({ top, bottom, left, right }: Rectangle, row: number, column: number): boolean =>
  row >= top && row <= bottom && column >= left && column <= right
export const isOneCell = (rectangle: Rectangle): boolean => heightOf(rectangle) * widthOf(rectangle) === 1

export interface Bounds {
  readonly rows: number
  readonly columns: readonly string[]
  readonly page: number
}

/** The cell that a motion leads to from `cell`. Only a single step up leaves the rows for the head. */
export function cellAfter({ row, column }: Cell, motion: Motion, { rows, columns, page }: Bounds): Cell {
  const at = Math.max(0, columns.indexOf(column))
  const cell = (toRow: number, toColumn: number): Cell => ({
    row: toRow,
    column: columns[Math.min(Math.max(toColumn, 0), columns.length - 1)] ?? column,
  })
  const inRows = (to: number) => (rows === 0 ? HEAD : Math.min(Math.max(to, 0), rows - 1))
  const last = columns.length - 1
  const motions: Record<Motion, () => Cell> = {
    up: () => cell(Math.max(HEAD, row - 1), at),
    down: () => cell(inRows(row + 1), at),
    left: () => cell(row, at - 1),
    right: () => cell(row, at + 1),
    top: () => cell(inRows(0), at),
    bottom: () => cell(inRows(rows), at),
    'row-start': () => cell(row, 0),
    'row-end': () => cell(row, last),
    first: () => cell(inRows(0), 0),
    last: () => cell(inRows(rows), last),
    'page-up': () => cell(inRows(row - page), at),
    'page-down': () => cell(inRows(row + page), at),
  }
  return motions[motion]()
}

/** The range after a motion: moved as one cell, or with `extend` from where it was begun, which stays in the rows. */
export function rangeAfter(range: CellRange, motion: Motion, extend: boolean, bounds: Bounds): CellRange {
  const focus = cellAfter(range.focus, motion, bounds)
  if (!extend || range.anchor.row === HEAD) return atCell(focus)
  return { anchor: range.anchor, focus: { ...focus, row: Math.max(0, focus.row) } }
}
