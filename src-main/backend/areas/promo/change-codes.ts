import type { OperationDetails } from '#shared/contract/operations.ts'
import type { BulkDone, SkippedCodes } from '#shared/contract/promo.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import {
  type BulkChange,
  changeCodes,
  countSkipped,
  joinSkipped,
} from '#backend/storage/sqlite/codes-changes.ts'
import { idChunks } from '#backend/storage/sqlite/id-chunks.ts'
import { completeOperation, nextOperationId, recordOperation } from '#backend/storage/sqlite/operations.ts'
import type { Transaction } from '#backend/storage/sqlite/writer.ts'

export interface BulkOrder {
  readonly change: BulkChange
  /** Sorted. */
  readonly ids: Uint32Array
  /** How many codes the plan said would change. */
  readonly expect: number
  readonly at: number
  onProgress(done: number): void
}

/**
 * Extends, deletes or restores what can be, leaves the rest alone and says why.
 * @throws Refusal 'plan.moved' when other rows than planned would change, 'promo.nothing-to-change'
 */
export async function changeMany(tx: Transaction, order: BulkOrder): Promise<BulkDone> {
  const { change, ids, expect, at, onProgress } = order
  const operationId = await nextOperationId(tx)
  await recordOperation(tx, { id: operationId, at, details: detailsOf(change, 0, []) })
  let changed = 0
  let done = 0
  let skipped: SkippedCodes[] = []
  for (const chunk of idChunks(ids)) {
    const now = changeCodes(tx, operationId, change, chunk, () => {
      skipped = joinSkipped(skipped, countSkipped(tx, change, chunk))
    })
    changed += now
    done += chunk.count
    onProgress(done)
    await tx.pause()
  }
  if (changed !== expect) throw new Refusal('plan.moved', { planned: expect, now: changed })
  if (changed === 0) throw new Refusal('promo.nothing-to-change', { left: ids.length })
  await completeOperation(tx, operationId, detailsOf(change, changed, skipped))
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
  }
}
