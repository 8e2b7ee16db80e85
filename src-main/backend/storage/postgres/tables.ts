import type pg from 'pg'
import { KEPT_APART, type Table } from '../copy-tables.ts'
import { translating } from './errors.ts'

export const foundIn = async <Found extends pg.QueryResultRow>(
  client: pg.ClientBase,
  sql: string,
  values?: readonly unknown[],
): Promise<Found[]> => (await translating(() => client.query<Found>(sql, values && [...values]))).rows

/** The tables that are copied as they are, each after those that its rows refer to at once. */
export async function tablesOf(client: pg.ClientBase): Promise<Table[]> {
  const columns = await foundIn<{ table: string; name: string; type: string }>(
    client,
    `SELECT relname::text AS table, attname::text AS name, atttypid::regtype::text AS type
    FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
    WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r' AND attnum > 0 AND NOT attisdropped
    ORDER BY relname, attnum`,
  )
  const references = await foundIn<{ table: string; to: string }>(
    client,
    `SELECT conrelid::regclass::text AS table, confrelid::regclass::text AS to
    FROM pg_constraint
    WHERE contype = 'f' AND NOT condeferrable AND connamespace = current_schema()::regnamespace
      AND conrelid <> confrelid`,
  )
  const left = new Set(columns.map(({ table }) => table).filter((name) => !KEPT_APART.includes(name)))
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

/** The columns that distinguish the rows of a table: its key, or all where it has none. */
export async function orderOf(client: pg.ClientBase, table: string): Promise<string[]> {
  const columns = await foundIn<{ name: string; place: number | null; keyed: boolean }>(
    client,
    `SELECT attname::text AS name, array_position(indkey::int2[], attnum) AS place, indkey IS NOT NULL AS keyed
    FROM pg_attribute LEFT JOIN pg_index ON indrelid = attrelid AND indisprimary
    WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped
    ORDER BY place, attnum`,
    [`"${table}"`],
  )
  return columns.filter(({ place, keyed }) => !keyed || place !== null).map(({ name }) => name)
}
