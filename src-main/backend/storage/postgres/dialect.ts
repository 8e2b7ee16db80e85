import { sql } from 'kysely'
import type { Dialect } from '../sql/dialect.ts'
import { contains, startsWith } from './text-match.ts'

/**
 * Changes of other terms keep what is no text of a person's. The server's own reading of JSON fails where any text in it has
 * a character that it does not store; inside a text, quotation marks are escaped.
 */
const isOfNotes = sql`(SELECT kind = 'change-terms' AND strpos(details, '"term":"note"') > 0
  FROM operation WHERE id = operation_id)`

export const dialect: Dialect = {
  sameFolded: (column, text) => sql<boolean>`lower(${column}) = lower(${text} COLLATE "C")`,
  folded: (column) => sql<string>`lower(${column})`,
  // A function of the site's schema (`migrations/`).
  addressKey: (address) => sql<string>`address_key(${address})`,
  // A capital, or something that is not ASCII.
  mayDifferFromKey: (address) => sql<boolean>`${address} ~ '[^ -@[-~]'`,
  contains,
  startsWith,
  endsWith: (column, text) => sql<boolean>`right(${column}, ${sql.lit(text.length)}) = ${text}`,
  positionIn: (text, part) => sql<number>`strpos(${text}, ${part})`,
  isAmong: (column, ids) => sql<boolean>`${column} = ANY(${[...ids]}::bigint[])`,
  numbers: (values, alias) => listed(sql`${values}::bigint[]`, alias),
  texts: (values, alias) => listed(sql`${values}::text[]`, alias),
  rows(columns, values, alias) {
    const names = Object.keys(columns) as (keyof typeof columns)[]
    const arrays = names.map((name) => {
      const array = values.map((row) => row[name])
      return columns[name] === 'number' ? sql`${array}::bigint[]` : sql`${array}::text[]`
    })
    const listed = names.map((name) => sql.id(name))
    return sql`unnest(${sql.join(arrays)}) AS ${sql.id(alias)} (${sql.join(listed)})`
  },
  joinInOrder: sql`JOIN`,
  indexedBy: () => sql``,
  withoutIndex: (column) => column,
  jsonRows: (columns, from) => sql<string>`(SELECT coalesce(json_agg(listed), '[]')::text
    FROM (SELECT ${sql.join(columns.map((column) => sql.ref(column)))} FROM ${from}) AS listed)`,
  day: (value) => sql`${value}::date`,
  dayOf: (instant) => sql`(to_timestamp(${instant} / 1000) AT TIME ZONE 'UTC')::date`,
  least: (...values) => sql`least(${sql.join(values)})`,
  greatest: (...values) => sql`greatest(${sql.join(values)})`,
  // A trigger of the table writes it (`migrations/0330-views.ts`).
  lastIssuedId: (table) => sql<{ id: number }>`SELECT id FROM last_issued_id WHERE table_name = ${table}`,
  keptNotes: sql`SELECT unnest(content_before) FROM operation_change WHERE ${isOfNotes}`,
  replaceKeptNote: (before, after) =>
    sql`UPDATE operation_change SET content_before = array_replace(content_before, ${before}, ${after})
      WHERE ${before} = ANY(content_before) AND ${isOfNotes}`,
}

const listed = (array: ReturnType<typeof sql>, alias: string) =>
  sql`(SELECT value, position - 1 AS position FROM unnest(${array}) WITH ORDINALITY AS listed (value, position))
    AS ${sql.id(alias)}`
