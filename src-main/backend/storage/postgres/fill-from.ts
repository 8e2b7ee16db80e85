import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { Refusal } from '#shared/contract/refusal.ts'
import type { Clock, Log } from '#backend/kernel/dependencies.ts'
import type { SqlValue } from '../sql/connection.ts'
import type { DatabaseTarget } from '../storage-places.ts'
import type { TableSource } from '../table-source.ts'
import { copyLines } from './copy-lines.ts'
import { translating } from './errors.ts'
import { BLOCK_COLUMNS, keptBlocks } from './kept-blocks.ts'
import { migrate } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { connectTo } from './server.ts'
import { storable } from './storable.ts'
import { beginAlone } from './writer.ts'

export interface FillOptions {
  readonly target: DatabaseTarget
  readonly clock: Clock
  readonly log: Log
  readonly signal: AbortSignal
  progress(done: number, total: number): void
}

/** Kept by the engine itself, or in another way. */
const NOT_COPIED = ['migration', 'last_issued_id', 'operation_change']
/** So much text goes to the server at once. */
const CHUNK_CHARACTERS = 65_536
const PROGRESS_EVERY = 5000

interface Table {
  readonly name: string
  readonly columns: readonly string[]
  /** Those whose values are numbers, by their places among `columns`. */
  readonly numbers: readonly boolean[]
}

/**
 * Copies a whole site into a database that is empty, in one transaction, which is stored only where every table has as many
 * rows as were there, and each of its columns the same sum of numbers or bytes as was sent.
 * @throws Refusal 'storagePlace.moved' where the database is not empty, 'job.cancelled'; of the area `storage`
 */
export async function fillFrom(source: TableSource, options: FillOptions): Promise<void> {
  const { target, clock, log, signal, progress } = options
  const writing = connectTo(target, { log, most: 1, writes: true })
  const checkCancelled = (): void => {
    if (signal.aborted) throw new Refusal('job.cancelled', {})
  }
  try {
    checkCancelled()
    await migrate({ writing, migrations, clock, log })
    await writing.lend(async (client) => {
      try {
        await translating(() => beginAlone(client))
        await requireEmpty(client)
        const tables = await tablesOf(client)
        // What a new site begins with.
        for (const { name } of tables.toReversed())
          await client.query(`DELETE FROM ${pg.escapeIdentifier(name)}`)
        const counts = new Map(tables.map(({ name }) => [name, source.count(name)]))
        const kept = source.count('operation_change')
        const total = [...counts.values()].reduce((sum, count) => sum + count, kept)
        let done = 0
        const onRow = (): void => {
          done += 1
          if (done % PROGRESS_EVERY !== 0) return
          checkCancelled()
          progress(done, total)
        }
        for (const table of tables) {
          const sent = sums(table, source.rows(table.name, table.columns), onRow)
          await copy(client, table, sent.rows)
          await compare(client, table, counts.get(table.name) ?? 0, sent.result())
        }
        const changes = counted(source.keptChanges(), onRow)
        await copy(client, { name: 'operation_change', columns: BLOCK_COLUMNS }, keptBlocks(changes))
        await compareChanges(client, kept)
        await client.query(
          `INSERT INTO last_issued_id VALUES ('report_view', $1) ON CONFLICT (table_name)
            DO UPDATE SET id = greatest(last_issued_id.id, excluded.id)`,
          [source.lastViewId],
        )
        checkCancelled()
        const { command } = await client.query('COMMIT')
        if (command !== 'COMMIT') throw new Error('a statement of the copy has failed')
        progress(total, total)
      } catch (error) {
        await client.query('ROLLBACK').catch(() => undefined)
        throw error
      }
    })
  } finally {
    await writing.close()
  }
}

async function requireEmpty(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ used: boolean }>(
    'SELECT EXISTS (SELECT FROM setting) OR EXISTS (SELECT FROM operation) AS used',
  )
  if (rows[0]?.used !== false) throw new Refusal('storagePlace.moved', {})
}

