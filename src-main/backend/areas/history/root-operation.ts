import { Refusal } from '#shared/contract/refusal.ts'
import { findOperation, type StoredOperation } from '#backend/storage/sqlite/operations.ts'
import type { ReadConnection } from '#backend/storage/sqlite/connection.ts'

/**
 * What a chain of undo and redo goes back to: the operation that a person did.
 * @throws Refusal 'history.unknown-operation'
 */
export async function rootOf(
  connection: ReadConnection,
  operation: StoredOperation,
): Promise<StoredOperation> {
  const { details } = operation
  if (details.kind !== 'undo' && details.kind !== 'redo') return operation
  const earlier = await findOperation(connection, details.operationId)
  if (!earlier) throw new Refusal('history.unknown-operation', { operationId: details.operationId })
  return await rootOf(connection, earlier)
}
