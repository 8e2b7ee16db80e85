import { Refusal } from '#shared/contract/refusal.ts'
import type { OperationsReader } from '#backend/storage/operations.ts'
import { rootOf } from '#backend/storage/root-operation.ts'
import type { CommerceReversal } from './undo-commerce.ts'

/**
 * What `history.undo` of the operation comes down to.
 * @throws Refusal 'history.unknown-operation', 'history.already-undone'
 */
export async function reversalOf(
  operations: OperationsReader,
  operationId: number,
): Promise<CommerceReversal> {
  const asked = await operations.find(operationId)
  if (!asked) throw new Refusal('history.unknown-operation', { operationId })
  if (asked.undoneBy !== null) throw new Refusal('history.already-undone', { operationId })
  const { id, details } = await rootOf(operations, asked)
  return asked.details.kind === 'undo'
    ? { activeId: asked.id, direction: 'redo', details }
    : { activeId: (await operations.activeRedoOf(id)) ?? id, direction: 'undo', details }
}
