import { copyFile } from 'node:fs/promises'
import { type Database, loadSqlite } from '#backend/storage/sqlite/driver.ts'

/** What SQLite keeps in a cell. */
export type CellValue = string | number | bigint | null

/** A cell of a site file, and what somebody writes into it. */
export interface AlteredCell {
  readonly table: string
  readonly column: string
  readonly value: CellValue
  /** Which row, counted from 1 as the table is read; every row where it is left out. */
  readonly row?: number
}

export interface FileColumn {
  readonly table: string
  readonly column: string
  readonly type: 'INTEGER' | 'TEXT'
  readonly isNullable: boolean
  /** Rows of the table. */
  readonly rows: number
}

/** Every column of every table of the file, SQLite's own table of the last ids as well. */
export function columnsOf(path: string): FileColumn[] {
  return withFile(path, (database) =>
    tablesOf(database).flatMap((table) => {
      const rows = Number(database.prepare(`SELECT count(*) FROM "${table}"`).pluck().get())
      const columns = database.pragma(`table_info("${table}")`) as {
        name: string
        type: string
        notnull: number
      }[]
      return columns.map(({ name, type, notnull }) => ({
        table,
        column: name,
        type: type === 'INTEGER' ? ('INTEGER' as const) : ('TEXT' as const),
        isNullable: notnull === 0,
        rows,
      }))
    }),
  )
}

/**
 * Copies a site file and writes into one of its cells as somebody with a tool could: no rule of the tables stops it, not
 * even the type of the column. The indexes fit what is written, so that only the content shows it.
 */
export async function alterCell(from: string, to: string, cell: AlteredCell): Promise<void> {
  await copyFile(from, to)
  withFile(to, (database) => withoutRules(database, cell.table, () => write(database, cell)))
}

/** The same with any statements. */
export async function alterSiteFile(from: string, to: string, statements: string): Promise<void> {
  await copyFile(from, to)
  withFile(to, (database) => {
    database.pragma('ignore_check_constraints = ON')
    database.exec(statements)
  })
}

/** Contents of a kind that has broken programs before. */
export const HOSTILE_VALUES: readonly CellValue[] = [
  null,
  '',
  'xx',
  'abcdefghij',
  '9999-99-99',
  '0000-00-00',
  'a\r\nBcc: everybody@example.com',
  '<script>alert(1)</script>',
  '\u0000',
  '\u202e\ufeff',
  '{}',
  '[]',
  'null',
  '{"kind":"undo","operationId":1,"undone":"x","changed":0}',
  `[${'['.repeat(500)}${']'.repeat(500)}]`,
  'x'.repeat(1_000_000),
  -1,
  0,
  1,
  2 ** 31,
  2 ** 32,
  9e15,
  2n ** 63n - 1n,
  -(2n ** 63n),
  0.5,
]

const tablesOf = (database: Database): string[] =>
  database
    .prepare(
      `SELECT name FROM sqlite_schema WHERE type = 'table' AND (name NOT LIKE 'sqlite_%' OR name = 'sqlite_sequence')`,
    )
    .pluck()
    .all() as string[]

function withFile<T>(path: string, work: (database: Database) => T): T {
  const database = new (loadSqlite())(path, { fileMustExist: true })
  try {
    database.function('address_key', { deterministic: true }, String)
    database.pragma('foreign_keys = OFF')
    return work(database)
  } finally {
    database.close()
  }
}

/** Takes `STRICT`, `NOT NULL` and the rest from the table's definition for as long as `work` takes. */
function withoutRules(database: Database, table: string, work: () => void): void {
  const schema = (): string =>
    database
      .prepare(`SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?`)
      .pluck()
      .get(table) as string
  const define = (sql: string) => {
    database.unsafeMode(true)
    database.pragma('writable_schema = ON')
    database.prepare(`UPDATE sqlite_schema SET sql = ? WHERE type = 'table' AND name = ?`).run(sql, table)
    // Reads the definitions again.
    database.pragma('writable_schema = RESET')
    database.unsafeMode(false)
  }
  const before = schema()
  database.pragma('ignore_check_constraints = ON')
  define(before
    .replace(/\bSTRICT\b,?/, '')
    .replace(/\) , WITHOUT/, ') WITHOUT')
    .replaceAll(/\b(INTEGER|TEXT) NOT NULL/g, '$1'))
  try {
    work()
  } finally {
    define(before)
  }
}

/** A key that another row has is left to that row, which takes the place of this one. */
function write(database: Database, { table, column, value, row }: AlteredCell): void {
  if (row === undefined) {
    database.prepare(`UPDATE OR REPLACE "${table}" SET "${column}" = ?`).run(value)
    return
  }
  const columns = database.pragma(`table_info("${table}")`) as { name: string; pk: number }[]
  const keys = columns.filter(({ pk }) => pk > 0).map(({ name }) => `"${name}"`)
  const key = keys.length > 0 ? keys.join(', ') : 'rowid'
  const changed = database
    .prepare(
      `UPDATE OR REPLACE "${table}" SET "${column}" = ?
       WHERE (${key}) = (SELECT ${key} FROM "${table}" LIMIT 1 OFFSET ?)`,
    )
    .run(value, row - 1).changes
  if (changed === 0) throw new Error(`${table} has no row ${row}`)
}
