import { type RawBuilder, sql } from 'kysely'
import { type ChangeRevert, EXAMPLES, type Reverted, type UndoConflict } from '../codes.ts'
import { usesOf } from '../sql/code-uses.ts'
import { CELL_CONTENT, SET_CONTENT } from './cell-content.ts'
import { extended } from './codes-changes.ts'
import type { ReadConnection, WorkingConnection, WriteConnection } from './connection.ts'
import { CHUNK } from '../id-chunks.ts'
import { raw } from '../sql/query.ts'
import { wantedContent } from './term-conditions.ts'

/** Neighbouring ids, both ends included. */
export interface IdSpan {
  readonly first: number
  readonly last: number
}

/** The codes that an operation changed, in spans of some thousands. */
function* changedSpans(connection: ReadConnection, operationId: number): Generator<IdSpan> {
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

interface RevertSql {
  /** True for a code that is not as the revert expects it. */
  readonly differs: RawBuilder<unknown>
  readonly set: RawBuilder<unknown>
}

/** Codes that have been used more often since than a limit allows. */
const usedMoreThan = (limit: RawBuilder<unknown>) =>
  sql`${usesOf(sql.ref('changed.id'))} > CAST(nullif(${limit}, '') AS INTEGER)`

function sqlOf({ change, direction }: ChangeRevert): RevertSql {
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
    case 'terms': {
      const { term } = change.change
      const [from, to] = back
        ? [wantedContent(change.change), sql`before`]
        : [sql`before`, wantedContent(change.change)]
      const isUsedMore = term === 'used' ? sql` OR ${usedMoreThan(to)}` : sql``
      return { differs: sql`(${CELL_CONTENT[term]} <> ${from}${isUsedMore})`, set: SET_CONTENT[term](to) }
    }
  }
}

/** Codes whose creation was undone are changed too: when it is redone, they come back as they would be by then. */
const TABLES = [sql.table('promo_code'), sql.table('withdrawn_code')] as const

/**
 * Puts back what a bulk change wrote, or writes it again. Checks everything first: all conflicts are reported, not only
 * that of the first code.
 */
export async function revertChange(
  connection: WorkingConnection,
  revert: ChangeRevert,
  onProgress: (done: number) => void,
): Promise<Reverted> {
  let conflict: UndoConflict = { count: 0, examples: [] }
  for (const span of changedSpans(connection, revert.operationId)) {
    conflict = joinConflicts(conflict, changedSince(connection, revert, span))
    await connection.pause()
  }
  if (conflict.count > 0) return { conflict, changed: 0 }
  let changed = 0
  for (const span of changedSpans(connection, revert.operationId)) {
    changed += revertCodes(connection, revert, span)
    onProgress(changed)
    await connection.pause()
  }
  return { conflict, changed }
}

/** Codes of the span that are no longer as the operation, or its undo, left them. */
function changedSince(
  connection: ReadConnection,
  revert: ChangeRevert,
  { first, last }: IdSpan,
): UndoConflict {
  const { differs } = sqlOf(revert)
  return TABLES.map((table) =>
    findConflict(
      connection,
      'undo.changed-since',
      sql`operation_change CROSS JOIN ${table} AS changed ON changed.id = code_id
        WHERE operation_change.operation_id = ${revert.operationId} AND code_id BETWEEN ${first} AND ${last}
          AND ${differs}`,
    ),
  ).reduce(joinConflicts)
}

/** Puts the codes of the span back, or forth; answers how many that are in use. */
function revertCodes(connection: WriteConnection, revert: ChangeRevert, { first, last }: IdSpan): number {
  const { set } = sqlOf(revert)
  const [changed = 0] = TABLES.map((table) =>
    connection.run(
      'undo.revert',
      raw(sql`UPDATE ${table} AS changed SET ${set} FROM operation_change
        WHERE operation_change.operation_id = ${revert.operationId} AND code_id = changed.id
          AND changed.id BETWEEN ${first} AND ${last}`),
    ),
  )
  return changed
}

const joinConflicts = (one: UndoConflict, other: UndoConflict): UndoConflict => ({
  count: one.count + other.count,
  examples: [...one.examples, ...other.examples].slice(0, EXAMPLES),
})

/** Counts the codes of a FROM clause, and names the first few. */
export function findConflict(
  connection: ReadConnection,
  name: string,
  from: ReturnType<typeof sql>,
): UndoConflict {
  const row = connection.get(name, raw(sql<{ count: number }>`SELECT count(*) AS count FROM ${from}`))
  if (!row?.count) return { count: 0, examples: [] }
  const examples = connection.column<string>(name, raw(sql`SELECT code FROM ${from} LIMIT ${EXAMPLES}`))
  return { count: row.count, examples }
}
