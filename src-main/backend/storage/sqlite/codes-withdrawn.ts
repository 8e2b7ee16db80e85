import { sql } from 'kysely'
import type { UndoConflict } from '../codes.ts'
import { findConflict, type IdSpan } from './codes-undo.ts'
import type { ReadConnection, WorkingConnection, WriteConnection } from './connection.ts'
import { CHUNK } from '../id-chunks.ts'
import { PROMO_CODE_COLUMNS } from '../promo-code-table.ts'
import { isUsed } from '../sql/code-uses.ts'
import { raw } from '../sql/query.ts'

/** Codes of the operation's batches that somebody has used, or is paying with. */
export function usedCodes(connection: ReadConnection, operationId: number): UndoConflict {
  const from = sql`promo_code WHERE ${isUsed(sql.ref('promo_code.id'))} AND batch_id IN (
    SELECT id FROM batch WHERE operation_id = ${operationId})`
  return findConflict(connection, 'undo.used', from)
}

/** The codes that a creation made, in spans of some thousands: the ids of one creation are neighbours. */
function* createdSpans(connection: ReadConnection, operationId: number): Generator<IdSpan> {
  const row = connection.get(
    'undo.created',
    raw(sql<{ first: number | null; last: number | null }>`
      SELECT min(id) AS first, max(id) AS last FROM promo_code
      WHERE batch_id IN (SELECT id FROM batch WHERE operation_id = ${operationId})`),
  )
  yield* spans(row)
}

/** The codes that undoing a creation took out of use, in spans of some thousands. */
function* withdrawnSpans(connection: ReadConnection, operationId: number): Generator<IdSpan> {
  const row = connection.get(
    'undo.withdrawn',
    raw(sql<{ first: number | null; last: number | null }>`
      SELECT min(id) AS first, max(id) AS last FROM withdrawn_code WHERE operation_id = ${operationId}`),
  )
  yield* spans(row)
}

function* spans(row: { first: number | null; last: number | null } | undefined): Generator<IdSpan> {
  if (row?.first == null || row.last == null) return
  for (let first = row.first; first <= row.last; first += CHUNK)
    yield { first, last: Math.min(first + CHUNK - 1, row.last) }
}

const COLUMNS = sql.join(PROMO_CODE_COLUMNS.map((column) => sql.ref(column)))

/** Takes codes out of use: the rows move to `withdrawn_code`, where generated codes are still compared with them. */
function withdrawCodes(connection: WriteConnection, operationId: number, { first, last }: IdSpan): number {
  const span = sql`id BETWEEN ${first} AND ${last}`
  connection.run(
    'undo.keep-withdrawn',
    raw(sql`INSERT INTO withdrawn_code (${COLUMNS}, operation_id)
      SELECT ${COLUMNS}, ${operationId} FROM promo_code WHERE ${span}`),
  )
  return connection.run('undo.withdraw', raw(sql`DELETE FROM promo_code WHERE ${span}`))
}

/** The first code of an undone creation whose text another code has by now. */
export function takenSince(connection: ReadConnection, operationId: number): string | undefined {
  const [code] = connection.column<string>(
    'undo.taken-since',
    raw(sql`SELECT code FROM withdrawn_code WHERE operation_id = ${operationId}
      AND EXISTS (SELECT 1 FROM promo_code WHERE promo_code.code = withdrawn_code.code) LIMIT 1`),
  )
  return code
}

/** Puts withdrawn codes into use again, with the ids that they had; answers how many. */
function bringBackCodes(connection: WriteConnection, operationId: number, { first, last }: IdSpan): number {
  const span = sql`operation_id = ${operationId} AND id BETWEEN ${first} AND ${last}`
  const back = connection.run(
    'undo.bring-back',
    raw(sql`INSERT INTO promo_code (${COLUMNS}) SELECT ${COLUMNS} FROM withdrawn_code WHERE ${span}`),
  )
  connection.run('undo.no-longer-withdrawn', raw(sql`DELETE FROM withdrawn_code WHERE ${span}`))
  return back
}

/** Takes the codes of a creation out of use; answers how many. */
export const withdraw = (
  connection: WorkingConnection,
  creation: number,
  onProgress: (done: number) => void,
): Promise<number> => move(connection, creation, createdSpans, withdrawCodes, onProgress)

/** Puts the withdrawn codes of a creation into use again; answers how many. */
export const bringBack = (
  connection: WorkingConnection,
  creation: number,
  onProgress: (done: number) => void,
): Promise<number> => move(connection, creation, withdrawnSpans, bringBackCodes, onProgress)

async function move(
  connection: WorkingConnection,
  creation: number,
  spansOf: typeof createdSpans,
  moveSpan: typeof withdrawCodes,
  onProgress: (done: number) => void,
): Promise<number> {
  let moved = 0
  for (const span of spansOf(connection, creation)) {
    moved += moveSpan(connection, creation, span)
    onProgress(moved)
    await connection.pause()
  }
  return moved
}
