import { isRefusal, Refusal } from '#shared/contract/refusal.ts'
import type { OperationsReader, StoredOperation } from '#backend/storage/operations.ts'
import type { Readers } from '#backend/storage/storage.ts'
import type { Written } from '#backend/storage/undo-handler.ts'
import { isUndoableKind, undoHandlerOf } from './undo-handlers.ts'

type HistoryReaders = Pick<Readers, 'codes' | 'operations'>

/**
 * Refuses to undo below a later change of the same thing that still applies, even if that gave the same value back:
 * what it found would be gone, so it could never be undone itself. `activeId` is the operation by which `root` applies.
 * @throws Refusal 'history.changed-since'
 */
export async function requireNoLaterChange(
  readers: HistoryReaders,
  root: StoredOperation,
  activeId: number,
): Promise<void> {
  const later = await lastChangeAfter(readers, root, activeId)
  if (later) throw new Refusal('history.changed-since', later)
}

/**
 * Has a refusal of `work`, because of what was changed since, say by which operation that was.
 * @throws Refusal 'history.changed-since'; what `work` throws
 */
export async function namingLaterChange<T>(
  readers: HistoryReaders,
  root: StoredOperation,
  activeId: number,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (!isRefusal(error, 'history.changed-since')) throw error
    const later = await lastChangeAfter(readers, root, activeId)
    throw later
      ? new Refusal('history.changed-since', { ...error.details, operationId: later.operationId })
      : error
  }
}

/** The newest later change that wrote something which `root` wrote too, and what that is; undefined where there is none. */
async function lastChangeAfter(
  { codes, operations }: HistoryReaders,
  root: StoredOperation,
  activeId: number,
) {
  const mine = writtenBy(root)
  for (const { operationId, change } of await changesAfter(operations, activeId)) {
    const theirs = writtenBy(change)
    const [one, other] = [codesOf(mine), codesOf(theirs)]
    if (one && other) {
      const { count, examples } = await codes.writtenByBoth(one, other)
      if (count > 0) return { count, examples: [...examples], operationId }
    }
    const shared = placesOf(mine).filter((place) => placesOf(theirs).includes(place))
    if (shared.length > 0) return { count: shared.length, examples: shared, operationId }
  }
  return undefined
}

/**
 * Later changes by a person that still apply, in the order of undo; what was done again counts from then, and
 * `operationId` is by what it was done again.
 */
async function changesAfter(operations: OperationsReader, after: number) {
  const found = new Map<number, { readonly operationId: number; readonly change: StoredOperation }>()
  for (const operation of await operations.activeAfter(after)) {
    const { details } = operation
    const root = details.kind === 'redo' ? await operations.find(details.operationId) : operation
    if (root && details.kind !== 'undo' && !found.has(root.id))
      found.set(root.id, { operationId: operation.id, change: root })
  }
  return [...found.values()]
}

/** Undefined for what has no inverse. */
const writtenBy = ({ id, details }: StoredOperation): Written | undefined =>
  isUndoableKind(details.kind) ? undoHandlerOf(details.kind).written(details, id) : undefined

const codesOf = (written: Written | undefined) =>
  typeof written === 'object' && 'codes' in written ? written.codes : null
const placesOf = (written: Written | undefined) =>
  typeof written === 'object' && 'places' in written ? written.places : []
