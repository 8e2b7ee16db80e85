import { effectOf } from '#shared/contract/effects.ts'
import type { Operation, RequestOutcome } from '#shared/contract/history.ts'
import type { ReadConnection } from '../storage/connection.sqlite.ts'
import { findOperation } from '../storage/operations.ts'
import { findRequest } from '../storage/requests.ts'
import { toOperation } from './to-operation.ts'

/** What is stored of a request. */
export async function outcomeOf(
  connection: ReadConnection,
  requestId: string,
  { timeZone }: { timeZone: string },
): Promise<RequestOutcome> {
  const found = findRequest(connection, requestId)
  if (!found) return { state: 'not-stored', method: null, operations: [] }
  const operations: Operation[] = []
  for (const id of found.operationIds) {
    const stored = await findOperation(connection, id)
    if (stored) operations.push(await toOperation(connection, stored, timeZone))
  }
  const ended = operations.length > 0 || effectOf(found.method) === 'change'
  return { state: ended ? 'done' : 'begun', method: found.method, operations }
}
