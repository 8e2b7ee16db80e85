import { sql } from 'kysely'
import type { Dialect } from '../sql/dialect.ts'
import { contains, startsWith } from './text-match.ts'

/** Changes of other terms keep what is no text of a person's. */
const isOfNotes = sql`(SELECT details ->> '$.change.term' FROM operation WHERE id = operation_id) = 'note'`

export const dialect: Dialect = {
  sameFolded: (column, text) => sql<boolean>`${column} = ${text} COLLATE NOCASE`,
  folded: (column) => sql<string>`${column} COLLATE NOCASE`,
  // The connection has the function.
  addressKey: (address) => sql<string>`address_key(${address})`,
  // A capital, or something that is not ASCII.
  mayDifferFromKey: (address) => sql<boolean>`${address} GLOB '*[^ -@[-~]*'`,
  contains,
  startsWith,
  endsWith: (column, text) => sql<boolean>`substr(${column}, ${-text.length}) = ${text}`,
  positionIn: (text, part) => sql<number>`instr(${text}, ${part})`,
  isAmong: (column, ids) => sql<boolean>`${column} IN (SELECT value FROM json_each(${`[${ids.join()}]`}))`,
  numbers: (values, alias) => listed(`[${values.join()}]`, alias),
  texts: (values, alias) => listed(JSON.stringify(values), alias),
  rows(columns, values, alias) {
    const names = Object.keys(columns) as (keyof typeof columns)[]
    const json = JSON.stringify(values.map((row) => names.map((name) => row[name])))
    const all = names.map((name, i) => sql`value ->> ${sql.lit(i)} AS ${sql.id(name)}`)
    return sql`(SELECT ${sql.join(all)} FROM json_each(${json})) AS ${sql.id(alias)}`
  },
  joinInOrder: sql`CROSS JOIN`,
  indexedBy: (index) => sql`INDEXED BY ${sql.id(index)}`,
  withoutIndex: (column) => sql`+${column}`,
  jsonRows(columns, from) {
    const pairs = columns.map((column) => sql`${sql.lit(column)}, ${sql.ref(`listed.${column}`)}`)
    return sql<string>`(SELECT json_group_array(json_object(${sql.join(pairs)}))
      FROM (SELECT ${sql.join(columns.map((column) => sql.ref(column)))} FROM ${from}) AS listed)`
  },
  day: (value) => value,
  dayOf: (instant) => sql`date(${instant} / 1000, 'unixepoch')`,
  least: (...values) => sql`min(${sql.join(values)})`,
  greatest: (...values) => sql`max(${sql.join(values)})`,
  lastIssuedId: (table) => sql<{ id: number }>`SELECT seq AS id FROM sqlite_sequence WHERE name = ${table}`,
  keptNotes: sql`SELECT before FROM operation_change WHERE ${isOfNotes}`,
  replaceKeptNote: (before, after) =>
    sql`UPDATE operation_change SET before = ${after} WHERE before = ${before} AND ${isOfNotes}`,
}

const listed = (json: string, alias: string) =>
  sql`(SELECT value, key AS position FROM json_each(${json})) AS ${sql.id(alias)}`
