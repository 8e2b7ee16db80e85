import type { CellEditing } from './editing.ts'

/** A column of a grid. `text` is what is shown and sorted by the eye; `copy`, where it differs, what goes to a spreadsheet. */
export interface GridColumn<Row> {
  readonly key: string
  readonly title: string
  readonly kind: 'text' | 'code' | 'number' | 'date' | 'status'
  readonly width: number
  readonly align?: 'start' | 'end'
  /** Frozen at this side until a person loosens it; the side that it goes to when it is frozen again. */
  readonly pinned?: 'start' | 'end'
  /** It cannot be hidden. */
  readonly alwaysShown?: boolean
  /** How its cells are edited in place; without it they are read-only. */
  readonly editing?: CellEditing<Row>
  /** Said when somebody tries to edit a read-only column, in place of the grid's own sentence. */
  readonly readOnly?: string
  text(row: Row): string
  copy?(row: Row): string
}

export interface SortedBy {
  readonly column: string
  readonly descending: boolean
}

/** A column and its position, in pixels of the row. */
export interface PlacedColumn<Row> {
  readonly column: GridColumn<Row>
  readonly width: number
  /** Where a pinned column sticks, from the side that it is pinned to. */
  readonly stick: number
  readonly left: number
  /** The pinned column beside those that scroll. */
  readonly innermost: boolean
}

export interface ColumnLayout<Row> {
  readonly placed: readonly PlacedColumn<Row>[]
  readonly width: number
  /** What the pinned columns take at either side. */
  readonly start: number
  readonly end: number
}

export const MIN_WIDTH = 48
/** What a saved view takes. */
export const MAX_WIDTH = 2000
/** The check box column, pinned before all others. */
export const BOX_WIDTH = 34

/**
 * Columns pinned first come first, columns pinned last come last. Where the view is wider than they all, the last
 * column that is not pinned takes what is left.
 */
export function layOut<Row>(
  columns: readonly GridColumn<Row>[],
  widths: ReadonlyMap<string, number>,
  view: number,
): ColumnLayout<Row> {
  const rank = ({ pinned }: GridColumn<Row>) => (pinned === 'start' ? 0 : pinned === 'end' ? 2 : 1)
  const ordered = columns.toSorted((a, b) => rank(a) - rank(b))
  const requested = ordered.map((column) => Math.max(MIN_WIDTH, widths.get(column.key) ?? column.width))
  const wide = BOX_WIDTH + sum(requested)
  const elastic = ordered.findLastIndex(({ pinned }) => pinned === undefined)
  if (elastic >= 0 && wide < view) requested[elastic] = (requested[elastic] ?? 0) + view - wide

  const placed = ordered.map((column, i) => {
    const left = BOX_WIDTH + sum(requested.slice(0, i))
    const stick = column.pinned === 'end' ? sum(requested.slice(i + 1)) : left
    const beside = ordered[i + (column.pinned === 'end' ? -1 : 1)]
    const innermost = column.pinned !== undefined && beside?.pinned !== column.pinned
    return { column, width: requested[i] ?? 0, stick, left, innermost }
  })
  const pinnedWidth = (side: 'start' | 'end') =>
    sum(placed.filter(({ column }) => column.pinned === side).map(({ width }) => width))
  return {
    placed,
    width: Math.max(BOX_WIDTH + sum(requested), elastic >= 0 ? view : 0),
    start: BOX_WIDTH + pinnedWidth('start'),
    end: pinnedWidth('end'),
  }
}

/** `scrollLeft` moved no further than is needed to see all of the column between the pinned ones. */
export function scrollLeftShowing<Row>(
  layout: ColumnLayout<Row>,
  key: string,
  scrollLeft: number,
  view: number,
): number {
  const found = layout.placed.find(({ column }) => column.key === key)
  if (!found || found.column.pinned) return scrollLeft
  const least = found.left + found.width - (view - layout.end)
  const most = found.left - layout.start
  return Math.max(0, Math.min(most, Math.max(least, scrollLeft)))
}

/** The order after a click on a column's head: up, down, not at all; with Shift beside the columns that sort already. */
export function sortedAfterClick(
  order: readonly SortedBy[],
  column: string,
  adding: boolean,
): readonly SortedBy[] {
  const now = order.find((by) => by.column === column)
  const next = !now ? [{ column, descending: false }] : now.descending ? [] : [{ column, descending: true }]
  if (!adding) return next
  return now ? order.flatMap((by) => (by.column === column ? next : [by])) : [...order, ...next].slice(-5)
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, n) => total + n, 0)
