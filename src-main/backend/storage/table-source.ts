/** What a cell of a table holds, whichever engine keeps it. */
export type CellValue = string | number | null

/** All rows of a site in one state, for another engine, by that one's columns. */
export interface TableSource {
  /** How many rows a table has, by another way than `rows`. */
  count(table: string): number
  rows(table: string, columns: readonly string[]): Iterable<readonly CellValue[]>
  /** The changes of many codes that can be undone. */
  keptChanges(): Iterable<KeptChange>
  /** The greatest id that a view of the report ever had. */
  readonly lastViewId: number
}

/** What an operation found in a code before it changed it; which of its cells that is follows from its kind. */
export interface KeptChange {
  readonly operationId: number
  readonly kind: string
  readonly codeId: number
  readonly before: string | null
}
