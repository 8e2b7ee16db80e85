import { type RawBuilder, sql } from 'kysely'
import type { ChangeRevert, CodesReader, CodesWriter, CodeWrites } from '../codes.ts'
import { PROMO_CODE_COLUMNS } from '../promo-code-table.ts'
import { isUsed, usesOf } from '../sql/code-uses.ts'
import { CELL_CONTENT, SET_CONTENT } from './cell-content.ts'
import { extended } from './codes-changes.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import { countWithExamples } from './examples.ts'
import { raw } from '../sql/query.ts'
import { wantedContent } from './term-conditions.ts'

type Reading = Pick<CodesReader, 'usedOf' | 'takenSince' | 'writtenByBoth'>
type Writing = Pick<CodesWriter, 'revertChange' | 'withdraw' | 'bringBack'>

/** Every pair of a code and a field that the operation wrote. */
const writesOf = ({ operationId, field }: CodeWrites): RawBuilder<unknown> =>
  field === null
    ? sql`SELECT code_id, field FROM code_edit WHERE operation_id = ${operationId}`
    : sql`SELECT unnest(code_ids) AS code_id, ${field}::text AS field FROM operation_change
        WHERE operation_id = ${operationId}`

export const undoReader = (connection: ReadConnection): Reading => ({
  usedOf: (creation) =>
    countWithExamples(
      connection,
      'undo.used',
      sql`SELECT id, code FROM promo_code WHERE ${isUsed(sql.ref('promo_code.id'))} AND ${isOfCreation(creation)}`,
    ),

  async takenSince(creation) {
    const [code] = await connection.column<string>(
      'undo.taken-since',
      raw(sql`SELECT code FROM withdrawn_code WHERE operation_id = ${creation}
        AND EXISTS (SELECT 1 FROM promo_code WHERE lower(promo_code.code) = lower(withdrawn_code.code))
        ORDER BY id LIMIT 1`),
    )
    return code
  },

  async writtenByBoth(one, other) {
    if (one.field !== null && other.field !== null && one.field !== other.field)
      return { count: 0, examples: [] }
    return await countWithExamples(
      connection,
      'undo.written-by-both',
      sql`SELECT id, code FROM (${writesOf(one)}) AS one JOIN (${writesOf(other)}) AS other USING (code_id, field)
        JOIN ${EITHER} AS changed ON changed.id = code_id`,
    )
  },
})

export const undoWriter = (connection: WriteConnection): Writing => ({
  async revertChange(revert, onProgress) {
    const conflict = await changedSince(connection, revert)
    if (conflict.count > 0) return { conflict, changed: 0 }
    const blocks = await connection.column<number>(
      'undo.blocks',
      raw(
        sql`SELECT first_code_id FROM operation_change WHERE operation_id = ${revert.operationId} ORDER BY 1`,
      ),
    )
    let changed = 0
    for (const block of blocks) {
      changed += await revertBlock(connection, revert, block)
      onProgress(changed)
    }
    return { conflict, changed }
  },

  withdraw: (creation, onProgress) =>
    moveCodes(connection, onProgress, {
      from: IN_USE,
      where: isOfCreation(creation),
      into: sql`withdrawn_code (${COLUMNS}, operation_id)`,
      values: sql`${COLUMNS}, ${creation}::bigint`,
    }),

  bringBack: (creation, onProgress) =>
    moveCodes(connection, onProgress, {
      from: WITHDRAWN,
      where: sql`operation_id = ${creation}`,
      into: sql`promo_code (${COLUMNS})`,
      values: COLUMNS,
    }),
})

const SPAN = 50_000

interface Move {
  readonly from: RawBuilder<unknown>
  readonly where: RawBuilder<unknown>
  readonly into: RawBuilder<unknown>
  readonly values: RawBuilder<unknown>
}

/** Null where there are none. */
interface Ends {
  readonly first: number | null
  readonly last: number | null
}

