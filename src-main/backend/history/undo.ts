import { Refusal } from '#shared/contract/errors.ts'
import type { Deed } from '#shared/contract/history.ts'
import { isUndoableCommerce, undoCommerce } from '../commerce/undo.ts'
import {
  type BulkUndo,
  changedSince,
  changedSpans,
  createdSpans,
  type Hindrance,
  restoreCodes,
  usedCodes,
  withdrawCodes,
} from '../storage/codes-undo.sqlite.ts'
import { findOperation, markUndone, nextOperationId, recordOperation } from '../storage/operations.ts'
import type { Transaction } from '../storage/writer.sqlite.ts'
import { isUndoable } from './to-operation.ts'
import { undoSettings } from './undo-settings.ts'

export interface UndoOrder {
  readonly operationId: number
  readonly at: number
  onProgress(done: number, total: number): void
}

export interface Undone {
  readonly operationId: number
  readonly changed: number
  readonly undone: Deed['kind']
}

/**
 * Applies the operation's inverse as an operation of its own.
 * @throws Refusal 'history.unknown-operation', 'history.already-undone', 'history.not-undoable',
 *   'history.codes-used', 'history.changed-since', 'commerce.changed-since', 'commerce.incomplete'
 */
export async function undoOperation(tx: Transaction, order: UndoOrder): Promise<Undone> {
  const { operationId: target, at } = order
  const operation = await findOperation(tx, target)
  if (!operation) throw new Refusal('history.unknown-operation', { operationId: target })
  if (operation.undoneBy !== null) throw new Refusal('history.already-undone', { operationId: target })
  if (!isUndoable(operation.deed)) throw new Refusal('history.not-undoable', { operationId: target })

  const undone = operation.deed.kind
  const changed = await applyInverse(tx, operation.deed, order)
  const operationId = await nextOperationId(tx)
  await recordOperation(tx, {
    id: operationId,
    at,
    deed: { kind: 'undo', operationId: target, undone, changed },
  })
  await markUndone(tx, target, operationId)
  return { operationId, changed, undone }
}

async function applyInverse(tx: Transaction, deed: Deed, order: UndoOrder): Promise<number> {
  if (isUndoableCommerce(deed.kind)) return await undoCommerce(tx, order.operationId, order.at)
  switch (deed.kind) {
    case 'create-codes':
      return await withdraw(tx, order, deed.codes)
    case 'extend-codes':
      return await restore(tx, order, { kind: 'extend', expires: deed.expires }, deed.changed)
    case 'delete-codes':
      return await restore(tx, order, { kind: 'delete' }, deed.changed)
    case 'change-settings':
      return await undoSettings(tx, deed.changes)
    default:
      throw new Refusal('history.not-undoable', { operationId: order.operationId })
  }
}

async function withdraw(tx: Transaction, order: UndoOrder, total: number): Promise<number> {
  const used = usedCodes(tx, order.operationId)
  if (used.count > 0) throw new Refusal('history.codes-used', { ...used, examples: [...used.examples] })
  let changed = 0
  for (const span of createdSpans(tx, order.operationId)) {
    changed += withdrawCodes(tx, order.operationId, span)
    order.onProgress(changed, total)
    await tx.pause()
  }
  return changed
}

/** Looks at everything first: what stands in the way is told whole, not as far as the first code. */
async function restore(tx: Transaction, order: UndoOrder, undo: BulkUndo, total: number): Promise<number> {
  const { operationId, onProgress } = order
  let hindered: Hindrance = { count: 0, examples: [] }
  for (const span of changedSpans(tx, operationId)) {
    const more = changedSince(tx, operationId, undo, span)
    hindered = {
      count: hindered.count + more.count,
      examples: [...hindered.examples, ...more.examples].slice(0, 10),
    }
    await tx.pause()
  }
  if (hindered.count > 0)
    throw new Refusal('history.changed-since', { count: hindered.count, examples: [...hindered.examples] })
  let changed = 0
  for (const span of changedSpans(tx, operationId)) {
    changed += restoreCodes(tx, operationId, undo, span)
    onProgress(changed, total)
    await tx.pause()
  }
  return changed
}
