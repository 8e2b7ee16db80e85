import { Refusal } from '#shared/contract/refusal.ts'
import type { OperationsReader, StoredOperation } from '#backend/storage/operations.ts'
import type { Readers } from '#backend/storage/storage.ts'
import type { Written } from '#backend/storage/undo-handler.ts'
import { refuseWhere } from './revert-bulk-change.ts'
import { isUndoableKind, undoHandlerOf } from './undo-handlers.ts'

/**
 * Refuses to undo below a later change of the same thing that still applies, even if that gave the same value back:
 * what it found would be gone, so it could never be undone itself. `activeId` is the operation by which `root` applies.
 * @throws Refusal 'history.changed-since'
 */
export async function requireNoLaterChange(
  { codes, operations }: Pick<Readers, 'codes' | 'operations'>,
  root: StoredOperation,
  activeId: number,
): Promise<void> {
  const mine = writtenBy(root)
  for (const later of await changesAfter(operations, activeId)) {
    const theirs = writtenBy(later)
    const [one, other] = [codesOf(mine), codesOf(theirs)]
    if (one && other) refuseWhere(await codes.writtenByBoth(one, other))
    const shared = placesOf(mine).filter((place) => placesOf(theirs).includes(place))
    if (shared.length > 0)
      throw new Refusal('history.changed-since', { count: shared.length, examples: shared })
  }
}

/** Later changes by a person that still apply, in the order of undo; what was done again counts from then. */
async function changesAfter(operations: OperationsReader, after: number): Promise<StoredOperation[]> {
  const roots = new Map<number, StoredOperation>()
  for (const operation of await operations.activeAfter(after)) {
    const { details } = operation
    const root = details.kind === 'redo' ? await operations.find(details.operationId) : operation
    if (root && details.kind !== 'undo') roots.set(root.id, root)
  }
  return [...roots.values()]
}

/** Undefined for what has no inverse. */
const writtenBy = ({ id, details }: StoredOperation): Written | undefined =>
  isUndoableKind(details.kind) ? undoHandlerOf(details.kind).written(details, id) : undefined

const codesOf = (written: Written | undefined) =>
  typeof written === 'object' && 'codes' in written ? written.codes : null
const placesOf = (written: Written | undefined) =>
  typeof written === 'object' && 'places' in written ? written.places : []
