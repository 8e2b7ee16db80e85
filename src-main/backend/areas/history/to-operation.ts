import type { OperationDetails, Operation } from '#shared/contract/history.ts'
import { needsReview } from '#shared/domain/commerce/live-operations.ts'
import { dayIn, instantOf } from '#shared/domain/dates.ts'
import type { StoredOperation } from '#backend/storage/operations.ts'
import { UNDOABLE_COMMERCE } from '#backend/areas/commerce/commerce.ts'
import type { ReadConnection } from '#backend/storage/connection.sqlite.ts'
import { rootOf } from './root-operation.ts'

/** What has an inverse. */
const UNDOABLE: readonly string[] = [
  'create-codes',
  'extend-codes',
  'delete-codes',
  'restore-codes',
  'edit-codes',
  'change-settings',
  'save-template',
  'queue-messages',
  'resend-messages',
  'cancel-messages',
  'resolve-messages',
  'mark-sent',
  ...UNDOABLE_COMMERCE,
]
/** Linking takes passwords from a service, which its undo gave back: it is done again on the page, where that is asked. */
const NOT_REDONE: readonly string[] = ['enable-service']

/** An undo has an inverse where what it undid can be done again; what was done again can be undone again. */
export function isUndoable(details: OperationDetails): boolean {
  if (details.kind === 'undo')
    return UNDOABLE.includes(details.undone) && !NOT_REDONE.includes(details.undone)
  return UNDOABLE.includes(details.kind === 'redo' ? details.redone : details.kind)
}

/** An undo of what is done again in its own place only. */
export const isRedoneElsewhere = (details: OperationDetails): boolean =>
  details.kind === 'undo' && NOT_REDONE.includes(details.undone)

/** Operations as the window sees them. */
export const toOperations = (
  connection: ReadConnection,
  stored: readonly StoredOperation[],
  timeZone: string,
): Promise<Operation[]> => Promise.all(stored.map((one) => toOperation(connection, one, timeZone)))

/** An operation as the window sees it. */
export async function toOperation(
  connection: ReadConnection,
  stored: StoredOperation,
  timeZone: string,
): Promise<Operation> {
  const { id, at, details, undoneBy } = stored
  const root = (await rootOf(connection, stored)).details
  return {
    id,
    at: instantOf(at),
    day: dayIn(timeZone, at),
    details,
    undoable: undoneBy === null && isUndoable(details),
    undoneBy,
    needsReview:
      (isUndoable(details) || isRedoneElsewhere(details)) &&
      needsReview({ kind: root.kind, ...('mode' in root && { mode: root.mode }) }),
  }
}
