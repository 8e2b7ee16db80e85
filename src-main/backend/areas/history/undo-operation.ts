import { Refusal } from '#shared/contract/refusal.ts'
import type { UndoableKind } from '#shared/contract/operations.ts'
import type { Direction } from '#backend/storage/codes.ts'
import type { StoredOperation } from '#backend/storage/operations.ts'
import type { Transaction } from '#backend/storage/storage.ts'
import { namingLaterChange, requireNoLaterChange } from './later-changes.ts'
import { rootOf } from '#backend/storage/root-operation.ts'
import { isSomebodyElses, isUndoable } from './to-operation.ts'
import { isUndoableKind, undoHandlerOf } from './undo-handlers.ts'

export interface UndoOrder {
  readonly operationId: number
  /** Also what another person did. */
  readonly alsoOthers?: boolean
  readonly at: number
  onProgress(done: number, total: number): void
}

export interface Undone {
  readonly operationId: number
  readonly changed: number
  /** What was undone, or done again. */
  readonly undone: UndoableKind
  readonly kind: 'undo' | 'redo'
}

/**
 * Applies the operation's inverse as an operation of its own. The inverse of an undo is the operation itself once more:
 * that is redo, which can be undone again.
 * @throws Refusal 'history.unknown-operation', 'history.already-undone', 'history.not-undoable', 'history.of-somebody-else',
 *   'history.codes-used', 'history.code-taken', 'history.changed-since', 'commerce.changed-since', 'commerce.incomplete'
 */
export async function undoOperation(tx: Transaction, order: UndoOrder): Promise<Undone> {
  const asked = await mustFind(tx, order.operationId)
  if (asked.undoneBy !== null) throw new Refusal('history.already-undone', { operationId: asked.id })
  if (!isUndoable(asked.details)) throw new Refusal('history.not-undoable', { operationId: asked.id })
  if (!order.alsoOthers && isSomebodyElses(asked))
    throw new Refusal('history.of-somebody-else', { operationId: asked.id, author: asked.author })
  const root = await rootOf(tx.operations, asked)
  return asked.details.kind === 'undo'
    ? await redo(tx, order, asked, root)
    : await undo(tx, order, asked, root)
}

async function undo(
  tx: Transaction,
  order: UndoOrder,
  asked: StoredOperation,
  root: StoredOperation,
): Promise<Undone> {
  const activeId = (await tx.operations.activeRedoOf(root.id)) ?? root.id
  const changed = await revert(tx, order, root, 'undo', activeId)
  await requireNoLaterChange(tx, root, activeId)
  const undone = undoableKind(root)
  const operationId = await tx.operations.record({
    at: order.at,
    details: { kind: 'undo', operationId: asked.id, undone, changed },
  })
  for (const id of new Set([root.id, activeId])) await tx.operations.markUndone(id, operationId)
  return { operationId, changed, undone, kind: 'undo' }
}

async function redo(
  tx: Transaction,
  order: UndoOrder,
  asked: StoredOperation,
  root: StoredOperation,
): Promise<Undone> {
  const changed = await revert(tx, order, root, 'redo', asked.id)
  const redone = undoableKind(root)
  const operationId = await tx.operations.record({
    at: order.at,
    details: { kind: 'redo', operationId: root.id, undo: asked.id, redone, changed },
  })
  await tx.operations.markUndone(asked.id, operationId)
  await tx.operations.markUndone(root.id, null)
  return { operationId, changed, undone: redone, kind: 'redo' }
}

async function mustFind(tx: Transaction, operationId: number): Promise<StoredOperation> {
  const operation = await tx.operations.find(operationId)
  if (!operation) throw new Refusal('history.unknown-operation', { operationId })
  return operation
}

/** Takes what `root` did back, or does it again; `activeId` is the operation whose outcome applies now. */
async function revert(
  tx: Transaction,
  { at, onProgress }: UndoOrder,
  root: StoredOperation,
  direction: Direction,
  activeId: number,
): Promise<number> {
  const { id: operationId, details, at: doneAt } = root
  const reversal = { operationId, details, doneAt, activeId, direction, at, onProgress }
  const { revert: carryOut } = undoHandlerOf(undoableKind(root))
  return await namingLaterChange(tx, root, activeId, () => carryOut(tx, reversal))
}

/** @throws Refusal 'history.not-undoable' */
function undoableKind({ id, details }: StoredOperation): UndoableKind {
  if (!isUndoableKind(details.kind)) throw new Refusal('history.not-undoable', { operationId: id })
  return details.kind
}
