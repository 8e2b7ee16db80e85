import type { Operation } from '#shared/contract/history.ts'
import { modeOf, type OperationDetails, undoOf } from '#shared/contract/operations.ts'
import { dayIn, instantOf } from '#shared/domain/dates.ts'
import { currentCall } from '#backend/kernel/current-call.ts'
import { SCRIPT } from '#backend/kernel/current-request.ts'
import type { OperationsReader, StoredOperation } from '#backend/storage/operations.ts'
import { rootOf } from '#backend/storage/root-operation.ts'

/** The kind that a person did, which an undo or a redo is undone as. */
const doneKind = (details: OperationDetails): string =>
  details.kind === 'undo' ? details.undone : details.kind === 'redo' ? details.redone : details.kind

/** What was undone can be done again, and what was done again undone again. */
export const isUndoable = (details: OperationDetails): boolean => undoOf(doneKind(details)) !== null

/** Whether undoing or redoing it needs a person's answer first: of an undo or a redo, `root` decides. */
function needsReview(root: OperationDetails): boolean {
  const review = undoOf(root.kind)?.review
  return review === 'always' || (review === 'outside-test' && !('mode' in root && root.mode === 'test'))
}

/**
 * Whether another person did it than the one whose call this runs for: it has a name that is not theirs. What has no name is
 * nobody else's, and to whoever has none everything is their own.
 */
export function isSomebodyElses(
  operation: StoredOperation,
): operation is StoredOperation & { author: string } {
  const mine = currentCall()?.author ?? null
  return mine !== null && operation.author !== null && operation.author !== mine
}

/** Who did it, as seen by the window whose call this runs for. */
function madeBy(operation: StoredOperation): Operation['madeBy'] {
  if (isSomebodyElses(operation)) return 'somebody-else'
  const { client } = operation
  if (client === SCRIPT) return 'script'
  const call = currentCall()
  if (client === null || !call) return 'earlier'
  if (client === call.clientId) return 'this-window'
  return call.windows.has(client) ? 'another-window' : 'earlier'
}

/** Operations as the window sees them. */
export const toOperations = (
  operations: OperationsReader,
  stored: readonly StoredOperation[],
  timeZone: string,
): Promise<Operation[]> => Promise.all(stored.map((one) => toOperation(operations, one, timeZone)))

/** An operation as the window sees it. */
export async function toOperation(
  operations: OperationsReader,
  stored: StoredOperation,
  timeZone: string,
): Promise<Operation> {
  const { id, at, details, undoneBy } = stored
  const root = (await rootOf(operations, stored)).details
  return {
    id,
    at: instantOf(at),
    day: dayIn(timeZone, at),
    details,
    undoable: undoneBy === null && isUndoable(details),
    undoneBy,
    mode: modeOf(root),
    madeBy: madeBy(stored),
    author: stored.author,
    needsReview: needsReview(root),
  }
}
