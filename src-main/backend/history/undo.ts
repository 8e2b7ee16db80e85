import { Refusal } from '#shared/contract/refusal.ts'
import type { Deed } from '#shared/contract/history.ts'
import { undoCommerce } from '../commerce/undo.ts'
import { isUndoableCommerce } from '../commerce/undoable.ts'
import { swingMessages } from '../mail/outbox/changes.ts'
import { swingTemplate } from '../mail/templates/templates.ts'
import type { Direction } from '../storage/codes-undo.sqlite.ts'
import {
  findOperation,
  findStandingRedo,
  markUndone,
  nextOperationId,
  recordOperation,
  type StoredOperation,
} from '../storage/operations.ts'
import type { Transaction } from '../storage/writer.sqlite.ts'
import { requireNoLaterChange } from './later-changes.ts'
import { rootOf } from './root-operation.ts'
import { swingCreation } from './swing-creation.ts'
import { swingEdit } from './swing-edit.ts'
import { swingMany } from './swing-many.ts'
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
  /** What was undone, or done again. */
  readonly undone: Deed['kind']
  readonly kind: 'undo' | 'redo'
}

/**
 * Applies the operation's inverse as an operation of its own. The inverse of an undo is the operation itself once more:
 * that is redo, which can be undone again.
 * @throws Refusal 'history.unknown-operation', 'history.already-undone', 'history.not-undoable',
 *   'history.codes-used', 'history.code-taken', 'history.changed-since', 'commerce.changed-since', 'commerce.incomplete'
 */
export async function undoOperation(tx: Transaction, order: UndoOrder): Promise<Undone> {
  const asked = await mustFind(tx, order.operationId)
  if (asked.undoneBy !== null) throw new Refusal('history.already-undone', { operationId: asked.id })
  if (!isUndoable(asked.deed)) throw new Refusal('history.not-undoable', { operationId: asked.id })
  const root = await rootOf(tx, asked)
  return asked.deed.kind === 'undo' ? await redo(tx, order, asked, root) : await undo(tx, order, asked, root)
}

async function undo(
  tx: Transaction,
  order: UndoOrder,
  asked: StoredOperation,
  root: StoredOperation,
): Promise<Undone> {
  const standing = (await findStandingRedo(tx, root.id)) ?? root.id
  const changed = await swing(tx, order, root, 'undo', standing)
  await requireNoLaterChange(tx, root, standing)
  const operationId = await nextOperationId(tx)
  const undone = root.deed.kind
  await recordOperation(tx, {
    id: operationId,
    at: order.at,
    deed: { kind: 'undo', operationId: asked.id, undone, changed },
  })
  for (const id of new Set([root.id, standing])) await markUndone(tx, id, operationId)
  return { operationId, changed, undone, kind: 'undo' }
}

async function redo(
  tx: Transaction,
  order: UndoOrder,
  asked: StoredOperation,
  root: StoredOperation,
): Promise<Undone> {
  const changed = await swing(tx, order, root, 'redo', asked.id)
  const operationId = await nextOperationId(tx)
  const redone = root.deed.kind
  await recordOperation(tx, {
    id: operationId,
    at: order.at,
    deed: { kind: 'redo', operationId: root.id, undo: asked.id, redone, changed },
  })
  await markUndone(tx, asked.id, operationId)
  await markUndone(tx, root.id, null)
  return { operationId, changed, undone: redone, kind: 'redo' }
}

async function mustFind(tx: Transaction, operationId: number): Promise<StoredOperation> {
  const operation = await findOperation(tx, operationId)
  if (!operation) throw new Refusal('history.unknown-operation', { operationId })
  return operation
}

/** Takes what `root` did back, or does it again; `newest` is the operation whose outcome stands now. */
async function swing(
  tx: Transaction,
  { at, onProgress }: UndoOrder,
  root: StoredOperation,
  direction: Direction,
  newest: number,
): Promise<number> {
  const { id: operationId, deed } = root
  // An undo of e-commerce is a change like any other, which keeps what was before it.
  if (isUndoableCommerce(deed.kind)) return await undoCommerce(tx, newest, at)
  const many = { operationId, direction, onProgress }
  switch (deed.kind) {
    case 'create-codes':
      return await swingCreation(tx, { ...many, at, total: deed.codes })
    case 'extend-codes':
      return await swingMany(tx, { ...many, total: deed.changed, change: { kind: 'extend', to: deed.to } })
    case 'delete-codes':
      return await swingMany(tx, { ...many, total: deed.changed, change: { kind: 'delete', at: root.at } })
    case 'restore-codes':
      return await swingMany(tx, { ...many, total: deed.changed, change: { kind: 'restore' } })
    case 'edit-codes':
      return await swingEdit(tx, { ...many, at, total: deed.cells })
    case 'change-settings':
      return await undoSettings(tx, direction === 'undo' ? deed.changes : deed.changes.map(turned))
    case 'save-template':
      return await swingTemplate(tx, { operationId, direction, at })
    case 'queue-messages':
    case 'resend-messages':
    case 'cancel-messages':
    case 'settle-messages':
    case 'mark-sent':
      return await swingMessages(tx, { operationId, deed, direction, at })
    default:
      throw new Refusal('history.not-undoable', { operationId })
  }
}

type SettingChange = Extract<Deed, { kind: 'change-settings' }>['changes'][number]
const turned = ({ field, before, after }: SettingChange): SettingChange => ({
  field,
  before: after,
  after: before,
})
