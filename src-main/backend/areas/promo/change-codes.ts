import type { OperationDetails } from '#shared/contract/operations.ts'
import type { BulkDone, SkippedCodes } from '#shared/contract/promo.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import { countOf } from '#shared/domain/selection.ts'
import type { BulkChange } from '#backend/storage/codes.ts'
import type { PickedRows } from '#backend/storage/result-sets.ts'
import type { Transaction } from '#backend/storage/storage.ts'

export interface BulkOrder {
  readonly change: BulkChange
  readonly picked: PickedRows
  /** How many codes the plan said would change. */
  readonly expect: number
  readonly at: number
  onProgress(done: number, total: number): void
}

/**
 * Extends, deletes, restores or gives another term to what can be, leaves the rest alone and says why.
 * @throws Refusal 'plan.moved' when other rows than planned would change, 'promo.nothing-to-change'
 */
export async function changeMany(tx: Transaction, order: BulkOrder): Promise<BulkDone> {
  const { change, picked, expect, at, onProgress } = order
  const total = countOf(picked.ranges)
  const operationId = await tx.operations.record({ at, details: detailsOf(change, 0, []) })
  const { changed, skipped } = await tx.codes.change(operationId, picked, change, (done) =>
    onProgress(done, total),
  )
  if (changed !== expect) throw new Refusal('plan.moved', { planned: expect, now: changed })
  if (changed === 0) throw new Refusal('promo.nothing-to-change', { left: total })
  await tx.operations.complete(operationId, detailsOf(change, changed, skipped))
  return { operationId, changed, skipped }
}

function detailsOf(change: BulkChange, changed: number, skipped: SkippedCodes[]): OperationDetails {
  switch (change.kind) {
    case 'extend':
      return { kind: 'extend-codes', to: change.to, changed, skipped }
    case 'delete':
      return { kind: 'delete-codes', changed, skipped }
    case 'restore':
      return { kind: 'restore-codes', changed, skipped }
    case 'terms':
      return { kind: 'change-terms', change: change.change, changed, skipped }
  }
}
