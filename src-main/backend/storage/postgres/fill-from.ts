import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { Refusal } from '#shared/contract/refusal.ts'
import type { Clock, Log } from '#backend/kernel/dependencies.ts'
import { copyTables, type TableTarget } from '../copy-tables.ts'
import type { Watch } from '../site-file.ts'
import type { DatabaseTarget } from '../storage-places.ts'
import type { Row, TableSource } from '../table-source.ts'
import { copyLines } from './copy-lines.ts'
import { translating } from './errors.ts'
import { BLOCK_COLUMNS, keptBlocks } from './kept-blocks.ts'
import { migrate } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { connectTo } from './server.ts'
import { storable } from './storable.ts'
import { foundIn, tablesOf } from './tables.ts'
import { beginAlone } from './writer.ts'

export interface FillOptions extends Watch {
  readonly target: DatabaseTarget
  readonly clock: Clock
  readonly log: Log
}

/**
 * Copies a whole site into a database that is empty, in one transaction, which is stored only where every table is the same.
 * @throws Refusal 'storagePlace.moved' where the database is not empty, 'job.cancelled'; of the area `storage`
 */
export async function fillFrom(source: TableSource, options: FillOptions): Promise<void> {
  const { target, clock, log, ...watch } = options
  const writing = connectTo(target, { log, most: 1, writes: true })
  try {
    if (watch.signal.aborted) throw new Refusal('job.cancelled', {})
    await migrate({ writing, migrations, clock, log })
    await writing.lend((client) =>
      aloneIn(client, async () => {
        await requireEmpty(client)
        await copyTables(source, tableTarget(client), watch)
        if (watch.signal.aborted) throw new Refusal('job.cancelled', {})
      }),
    )
  } finally {
    await writing.close()
  }
}

/** Runs `work` in a transaction that alone writes, which is stored where it ends well. */
export async function aloneIn<T>(client: pg.ClientBase, work: () => Promise<T>): Promise<T> {
  try {
    await translating(() => beginAlone(client))
    const result = await work()
    const { command } = await translating(() => client.query('COMMIT'))
    if (command !== 'COMMIT') throw new Error('a statement of the copy has failed')
    return result
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined)
    throw error
  }
}

async function requireEmpty(client: pg.ClientBase): Promise<void> {
  const [found] = await foundIn<{ used: boolean }>(
    client,
    'SELECT EXISTS (SELECT FROM setting) OR EXISTS (SELECT FROM operation) AS used',
  )
  if (found?.used !== false) throw new Refusal('storagePlace.moved', {})
}

/** The tables that a client sees, in its transaction. */
export function tableTarget(client: pg.ClientBase): TableTarget {
  const run = (sql: string, values?: unknown[]) => translating(() => client.query(sql, values))
  const copy = (
    table: string,
    columns: readonly string[],
    blocks: AsyncIterable<readonly Row[]>,
  ): Promise<void> =>
    translating(() =>
      pipeline(
        Readable.from(asText(blocks)),
        client.query(
          copyFrom(
            `COPY ${pg.escapeIdentifier(table)} (${columns.map(pg.escapeIdentifier).join(', ')}) FROM STDIN`,
          ),
        ),
      ),
    )
  return {
    tables: () => tablesOf(client),
    async clear(tables) {
      for (const name of ['operation_change', ...tables.map((table) => table.name).toReversed()])
        await run(`DELETE FROM ${pg.escapeIdentifier(name)}`)
    },
    stored: (value) => (typeof value === 'string' ? storable(value) : value),
    insert: ({ name, columns }, rows) => copy(name, columns, allOf(rows)),
    async sums({ name, columns, numbers }) {
      const sumOf = (column: string, at: number): string => {
        const cell = pg.escapeIdentifier(column)
        return `coalesce(sum(${numbers[at] ? cell : `octet_length(${cell}::text)`}), 0)::text`
      }
      const [found] = await foundIn<{ count: number; sums: string[] }>(
        client,
        `SELECT count(*) AS count, ARRAY[${columns.map(sumOf).join(', ')}] AS sums FROM ${pg.escapeIdentifier(name)}`,
      )
      return { rows: found?.count ?? 0, columns: (found?.sums ?? []).map(BigInt) }
    },
    insertChanges: (changes) => copy('operation_change', BLOCK_COLUMNS, keptBlocks(allOf(changes))),
    async countChanges() {
      const [found] = await foundIn<{ count: number }>(
        client,
        'SELECT coalesce(sum(cardinality(code_ids)), 0) AS count FROM operation_change',
      )
      return found?.count ?? 0
    },
    async setLastViewId(id) {
      await run(
        `INSERT INTO last_issued_id VALUES ('report_view', $1)
          ON CONFLICT (table_name) DO UPDATE SET id = excluded.id`,
        [id],
      )
    },
  }
}

async function* allOf<T>(blocks: Iterable<T> | AsyncIterable<T>): AsyncGenerator<T> {
  yield* blocks
}

async function* asText(blocks: AsyncIterable<readonly Row[]>): AsyncGenerator<string> {
  for await (const rows of blocks) yield [...copyLines(rows)].join('')
}
