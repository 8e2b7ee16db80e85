/** What a cell of a table holds, whichever engine keeps it. */
export type CellValue = string | number | null
export type Row = readonly CellValue[]

/** SQLite answers at once, a server later. */
export type Awaitable<T> = T | Promise<T>
/** In blocks, since a promise for each of a million rows takes longer than reading it. */
export type Blocks<T> = Iterable<readonly T[]> | AsyncIterable<readonly T[]>

/** All rows of a site in one state, for another database, by that one's columns. While rows are read, nothing else is. */
export interface TableSource {
  /** How many rows a table has, by another way than `rows`. */
  count(table: string): Awaitable<number>
  rows(table: string, columns: readonly string[]): Blocks<Row>
  /** How many changes `keptChanges` has, by another way. */
  countChanges(): Awaitable<number>
  /** The changes of many codes that can be undone, by operation. */
  keptChanges(): Blocks<KeptChange>
  /** The greatest id that a view of the report ever had. */
  lastViewId(): Awaitable<number>
}

/** What an operation found in a code before it changed it; which of its cells that is follows from its kind. */
export interface KeptChange {
  readonly operationId: number
  readonly kind: string
  readonly codeId: number
  readonly before: string | null
}
