import type { OperationDetails } from '#shared/contract/operations.ts'
import { EDITABLE } from '#shared/contract/edits.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import type { EditDone, EditMail } from '#shared/contract/promo.ts'
import { EXAMPLES } from '#backend/storage/sqlite/codes-changes.ts'
import { cellWriter, editKeeper } from '#backend/storage/sqlite/codes-edits.ts'
import { nextOperationId, recordOperation } from '#backend/storage/sqlite/operations.ts'
import type { Transaction } from '#backend/storage/sqlite/writer.ts'
import { changedRecipients, type EditsAsked, type GoodEdit, checkEdits, newAddresses } from './plan-edits.ts'
import { followMany } from '#backend/areas/mail/mail.ts'
import { countSentBefore } from '#backend/storage/sqlite/mail-follow.ts'

export interface EditOrder extends EditsAsked {
  /** How many cells the plan said would change. */
  readonly expect: number
  readonly at: number
  onProgress(done: number, total: number): void
}

/** So many cells are written in a few milliseconds. */
const TURN = 1000

/**
 * Writes the cells that nothing is wrong with, and keeps what was there for undo.
 * @throws Refusal 'plan.moved' when other cells than planned would change, 'promo.nothing-to-change'
 */
export async function editCells(tx: Transaction, order: EditOrder): Promise<EditDone> {
  const { expect, at, onProgress } = order
  const { good, same, bad } = await checkEdits(tx, order)
  await tx.pause()
  if (good.length !== expect) throw new Refusal('plan.moved', { planned: expect, now: good.length })
  if (good.length === 0) throw new Refusal('promo.nothing-to-change', { left: same + bad.length })

  const operationId = await nextOperationId(tx)
  const codes = new Set(good.map(({ id }) => id)).size
  await recordOperation(tx, { id: operationId, at, details: detailsOf(good, codes) })
  const write = cellWriter(tx)
  const keep = editKeeper(tx)
  for (const [i, { id, field, before, after }] of good.entries()) {
    keep({ operation_id: operationId, code_id: id, field, before, after })
    write(id, field, after)
    if (i % TURN === TURN - 1) {
      onProgress(i + 1, good.length)
      await tx.pause()
    }
  }
  onProgress(good.length, good.length)
  const mail = await followEdits(tx, good, at)
  return { operationId, changed: good.length, codes, bad: [...bad], mail }
}

/** Messages not yet sent follow the names and addresses that were written. */
async function followEdits(tx: Transaction, good: readonly GoodEdit[], at: number): Promise<EditMail> {
  const changed = changedRecipients(good)
  const sent = countSentBefore(tx, newAddresses(changed))
  return { ...(await followMany(tx, [...changed.keys()], at)), sent }
}

function detailsOf(good: readonly GoodEdit[], codes: number): OperationDetails {
  const written = new Set(good.map(({ field }) => field))
  return {
    kind: 'edit-codes',
    cells: good.length,
    changed: codes,
    columns: EDITABLE.filter((column) => written.has(column)),
    examples: good
      .slice(0, EXAMPLES)
      .map(({ code, field, before, after }) => ({ code, column: field, before, after })),
  }
}
