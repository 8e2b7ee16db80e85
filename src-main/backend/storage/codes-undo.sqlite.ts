import { type RawBuilder, sql } from 'kysely'
import { type BulkChange, EXAMPLES, extended } from './codes-changes.sqlite.ts'
import type { ReadConnection, WriteConnection } from './connection.sqlite.ts'
import { CHUNK } from './id-chunks.ts'
import { raw } from './query.ts'

/** Neighbouring ids, both ends included. */
export interface IdSpan {
  readonly first: number
  readonly last: number
}

/** What hinders an undo: how many codes, and the first few. */
export interface Hindrance {
  readonly count: number
  readonly examples: readonly string[]
}

/** The codes that an operation changed, in spans of some thousands. */
export function* changedSpans(connection: ReadConnection, operationId: number): Generator<IdSpan> {
  let after = 0
  for (;;) {
    const span = connection.get(
      'undo.span',
      raw(sql<{ first: number | null; last: number | null }>`
        SELECT min(code_id) AS first, max(code_id) AS last FROM (
          SELECT code_id FROM operation_change WHERE operation_id = ${operationId} AND code_id > ${after}
          ORDER BY code_id LIMIT ${CHUNK})`),
    )
    if (span?.first == null || span.last == null) return
    yield { first: span.first, last: span.last }
    after = span.last
  }
}

/** The way back from an operation, or forth to it again. */
export type Direction = 'undo' | 'redo'

/** A bulk change that was made, and which way its codes go now. */
export interface Swing {
  readonly operationId: number
  readonly change: Exclude<BulkChange, { kind: 'restore' }> | { readonly kind: 'restore' }
  readonly direction: Direction
}

interface SwingSql {
  /** True for a code that is not as the swing expects to find it. */
  readonly differs: RawBuilder<unknown>
  readonly set: RawBuilder<unknown>
}

function sqlOf({ change, direction }: Swing): SwingSql {
  const back = direction === 'undo'
  switch (change.kind) {
    case 'extend': {
      const [was, became] = [sql`before`, extended(change.to, sql`before`)]
      const [from, to] = back ? [became, was] : [was, became]
      return { differs: sql`expires <> ${from}`, set: sql`expires = ${to}` }
    }
    case 'delete':
      return back
        ? { differs: sql`deleted_at IS NULL`, set: sql`deleted_at = NULL` }
        : { differs: sql`deleted_at IS NOT NULL`, set: sql`deleted_at = ${change.at}` }
    case 'restore':
      return back
        ? { differs: sql`deleted_at IS NOT NULL`, set: sql`deleted_at = CAST(before AS INTEGER)` }
        : { differs: sql`deleted_at IS NULL`, set: sql`deleted_at = NULL` }
  }
}

/** Codes whose creation was undone swing along: when it is done again, they come back as they would be. */
const TABLES = [sql.table('promo_code'), sql.table('withdrawn_code')] as const

/** Codes of the span that are no longer as the operation, or its undo, left them. */
export function changedSince(connection: ReadConnection, swing: Swing, { first, last }: IdSpan): Hindrance {
  const { differs } = sqlOf(swing)
  return TABLES.map((table) =>
    hindrance(
      connection,
      'undo.changed-since',
      sql`operation_change CROSS JOIN ${table} AS changed ON changed.id = code_id
        WHERE operation_change.operation_id = ${swing.operationId} AND code_id BETWEEN ${first} AND ${last}
          AND ${differs}`,
    ),
  ).reduce(joinHindrances)
}

/** Puts the codes of the span back, or forth; answers how many that are in use. */
export function swingCodes(connection: WriteConnection, swing: Swing, { first, last }: IdSpan): number {
  const { set } = sqlOf(swing)
  const [changed = 0] = TABLES.map((table) =>
    connection.run(
      'undo.swing',
      raw(sql`UPDATE ${table} AS changed SET ${set} FROM operation_change
        WHERE operation_change.operation_id = ${swing.operationId} AND code_id = changed.id
          AND changed.id BETWEEN ${first} AND ${last}`),
    ),
  )
  return changed
}

export const joinHindrances = (one: Hindrance, other: Hindrance): Hindrance => ({
  count: one.count + other.count,
  examples: [...one.examples, ...other.examples].slice(0, EXAMPLES),
})

/** Counts the codes of a FROM clause, and names the first few. */
export function hindrance(connection: ReadConnection, name: string, from: ReturnType<typeof sql>): Hindrance {
  const row = connection.get(name, raw(sql<{ count: number }>`SELECT count(*) AS count FROM ${from}`))
  if (!row?.count) return { count: 0, examples: [] }
  const examples = connection.column<string>(name, raw(sql`SELECT code FROM ${from} LIMIT ${EXAMPLES}`))
  return { count: row.count, examples }
}
