import type { TypedCell } from './editing.ts'

/** What the page around a grid may ask of it. */
export interface GridHandle {
  focus(): void
  /** Reads the rows in view again and tints those that changed. */
  refresh(): Promise<void>
  /** For other rows, or another order: back to the first, with no cell chosen. */
  toStart(): void
  toRow(position: number): void
  /** Copies what Ctrl+C would, however many rows there are. */
  copyAll(): Promise<void>
  /** Cells that were typed in and not changed have that text again, marked as it was. */
  bringBack(cells: readonly TypedCell[]): void
  discardTyped(): void
  /** Opens the menu of a column's head, as Alt+↓ does. */
  openColumnMenu(column: string): void
}
