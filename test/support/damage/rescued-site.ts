import { randomUUID } from 'node:crypto'
import { dirname, join } from 'node:path'
import { expect } from 'vitest'
import { loadSqlite } from '#backend/storage/sqlite/driver.ts'
import { rescueDatabase, type Rescued, type RescueOptions } from '#backend/storage/sqlite/rescue.ts'
import { TEST_NOW, testLog } from '../parts.ts'

/** Rescues a database into a file beside it. */
export async function rescue(
  from: string,
  options: Partial<RescueOptions> = {},
): Promise<{ to: string; rescued: Rescued }> {
  const to = join(dirname(from), `rescued-${randomUUID()}.sqlite`)
  const rescued = await rescueDatabase({
    from,
    to,
    timeZone: 'Europe/Oslo',
    now: Date.parse(TEST_NOW),
    log: testLog(),
    signal: new AbortController().signal,
    progress: () => undefined,
    ...options,
  })
  return { to, rescued }
}

export type Rows = ReadonlyMap<string, string>
/** Every row of every table, by its key. */
export type Contents = ReadonlyMap<string, Rows>

/** What the rescue itself puts there. */
const OWN = new Set(['migration'])

export function contentsOf(path: string): Contents {
  const database = new (loadSqlite())(path, { readonly: true })
  try {
    const tables = database
      .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`)
      .pluck()
      .all() as string[]
    return new Map(
      tables
        .filter((name) => !OWN.has(name))
        .map((name) => {
          const columns = database.pragma(`table_info('${name}')`) as { name: string; pk: number }[]
          const keys = columns.filter(({ pk }) => pk > 0)
          const rows = database.prepare(`SELECT * FROM "${name}"`).all() as Record<string, unknown>[]
          const keyOf = (row: Record<string, unknown>) =>
            JSON.stringify((keys.length > 0 ? keys : columns).map((column) => row[column.name]))
          return [name, new Map(rows.map((row) => [keyOf(row), JSON.stringify(row)]))]
        }),
    )
  } finally {
    database.close()
  }
}

/** By table, the keys of rows of `before` that `after` does not have. */
export function missingIn(after: Contents, before: Contents): ReadonlyMap<string, string[]> {
  const missing = [...before].map(([table, rows]): [string, string[]] => [
    table,
    [...rows.keys()].filter((key) => !after.get(table)?.has(key)),
  ])
  return new Map(missing.filter(([, keys]) => keys.length > 0))
}

/** By table, how many rows of `before` are other ones in `after`. */
export function changedIn(after: Contents, before: Contents): ReadonlyMap<string, number> {
  const changed = [...before].map(([table, rows]): [string, number] => [
    table,
    [...rows].filter(([key, row]) => (after.get(table)?.get(key) ?? row) !== row).length,
  ])
  return new Map(changed.filter(([, count]) => count > 0))
}

/** A rescued site is sound, and says of every row that is lost that it is. */
export function expectNothingHidden(
  { to, rescued }: { to: string; rescued: Rescued },
  before: Contents,
): void {
  expectSound(to)
  for (const [table, keys] of missingIn(contentsOf(to), before)) {
    const listed = rescued.tables.find((one) => one.table === table)
    expect(listed, `${table} has lost ${keys.length} rows without a word`).toBeDefined()
    if (listed?.lost !== null)
      expect(listed?.lost, `${table}: ${keys.join()}`).toBeGreaterThanOrEqual(keys.length)
  }
}

export function expectSound(path: string): void {
  const database = new (loadSqlite())(path, { readonly: true })
  try {
    expect(database.pragma('integrity_check', { simple: true })).toBe('ok')
    expect(database.pragma('foreign_key_check')).toEqual([])
  } finally {
    database.close()
  }
}