/** The tables, each after those that its rows refer to at once. */
async function tablesOf(client: pg.ClientBase): Promise<Table[]> {
  const { rows: columns } = await client.query<{ table: string; name: string; type: string }>(`
    SELECT relname::text AS table, attname::text AS name, atttypid::regtype::text AS type
    FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
    WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r' AND attnum > 0 AND NOT attisdropped
    ORDER BY relname, attnum`)
  const { rows: references } = await client.query<{ table: string; to: string }>(`
    SELECT conrelid::regclass::text AS table, confrelid::regclass::text AS to
    FROM pg_constraint
    WHERE contype = 'f' AND NOT condeferrable AND connamespace = current_schema()::regnamespace
      AND conrelid <> confrelid`)
  const left = new Set(columns.map(({ table }) => table).filter((name) => !NOT_COPIED.includes(name)))
  const ordered: string[] = []
  while (left.size > 0) {
    const next = [...left].filter(
      (name) => !references.some(({ table, to }) => table === name && left.has(to)),
    )
    if (next.length === 0) throw new Error('tables refer to each other in a circle')
    for (const name of next) left.delete(name)
    ordered.push(...next)
  }
  return ordered.map((name) => {
    const own = columns.filter(({ table }) => table === name)
    return {
      name,
      columns: own.map((column) => column.name),
      numbers: own.map(({ type }) => type === 'bigint'),
    }
  })
}

interface Sums {
  readonly rows: number
  /** Of each column: of its numbers, or of the bytes of its texts. */
  readonly columns: readonly bigint[]
}

/** Passes rows on, and adds them up meanwhile. */
function sums(
  { numbers }: Table,
  rows: Iterable<readonly SqlValue[]>,
  onRow: () => void,
): { rows: Iterable<readonly SqlValue[]>; result(): Sums } {
  let count = 0
  const columns = numbers.map(() => 0n)
  /** Since the last sums: so many rows that no number loses a digit. */
  const recent = numbers.map(() => 0)
  const settle = (): void => {
    recent.forEach((sum, at) => (columns[at] = (columns[at] ?? 0n) + BigInt(sum)))
    recent.fill(0)
  }
  function* passing(): Generator<readonly SqlValue[]> {
    for (const row of rows) {
      row.forEach((value, at) => (recent[at] = (recent[at] ?? 0) + sizeOf(value)))
      count += 1
      if (count % 1000 === 0) settle()
      onRow()
      yield row
    }
    settle()
  }
  return { rows: passing(), result: () => ({ rows: count, columns }) }
}

const sizeOf = (value: SqlValue): number =>
  typeof value === 'number' ? value : value === null ? 0 : Buffer.byteLength(storable(value))

function* counted<T>(items: Iterable<T>, onItem: () => void): Generator<T> {
  for (const item of items) {
    onItem()
    yield item
  }
}

const copy = (
  client: pg.ClientBase,
  { name, columns }: Pick<Table, 'name' | 'columns'>,
  rows: Iterable<readonly SqlValue[]>,
): Promise<void> =>
  translating(() =>
    pipeline(
      Readable.from(inChunks(copyLines(rows))),
      client.query(
        copyFrom(
          `COPY ${pg.escapeIdentifier(name)} (${columns.map(pg.escapeIdentifier).join(', ')}) FROM STDIN`,
        ),
      ),
    ),
  )

function* inChunks(lines: Iterable<string>): Generator<string> {
  let chunk = ''
  for (const line of lines) {
    chunk += line
    if (chunk.length < CHUNK_CHARACTERS) continue
    yield chunk
    chunk = ''
  }
  if (chunk !== '') yield chunk
}

async function compare(
  client: pg.ClientBase,
  { name, columns, numbers }: Table,
  expected: number,
  sent: Sums,
): Promise<void> {
  const sumOf = (column: string, at: number): string => {
    const cell = pg.escapeIdentifier(column)
    return `coalesce(sum(${numbers[at] ? cell : `octet_length(${cell}::text)`}), 0)::text`
  }
  const { rows } = await client.query<{ count: number; sums: string[] }>(
    `SELECT count(*) AS count, ARRAY[${columns.map(sumOf).join(', ')}] AS sums FROM ${pg.escapeIdentifier(name)}`,
  )
  const isSame =
    rows[0]?.count === expected &&
    sent.rows === expected &&
    sent.columns.every((sum, at) => String(sum) === rows[0]?.sums[at])
  if (!isSame) throw new Error(`the copy of ${name} differs`)
}

async function compareChanges(client: pg.ClientBase, expected: number): Promise<void> {
  const { rows } = await client.query<{ count: number }>(
    'SELECT coalesce(sum(cardinality(code_ids)), 0) AS count FROM operation_change',
  )
  if (rows[0]?.count !== expected) throw new Error('the copy of operation_change differs')
}
