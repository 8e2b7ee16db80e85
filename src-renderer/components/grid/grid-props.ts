import type { GridColumn, SortedBy } from './columns.ts'
import type { EditCells, EditOutcome, TypedCell } from './editing.ts'
import type { GridMenuGroups, GridPlace } from './menu.ts'
import type { Copying } from './use-copy.ts'

/** The cells that are drawn as a range. */
export interface DrawnRange {
  readonly rows: number
  readonly columns: number
  /** The position of its first row. */
  readonly from: number
  /** Its columns, by their keys. */
  readonly keys: readonly string[]
}

export interface GridProps<Row> {
  label: string
  /** All columns, hidden ones too. */
  columns: readonly GridColumn<Row>[]
  /** Names the rows: another token reads everything again and keeps the scroll position. */
  token: string
  count: number
  order: readonly SortedBy[]
  read: (token: string, offset: number, limit: number) => Promise<readonly (Row | null)[]>
  /** What edits are keyed by. Needed for editing. */
  rowId?: ((row: Row) => number) | undefined
  /** Changes cells of the columns that have `editing`; without it the whole grid is read-only. */
  edit?: EditCells | undefined
  /** The columns that have a filter now, which their heads show. */
  filtered?: readonly string[] | undefined
  /** The columns that the `filter` slot has a filter for. */
  filterable?: readonly string[] | undefined
  /** More entries for the context menu of a cell, after the grid's own. */
  menu?: ((place: GridPlace<Row>) => GridMenuGroups) | undefined
}

// A type, since the compiler of components reads events from type literals.
export type GridEvents<Row> = {
  sort: [order: readonly SortedBy[]]
  open: [row: Row, position: number]
  /** The active cell moved; null for a row that has not been read. */
  moved: [row: Row | null]
  /** The range of cells, as it is drawn; null for a single cell. */
  range: [range: DrawnRange | null]
  copied: [copied: { rows: number; cells: number }]
  copying: [copying: Copying | null]
  'copy-many': [rows: number]
  failed: [error: unknown]
  /** An edit, a paste or a clearing was answered. */
  edited: [outcome: EditOutcome]
  /** What is typed and in no row is other than before. */
  typed: [cells: readonly TypedCell[]]
  /** A person gave up what was refused. */
  discarded: [cells: readonly TypedCell[]]
  /** Ctrl+F. */
  find: []
  /** Delete, while rows are ticked and no range of cells is drawn: what it should do to them is the page's. */
  'delete-rows': []
  /** "Show only this value" of the context menu. */
  'filter-by': [column: string, row: Row]
}

/** The events as functions, for the parts of the grid. */
export interface GridEmits<Row> {
  sort(order: readonly SortedBy[]): void
  open(row: Row, position: number): void
  moved(row: Row | null): void
  range(range: DrawnRange | null): void
  copied(copied: { rows: number; cells: number }): void
  copying(copying: Copying | null): void
  copyMany(rows: number): void
  failed(error: unknown): void
  edited(outcome: EditOutcome): void
  typed(cells: readonly TypedCell[]): void
  find(): void
  deleteRows(): void
  filterBy(column: string, row: Row): void
}
