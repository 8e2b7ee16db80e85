import { Refusal } from '#shared/contract/refusal.ts'
import type { OperationsReader, StoredOperation } from './operations.ts'

/**
 * What a chain of undo and redo goes back to: the operation that a person did.
 * @throws Refusal 'history.unknown-operation'
 */
export async function rootOf(
  operations: OperationsReader,
  operation: StoredOperation,
): Promise<StoredOperation> {
  const { details } = operation
  if (details.kind !== 'undo' && details.kind !== 'redo') return operation
  const earlier = await operations.find(details.operationId)
  if (!earlier) throw new Refusal('history.unknown-operation', { operationId: details.operationId })
  return await rootOf(operations, earlier)
}
