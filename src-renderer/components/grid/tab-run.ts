import type { Cell } from './cell-range.ts'

/** Cells filled in one after another with Tab: Enter then goes to the next row, below where the first of them was. */
export interface TabRun {
  readonly start: string
  /** Where the latest Tab led to. */
  readonly at: Cell
}

const isSame = (a: Cell, b: Cell) => a.row === b.row && a.column === b.column

/** The run after a Tab from one cell to another. */
export const afterTab = (run: TabRun | null, from: Cell, at: Cell): TabRun => ({
  start: run && isSame(run.at, from) ? run.start : from.column,
  at,
})

/** The column that Enter in `cell` leads to in the row below. */
export const columnAfterEnter = (run: TabRun | null, cell: Cell): string =>
  run && isSame(run.at, cell) ? run.start : cell.column
