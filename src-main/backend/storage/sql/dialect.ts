import type { RawBuilder } from 'kysely'
import type { SqlValue } from './connection.ts'

type Sql = RawBuilder<unknown>
type Condition = RawBuilder<boolean>

/** What the engines' SQL differs in, as pieces for the statements that they have in common. */
export interface Dialect {
  /** Two texts that are the same without regard to the case of ASCII letters, as codes and addresses are compared. */
  sameFolded(column: Sql, text: Sql): Condition
  /** What texts that are the same so are sorted, counted and grouped by. */
  folded(column: Sql): RawBuilder<string>
  /** The rule of `addressKey` in SQL. */
  addressKey(address: Sql): RawBuilder<string>
  /** True of every address that is not its own key, and maybe of others: quicker than to make the key. */
  mayDifferFromKey(address: Sql): Condition
  /** The condition that `column` contains `text`, whatever the case of its letters. */
  contains(column: Sql, text: string): Condition
  /** The same for the beginning of the column. */
  startsWith(column: Sql, text: string): Condition
  /** The condition that `column` ends with `text`, letter by letter. */
  endsWith(column: Sql, text: string): Condition
  /** The place of `part` in `text`, from 1; 0 where it is not in there. */
  positionIn(text: Sql, part: string): RawBuilder<number>
  /** The condition that `column` is one of `ids`, of which there may be any number. */
  isAmong(column: Sql, ids: readonly number[] | Uint32Array): Condition
  /** Numbers as rows of `value` and `position` (from 0), for FROM; `alias` names them. */
  numbers(values: readonly number[], alias: string): Sql
  /** The same of texts. */
  texts(values: readonly string[], alias: string): Sql
  /** Rows of several columns, for FROM; `alias` names them. What else a row has is left out. */
  rows<Column extends string>(
    columns: Readonly<Record<Column, 'number' | 'text'>>,
    values: readonly Readonly<Record<NoInfer<Column>, SqlValue>>[],
    alias: string,
  ): Sql
  /** A join whose tables are looked up in the order in which they are written, where the engine lets that be said. */
  readonly joinInOrder: Sql
  /** Has a table read by this index, where the engine lets that be said. */
  indexedBy(index: string): Sql
  /** A column as a value that is not looked up in an index, where the engine cannot decide that well by itself. */
  withoutIndex(column: Sql): Sql
  /** Rows of a query, from FROM on, as a value that is the JSON of a list of objects with these columns. */
  jsonRows(columns: readonly string[], from: Sql): RawBuilder<string>
  /** A parameter that is a day, in a place where its type is not clear from what is beside it. */
  day(value: Sql): Sql
  /** The day of an instant, in UTC. */
  dayOf(instant: Sql): Sql
  /** The least and the greatest of several values in a row. */
  least(...values: Sql[]): Sql
  greatest(...values: Sql[]): Sql
  /** A query of the largest id that a table which gives its own ids ever gave; of no row before the first. */
  lastIssuedId(table: string): RawBuilder<{ id: number }>
  /** The notes that changes of many codes have kept for undo, as a query of one column. */
  readonly keptNotes: Sql
  /** A statement that writes another text in the place of such a note, wherever it is kept. */
  replaceKeptNote(before: string, after: string): Sql
}
