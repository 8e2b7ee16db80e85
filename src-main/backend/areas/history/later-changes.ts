import { Refusal } from '#shared/contract/refusal.ts'
import type { OperationDetails } from '#shared/contract/history.ts'
import { type CodeWrites, writtenByBoth } from '#backend/storage/code-writes.sqlite.ts'
import type { ReadConnection } from '#backend/storage/connection.sqlite.ts'
import { findOperation, changesAfterStored, type StoredOperation } from '#backend/storage/operations.ts'
import { refuseWhere } from './revert-bulk-change.ts'

/**
 * Refuses to undo below a later change of the same thing that still applies, even if that gave the same value back:
 * what it found would be gone, so it could never be undone itself. `activeId` is the operation by which `root` applies.
 * @throws Refusal 'history.changed-since'
 */
export async function requireNoLaterChange(
  connection: ReadConnection,
  root: StoredOperation,
  activeId: number,
): Promise<void> {
  const mine = codeWrites(root)
  for (const later of await changesAfter(connection, activeId)) {
    const theirs = codeWrites(later)
    if (mine && theirs) refuseWhere(writtenByBoth(connection, mine, theirs))
    const shared = placesOf(root.details).filter((place) => placesOf(later.details).includes(place))
    if (shared.length > 0)
      throw new Refusal('history.changed-since', { count: shared.length, examples: shared })
  }
}

/** Later changes by a person that still apply, in the order of undo; what was done again counts from then. */
async function changesAfter(connection: ReadConnection, after: number): Promise<StoredOperation[]> {
  const roots = new Map<number, StoredOperation>()
  for (const operation of await changesAfterStored(connection, after)) {
    const { details } = operation
    const root = details.kind === 'redo' ? await findOperation(connection, details.operationId) : operation
    if (root && details.kind !== 'undo') roots.set(root.id, root)
  }
  return [...roots.values()]
}

function codeWrites({ id: operationId, details }: StoredOperation): CodeWrites | null {
  switch (details.kind) {
    case 'extend-codes':
      return { operationId, field: 'expires', count: details.changed }
    case 'delete-codes':
    case 'restore-codes':
      return { operationId, field: 'deleted', count: details.changed }
    case 'edit-codes':
      return { operationId, field: null, count: details.cells }
    default:
      return null
  }
}

/** What else an operation changed, as `history.changed-since` names it. */
function placesOf(details: OperationDetails): string[] {
  if (details.kind === 'change-settings') return details.changes.map(({ field }) => field)
  return details.kind === 'save-template' ? [`${details.service} (${details.language})`] : []
}
