import { sql } from 'kysely'
import { currentRequest } from '#backend/kernel/current-request.ts'
import { REQUESTS_KEPT_MS, type StoredRequest, toStoredRequest } from '../operations.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import { query, raw } from '../sql/query.ts'

/**
 * Records, inside the transaction, that the present request stores something: with its operation, or without one where
 * it has recorded none by the end. Nothing is recorded where nothing was written.
 */
export async function recordRequest(connection: WriteConnection, operationId: number | null): Promise<void> {
  const request = currentRequest()
  if (!request || request.id === null) return
  const { id, method, at } = request
  const isRecorded = sql`EXISTS (SELECT 1 FROM request WHERE id = ${id})`
  await connection.run(
    'requests.record',
    raw(sql`
      WITH forgotten AS (DELETE FROM request WHERE at < ${at - REQUESTS_KEPT_MS}::bigint AND ${HAS_WRITTEN})
      INSERT INTO request (id, method, at, operation_id)
      SELECT ${id}, ${method}, ${at}::bigint, ${operationId}::bigint
      WHERE ${HAS_WRITTEN} ${operationId === null ? sql`AND NOT ${isRecorded}` : sql``}`),
  )
}

/** The transaction has written something. */
const HAS_WRITTEN = sql`pg_current_xact_id_if_assigned() IS NOT NULL`

/** What was stored for a request; undefined where nothing was. */
export async function findRequest(
  connection: ReadConnection,
  id: string,
): Promise<StoredRequest | undefined> {
  const rows = await connection.all(
    'requests.find',
    query
      .selectFrom('request')
      .select(['method', 'operation_id'])
      .where('id', '=', id)
      .orderBy('operation_id'),
  )
  return toStoredRequest(rows)
}
