import { setImmediate as yieldToEventLoop } from 'node:timers/promises'
import { type RawBuilder, sql } from 'kysely'
import type { BadRow } from '#shared/contract/error-codes.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import type { Watch } from '../../site-file.ts'
import type { ReadConnection } from '../connection.ts'
import { raw } from '../../sql/query.ts'
import type { ColumnRule, TableRules, Together } from './column-rules.ts'
import { ROW_RULES, type TableName } from './row-rules.ts'

type Cell = string | number | null
type Row = Readonly<Record<string, Cell>>

/** So many rows are looked at before others have their turn. */
const CHUNK = 10_000

/**
 * Looks at every row of every table but those left out, and answers with the first that is not as the rules have it.
 * @throws Refusal 'job.cancelled'
 */
export async function checkRows(
  connection: ReadConnection,
  leftOut: readonly TableName[],
  { signal, progress }: Watch,
): Promise<BadRow | undefined> {
  const tables = (Object.keys(ROW_RULES) as TableName[]).filter((table) => !leftOut.includes(table))
  const counts = new Map(tables.map((table) => [table, countRows(connection, table)]))
  const total = [...counts.values()].reduce((sum, rows) => sum + rows, 0)
  let done = 0
  for (const table of tables) {
    const rules = ROW_RULES[table] as unknown as TableRules<Row>
    for (const chunk of lookAt(connection, table, rules)) {
      if ('bad' in chunk) return chunk.bad
      progress((done += chunk.rows), total)
      await yieldToEventLoop()
      if (signal.aborted) throw new Refusal('job.cancelled', {})
    }
    const isWhole = rules.rows === undefined || rules.rows === counts.get(table)
    const row = isWhole ? findMisfit(connection, table, rules) : 0
    if (row !== undefined) return { table, row, column: null }
  }
  return undefined
}

const countRows = (connection: ReadConnection, table: TableName): number =>
  connection.column<number>('rows.count', raw(sql`SELECT count(*) FROM ${sql.table(table)}`))[0] ?? 0

type Looked = { readonly rows: number } | { readonly bad: BadRow }

/** Looks at one row after another by itself. */
function* lookAt(connection: ReadConnection, table: string, rules: TableRules<Row>): Generator<Looked> {
  const names = Object.keys(rules.columns)
  const cells = names.map((name) => cellCheck(rules.columns[name] as ColumnRule))
  const together = (rules.together ?? []).map((one) => togetherCheck(one, names))
  const columns = names.map((name) => selected(name, rules.columns[name] as ColumnRule)).join(', ')
  // An index has the rows in another order.
  const statement = connection.prepare(`SELECT ${columns} FROM "${table}" NOT INDEXED`)
  let row = 0
  for (const values of statement.raw(true).iterate() as IterableIterator<Cell[]>) {
    row += 1
    const wrong = cells.findIndex((fits, i) => !fits(values[i] ?? null))
    const column = wrong < 0 ? together.find(({ fits }) => !fits(values))?.column : names[wrong]
    if (column !== undefined) return yield { bad: { table, row, column } }
    if (row % CHUNK === 0) yield { rows: CHUNK }
  }
  yield { rows: row % CHUNK }
}

/** A text that is too long is not read: something that is no text is read in its place. */
const selected = (name: string, { longest }: ColumnRule): string =>
  longest === 0 ? `"${name}"` : `iif(octet_length("${name}") > ${longest * BYTES_OF_UNIT}, 0, "${name}")`
/** The most that UTF-8 takes for one unit of UTF-16. */
const BYTES_OF_UNIT = 3

function cellCheck({ schema }: ColumnRule): (value: Cell) => boolean {
  const isKnown = remembering<Cell>()
  return (value) => isKnown(value, () => schema.safeParse(value).success)
}

function togetherCheck({ columns, fits }: Together<Row>, names: readonly string[]) {
  const places = columns.map((column) => [column, names.indexOf(column)] as const)
  const isKnown = remembering<string>()
  return {
    column: columns[0],
    fits(values: readonly Cell[]): boolean {
      let key = ''
      for (const [, place] of places) key += `${values[place] ?? ''}${NOWHERE}`
      const row = () => Object.fromEntries(places.map(([column, place]) => [column, values[place] ?? null]))
      return isKnown(key, () => fits(row()))
    },
  }
}
/** Half a character, which no text out of a database has. */
const NOWHERE = '\ud800'

const KEPT = 2000
const LONGEST_KEPT = 100

/** Most columns have few contents: what was good before is good again, which is far faster than to parse it. */
function remembering<Value extends Cell>(): (value: Value, isGood: () => boolean) => boolean {
  const good = new Set<Value>()
  return (value, isGood) => {
    if (good.has(value)) return true
    if (!isGood()) return false
    if (good.size < KEPT && !(typeof value === 'string' && value.length > LONGEST_KEPT)) good.add(value)
    return true
  }
}

/** The place of a row that does not fit the other tables. */
function findMisfit(
  connection: ReadConnection,
  table: TableName,
  { misfits }: TableRules<Row>,
): number | undefined {
  if (!misfits) return undefined
  const isMisfit = sql.raw(misfits.map((one) => `coalesce(${one}, FALSE)`).join(' OR '))
  const first = (rows: RawBuilder<unknown>) =>
    connection.column<number>('rows.misfit', raw(sql`SELECT row FROM ${rows} WHERE ${isMisfit} LIMIT 1`))[0]
  const all = sql.table(table)
  // To count the rows takes longer than to find that there is none.
  if (first(sql`(SELECT 0 AS row, * FROM ${all}) AS ${all}`) === undefined) return undefined
  return first(sql`(SELECT row_number() OVER () AS row, * FROM ${all} NOT INDEXED) AS ${all}`)
}