/** Moves codes from one table into the other, by spans of ids; answers how many. */
async function moveCodes(
  connection: WriteConnection,
  onProgress: (done: number) => void,
  { from, where, into, values }: Move,
): Promise<number> {
  const ends = await connection.get(
    'undo.ends',
    raw(sql<Ends>`SELECT min(id) AS first, max(id) AS last FROM ${from} WHERE ${where}`),
  )
  let moved = 0
  for (let at = ends?.first ?? 1; at <= (ends?.last ?? 0); at += SPAN) {
    const ofSpan = sql`${from} WHERE ${where} AND id BETWEEN ${at}::bigint AND ${at + SPAN - 1}::bigint`
    await connection.run('undo.copy', raw(sql`INSERT INTO ${into} SELECT ${values} FROM ${ofSpan}`))
    moved += await connection.run('undo.delete', raw(sql`DELETE FROM ${ofSpan}`))
    onProgress(moved)
  }
  return moved
}

const COLUMNS = sql.join(PROMO_CODE_COLUMNS.map((column) => sql.ref(column)))

const isOfCreation = (operationId: number) =>
  sql`batch_id IN (SELECT id FROM batch WHERE operation_id = ${operationId})`

interface RevertSql {
  /** True for a code that is not as the revert expects it. */
  readonly differs: RawBuilder<unknown>
  readonly set: RawBuilder<unknown>
}

function sqlOf({ change, direction }: ChangeRevert): RevertSql {
  const back = direction === 'undo'
  switch (change.kind) {
    case 'extend': {
      const [was, became] = [sql`expires_before`, extended(change.to, sql`expires_before`)]
      const [from, to] = back ? [became, was] : [was, became]
      return { differs: sql`expires <> ${from}`, set: sql`expires = ${to}` }
    }
    case 'delete':
      return back
        ? { differs: sql`deleted_at IS NULL`, set: sql`deleted_at = NULL` }
        : { differs: sql`deleted_at IS NOT NULL`, set: sql`deleted_at = ${change.at}::bigint` }
    case 'restore':
      return back
        ? { differs: sql`deleted_at IS NOT NULL`, set: sql`deleted_at = deleted_at_before` }
        : { differs: sql`deleted_at IS NULL`, set: sql`deleted_at = NULL` }
    case 'terms': {
      const { term } = change.change
      const [from, to] = back
        ? [wantedContent(change.change), sql`content_before`]
        : [sql`content_before`, wantedContent(change.change)]
      // Codes that have been used more often since than the limit allows.
      const isUsedMore =
        term === 'used' ? sql` OR ${usesOf(sql.ref('changed.id'))} > nullif(${to}, '')::bigint` : sql``
      return { differs: sql`(${CELL_CONTENT[term]} <> ${from}${isUsedMore})`, set: SET_CONTENT[term](to) }
    }
  }
}

/** Codes whose creation was undone are changed too: when it is redone, they come back as they would be by then. */
const IN_USE = sql.table('promo_code')
const WITHDRAWN = sql.table('withdrawn_code')
const EITHER = sql`(SELECT ${COLUMNS} FROM ${IN_USE} UNION ALL SELECT ${COLUMNS} FROM ${WITHDRAWN})`

/** What the operation kept, a row for each code. */
const keptBy = ({ operationId }: ChangeRevert) => sql`operation_change AS kept
  CROSS JOIN LATERAL unnest(kept.code_ids, kept.expires_before, kept.deleted_at_before, kept.content_before)
    AS was (code_id, expires_before, deleted_at_before, content_before)
  WHERE kept.operation_id = ${operationId}`

/** Codes that are no longer as the operation, or its undo, left them. */
const changedSince = (connection: ReadConnection, revert: ChangeRevert) =>
  countWithExamples(
    connection,
    'undo.changed-since',
    sql`SELECT id, code FROM (SELECT was.* FROM ${keptBy(revert)}) AS was
      JOIN ${EITHER} AS changed ON changed.id = was.code_id
      WHERE ${sqlOf(revert).differs}`,
  )

/** Puts the codes of a block back, or forth; answers how many that are in use. */
async function revertBlock(
  connection: WriteConnection,
  revert: ChangeRevert,
  block: number,
): Promise<number> {
  const revertIn = (table: typeof IN_USE) =>
    connection.run(
      'undo.revert',
      raw(sql`UPDATE ${table} AS changed SET ${sqlOf(revert).set}
        FROM (SELECT was.* FROM ${keptBy(revert)} AND kept.first_code_id = ${block}) AS was
        WHERE changed.id = was.code_id`),
    )
  await revertIn(WITHDRAWN)
  return await revertIn(IN_USE)
}
