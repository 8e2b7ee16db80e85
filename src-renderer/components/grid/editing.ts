/** How the cells of a column are edited in place. */
export interface CellEditing<Row> {
  /** The text that editing begins with, as a person would type it. */
  start(row: Row): string
  /** What is said below the cell while it is typed in: how the text is read, what it means, or what would be right. Null for nothing. */
  hint?(text: string, row: Row): CellHint | null
  /** Why this row's cell cannot be edited (a deleted code, say); null when it can. */
  refuses?(row: Row): string | null
}

export interface CellHint {
  readonly good: boolean
  readonly text: string
}

/** A cell as it was typed or pasted. The row is named by its id, so that a new order cannot misdirect it. */
export interface EditedCell {
  readonly id: number
  readonly column: string
  readonly text: string
  /** What was in the cell when a person began to type, in the form in which it is typed; another may have changed it since. */
  readonly seen?: string
}

/** A cell that was not changed, and why: fact, then remedy. It stays marked until it is corrected or discarded. */
export interface RefusedCell {
  readonly id: number
  readonly column: string
  readonly sentence: string
}

/** What a person typed into a cell that was not changed, and why; of the cell that is still being typed in, that it is. */
export interface TypedCell extends EditedCell {
  readonly sentence: string
}

/**
 * Changes the cells, as one step that can be undone; answers with those that were left as they were. When it rejects,
 * none was changed. The grid hands over at most `MOST_CELLS` at a time.
 */
export type EditCells = (cells: readonly EditedCell[]) => Promise<readonly RefusedCell[]>

export const MOST_CELLS = 100_000

/** The outcome of an edit, a paste or a clearing. */
export interface EditOutcome {
  readonly changed: number
  readonly refused: number
  /** Cells of read-only columns, which were skipped. */
  readonly readOnly: number
  /** Lines of the clipboard for which the report has no row. */
  readonly beyond: number
}
