import { rm } from 'node:fs/promises'
import { copyTables, KEPT_APART, type Table, type TableTarget } from '../copy-tables.ts'
import type { Watch } from '../site-file.ts'
import type { TableSource } from '../table-source.ts'
import { NO_LOG } from './backups/open-backup.ts'
import { openConnection, type OwnedConnection } from './connection.ts'
import { migrate } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { leaveOneFile } from './site-file.ts'
import { quoted } from './table-source.ts'

const CACHE_KIB = 64 * 1024
const BESIDE = ['', '-journal', '-wal', '-shm'] as const

/**
 * Copies a whole site into a new database at `path`, which is there only where every table is the same. Two copies of the
 * same are the same, byte for byte.
 * @throws Refusal 'job.cancelled'; of the area `storage`
 */
export async function fillNew(path: string, source: TableSource, watch: Watch): Promise<void> {
  await removeDatabase(path)
  try {
    const connection = openConnection({
      path,
      readonly: false,
      create: true,
      cacheKiB: CACHE_KIB,
      log: NO_LOG,
    })
    try {
      await migrate({ connection, migrations, site: null, clock: { now: () => 0 }, log: NO_LOG })
      leaveOneFile(connection)
      await fill(connection, source, watch)
    } finally {
      connection.close()
    }
  } catch (error) {
    await removeDatabase(path)
    throw error
  }
}

export async function removeDatabase(path: string): Promise<void> {
  for (const beside of BESIDE) await rm(`${path}${beside}`, { force: true })
}

/** Nobody has the database yet: where this fails, it is not kept, so that nothing of it need be taken back. */
async function fill(
  { database, prepare }: OwnedConnection,
  source: TableSource,
  watch: Watch,
): Promise<void> {
  database.pragma('journal_mode = OFF')
  // Rows come in the order of their tables, and are looked at together afterwards.
  database.pragma('foreign_keys = OFF')
  const indexes = database
    .prepare(`SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL`)
    .all() as { name: string; sql: string }[]
  database.exec('BEGIN')
  // An index of all rows is made at once in a fraction of the time.
  for (const { name } of indexes) database.exec(`DROP INDEX ${quoted(name)}`)
  await copyTables(source, tableTarget({ database, prepare }), watch)
  for (const { sql } of indexes) database.exec(sql)
  if ((database.pragma('foreign_key_check') as unknown[]).length > 0)
    throw new Error('a reference of the copy leads nowhere')
  database.exec('COMMIT')
}

/** The tables of a database that nobody else has, in a transaction. */
function tableTarget({ database, prepare }: Pick<OwnedConnection, 'database' | 'prepare'>): TableTarget {
  const first = (sql: string): number => prepare(sql).pluck().get() as number
  return {
    tables: () =>
      (prepare(`SELECT name FROM sqlite_schema WHERE type = 'table'`).pluck().all() as string[])
        .filter((name) => !name.startsWith('sqlite_') && !KEPT_APART.includes(name))
        .map((name): Table => {
          const columns = database.pragma(`table_info(${quoted(name)})`) as { name: string; type: string }[]
          return {
            name,
            columns: columns.map((column) => column.name),
            numbers: columns.map(({ type }) => type === 'INTEGER'),
          }
        }),
    clear(tables) {
      for (const name of ['operation_change', ...tables.map((table) => table.name)])
        database.exec(`DELETE FROM ${quoted(name)}`)
    },
    stored: (value) => value,
    async insert({ name, columns }, rows) {
      const statement = prepare(
        `INSERT INTO ${quoted(name)} (${columns.map(quoted).join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
      )
      for await (const block of rows) for (const row of block) statement.run(...row)
    },
    sums({ name, columns, numbers }) {
      const sums = columns.flatMap((column, at) => {
        const cell = quoted(column)
        const size = numbers[at] ? cell : `length(CAST(${cell} AS BLOB))`
        // In two parts: a sum of all may have more digits than a number that is read.
        return [`coalesce(sum(${size} / ${PART}), 0)`, `coalesce(sum(${size} % ${PART}), 0)`]
      })
      const [rows = 0, ...parts] = prepare(`SELECT count(*), ${sums.join(', ')} FROM ${quoted(name)}`)
        .raw()
        .get() as number[]
      return {
        rows,
        columns: columns.map(
          (_name, at) => BigInt(parts[2 * at] ?? 0) * BigInt(PART) + BigInt(parts[2 * at + 1] ?? 0),
        ),
      }
    },
    async insertChanges(changes) {
      const statement = prepare('INSERT INTO operation_change VALUES (?, ?, ?)')
      for await (const block of changes)
        for (const { operationId, codeId, before } of block) statement.run(operationId, codeId, before)
    },
    countChanges: () => first('SELECT count(*) FROM operation_change'),
    setLastViewId(id) {
      database.exec(`DELETE FROM sqlite_sequence WHERE name = 'report_view'`)
      // The one table whose columns have no types, where the driver would write a fraction.
      if (id > 0) prepare(`INSERT INTO sqlite_sequence VALUES ('report_view', ?)`).run(BigInt(id))
    },
  }
}

const PART = 2 ** 20
