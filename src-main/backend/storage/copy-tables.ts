import { setImmediate as yieldToEventLoop } from 'node:timers/promises'
import { Refusal } from '#shared/contract/refusal.ts'
import type { Watch } from './site-file.ts'
import type { Awaitable, Blocks, CellValue, KeptChange, Row, TableSource } from './table-source.ts'

/** A table of the database that is filled. */
export interface Table {
  readonly name: string
  readonly columns: readonly string[]
  /** Those whose values are numbers, by their places among `columns`; the others have texts. */
  readonly numbers: readonly boolean[]
}

export interface TableSums {
  readonly rows: number
  /** Of each column: of its numbers, or of the bytes of its texts. */
  readonly columns: readonly bigint[]
}

/** A database that is filled, in a transaction. */
export interface TableTarget {
  /** Those that are copied as they are, in the order in which they are filled. */
  tables(): Awaitable<readonly Table[]>
  /** Leaves nothing in them, nor of the changes of many codes. */
  clear(tables: readonly Table[]): Awaitable<void>
  /** A value as it is stored there. */
  stored(value: CellValue): CellValue
  insert(table: Table, rows: Blocks<Row>): Awaitable<void>
  sums(table: Table): Awaitable<TableSums>
  insertChanges(changes: Blocks<KeptChange>): Awaitable<void>
  countChanges(): Awaitable<number>
  setLastViewId(id: number): Awaitable<void>
}

/** Kept by each engine itself, or in a way of its own. */
export const KEPT_APART: readonly string[] = ['migration', 'operation_change', 'last_issued_id']

/**
 * Copies a whole site from one database into another, and compares every table: as many rows as were there, and in each
 * of its columns the same sum of numbers or bytes as was read. The caller stores it, or takes it back.
 * @throws Refusal 'job.cancelled'; an error where a table differs
 */
export async function copyTables(source: TableSource, target: TableTarget, watch: Watch): Promise<void> {
  const tables = await target.tables()
  await target.clear(tables)
  const counts = new Map<string, number>()
  for (const { name } of tables) counts.set(name, await source.count(name))
  const changes = await source.countChanges()
  const passing = passingOn(
    [...counts.values()].reduce((sum, count) => sum + count, changes),
    watch,
  )
  for (const table of tables) {
    const { name, columns } = table
    const sent = adding(table, target, passing(source.rows(name, columns)))
    await target.insert(table, sent.rows)
    const expected = counts.get(name) ?? 0
    if (sent.sums().rows !== expected || !isSame(await target.sums(table), sent.sums()))
      throw new Error(`the copy of ${name} differs`)
  }
  await target.insertChanges(passing(source.keptChanges()))
  if ((await target.countChanges()) !== changes) throw new Error('the copy of operation_change differs')
  await target.setLastViewId(await source.lastViewId())
}

const isSame = (one: TableSums, other: TableSums): boolean =>
  one.rows === other.rows && one.columns.every((sum, at) => sum === other.columns[at])

/** Passes blocks on, says how far the work is, and ends it where it is cancelled. */
function passingOn(total: number, { signal, progress }: Watch) {
  let done = 0
  return async function* <T>(blocks: Blocks<T>): AsyncGenerator<readonly T[]> {
    for await (const block of blocks) {
      // A message that cancels comes in between.
      await yieldToEventLoop()
      if (signal.aborted) throw new Refusal('job.cancelled', {})
      yield block
      progress((done += block.length), total)
    }
  }
}

/** Passes rows on as they are stored, and adds them up meanwhile. */
function adding(
  { numbers }: Table,
  { stored }: TableTarget,
  blocks: AsyncIterable<readonly Row[]>,
): { rows: AsyncIterable<readonly Row[]>; sums(): TableSums } {
  let count = 0
  const columns = numbers.map(() => 0n)
  async function* passing(): AsyncGenerator<readonly Row[]> {
    for await (const block of blocks) {
      const rows = block.map((row) => row.map(stored))
      columns.forEach((sum, at) => (columns[at] = sum + sumOf(rows, at)))
      count += rows.length
      yield rows
    }
  }
  return { rows: passing(), sums: () => ({ rows: count, columns }) }
}

/** Of one column of a block. Numbers lose no digit up to 2⁵³. */
function sumOf(rows: readonly Row[], at: number): bigint {
  let sum = 0n
  let recent = 0
  for (const row of rows) {
    const size = sizeOf(row[at] ?? null)
    if (!Number.isSafeInteger(recent + size)) {
      sum += BigInt(recent)
      recent = 0
    }
    recent += size
  }
  return sum + BigInt(recent)
}

const sizeOf = (value: CellValue): number =>
  typeof value === 'number' ? value : value === null ? 0 : Buffer.byteLength(value)
