import { currentRequest } from '#backend/kernel/current-request.ts'
import { REQUESTS_KEPT_MS, type StoredRequest, toStoredRequest } from '../operations.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import { query } from '../sql/query.ts'

/**
 * Records, inside the transaction, that the present request stores something: with its operation, or without one where
 * it has recorded none by the end.
 */
export function recordRequest(connection: WriteConnection, operationId: number | null): void {
  const request = currentRequest()
  if (!request || request.id === null) return
  const { id, method, at } = request
  if (operationId === null && findRequest(connection, id)) return
  const values = { id, method, at, operation_id: operationId }
  connection.run('requests.record', query.insertInto('request').values(values))
  connection.run('requests.forget', query.deleteFrom('request').where('at', '<', at - REQUESTS_KEPT_MS))
}

/** What was stored for a request; undefined where nothing was. */
export function findRequest(connection: ReadConnection, id: string): StoredRequest | undefined {
  const rows = connection.all(
    'requests.find',
    query
      .selectFrom('request')
      .select(['method', 'operation_id'])
      .where('id', '=', id)
      .orderBy('operation_id'),
  )
  return toStoredRequest(rows)
}
