import { sql } from 'kysely'
import type { Dialect } from '../sql/dialect.ts'
import { contains, startsWith } from './text-match.ts'

export const dialect: Dialect = {
  sameFolded: (column, text) => sql<boolean>`lower(${column}) = lower(${text} COLLATE "C")`,
  folded: (column) => sql<string>`lower(${column})`,
  // A function of the site's schema (`migrations/`).
  addressKey: (address) => sql<string>`address_key(${address})`,
  contains,
  startsWith,
  isAmong: (column, ids) => sql<boolean>`${column} = ANY(${[...ids]}::bigint[])`,
  numbers: (values, alias) => listed(sql`${values}::bigint[]`, alias),
  texts: (values, alias) => listed(sql`${values}::text[]`, alias),
  joinInOrder: sql`JOIN`,
  indexedBy: () => sql``,
  withoutIndex: (column) => column,
  jsonRows: (columns, from) => sql<string>`(SELECT coalesce(json_agg(listed), '[]')::text
    FROM (SELECT ${sql.join(columns.map((column) => sql.ref(column)))} FROM ${from}) AS listed)`,
  day: (value) => sql`${value}::date`,
  least: (...values) => sql`least(${sql.join(values)})`,
  greatest: (...values) => sql`greatest(${sql.join(values)})`,
  // A trigger of the table writes it (`migrations/0330-views.ts`).
  lastIssuedId: (table) => sql<{ id: number }>`SELECT id FROM last_issued_id WHERE table_name = ${table}`,
}

const listed = (array: ReturnType<typeof sql>, alias: string) =>
  sql`(SELECT value, position - 1 AS position FROM unnest(${array}) WITH ORDINALITY AS listed (value, position))
    AS ${sql.id(alias)}`
