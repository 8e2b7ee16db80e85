import type { OperationDetails } from '#shared/contract/operations.ts'
import { EDITABLE } from '#shared/contract/edits.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import type { EditDone, EditMail } from '#shared/contract/promo.ts'
import { EXAMPLES } from '#backend/storage/codes.ts'
import type { Transaction } from '#backend/storage/storage.ts'
import { changedRecipients, type EditsAsked, type GoodEdit, checkEdits, newAddresses } from './plan-edits.ts'
import { followMany } from '#backend/areas/mail/mail.ts'

export interface EditOrder extends EditsAsked {
  /** How many cells the plan said would change. */
  readonly expect: number
  readonly at: number
  onProgress(done: number, total: number): void
}

/** So many cells are written in a few milliseconds. */
const BLOCK = 1000

/**
 * Writes the cells that nothing is wrong with, and keeps what was there for undo.
 * @throws Refusal 'plan.moved' when other cells than planned would change, 'promo.nothing-to-change'
 */
export async function editCells(tx: Transaction, order: EditOrder): Promise<EditDone> {
  const { expect, at, onProgress } = order
  const { good, same, bad } = await checkEdits(tx.codes, order)
  if (good.length !== expect) throw new Refusal('plan.moved', { planned: expect, now: good.length })
  if (good.length === 0) throw new Refusal('promo.nothing-to-change', { left: same + bad.length })

  const codes = new Set(good.map(({ id }) => id)).size
  const operationId = await tx.operations.record({ at, details: detailsOf(good, codes) })
  for (let done = 0; done < good.length; done += BLOCK) {
    await tx.codes.edit(operationId, good.slice(done, done + BLOCK))
    onProgress(Math.min(done + BLOCK, good.length), good.length)
  }
  const mail = await followEdits(tx, good, at)
  return { operationId, changed: good.length, codes, bad: [...bad], mail }
}

/** Messages not yet sent follow the names and addresses that were written. */
async function followEdits(tx: Transaction, good: readonly GoodEdit[], at: number): Promise<EditMail> {
  const changed = changedRecipients(good)
  const sent = await tx.mail.countSentBefore(newAddresses(changed))
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
