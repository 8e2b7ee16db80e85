import type { Dialect } from './dialect.ts'
import type { Query } from './query.ts'

/** SQLite answers at once, a server later: areas that are kept in both wait for either. */
export type Awaitable<T> = T | Promise<T>

/** Values that engines take. */
export type SqlValue = string | number | null

/** Reads only. `name` identifies the query in the log, where neither its text nor its parameters go. */
export interface ReadConnection {
  readonly dialect: Dialect
  all<Row>(name: string, query: Query<Row>): Awaitable<Row[]>
  get<Row>(name: string, query: Query<Row>): Awaitable<Row | undefined>
  /** The first column of every row, without an object a row. */
  column<Value extends SqlValue>(name: string, query: Query): Awaitable<Value[]>
}

/** Inside a transaction. */
export interface WriteConnection extends ReadConnection {
  /** Answers how many rows changed. */
  run(name: string, query: Query): Awaitable<number>
  /** The same for what is to be gone from the disk. */
  erase(name: string, query: Query): Awaitable<number>
  /** Inserts any number of rows, in the quickest way of the engine; values are in the order of `columns`. */
  insert(
    name: string,
    into: { readonly table: string; readonly columns: readonly string[] },
    rows: Iterable<readonly SqlValue[]>,
  ): Awaitable<void>
  /**
   * To be awaited between chunks of long work: calls, events and a cancel get through.
   * @throws Refusal 'job.cancelled' when the transaction's signal has been aborted
   */
  pause(): Promise<void>
}
