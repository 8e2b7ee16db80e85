import { Refusal } from '#shared/contract/refusal.ts'
import {
  changedSince,
  changedSpans,
  type UndoConflict,
  joinConflicts,
  type Revert,
  revertCodes,
} from '#backend/storage/sqlite/codes-undo.ts'
import type { Transaction } from '#backend/storage/sqlite/writer.ts'

export interface RevertProgress {
  readonly total: number
  onProgress(done: number, total: number): void
}

/**
 * Puts back what a bulk change wrote, or writes it again; answers how many codes. Checks everything first: all
 * conflicts are reported, not only that of the first code.
 * @throws Refusal 'history.changed-since'
 */
export async function revertBulkChange(
  tx: Transaction,
  { total, onProgress, ...revert }: Revert & RevertProgress,
): Promise<number> {
  let hindered: UndoConflict = { count: 0, examples: [] }
  for (const span of changedSpans(tx, revert.operationId)) {
    hindered = joinConflicts(hindered, changedSince(tx, revert, span))
    await tx.pause()
  }
  refuseWhere(hindered)
  let changed = 0
  for (const span of changedSpans(tx, revert.operationId)) {
    changed += revertCodes(tx, revert, span)
    onProgress(changed, total)
    await tx.pause()
  }
  return changed
}

/** @throws Refusal 'history.changed-since' */
export function refuseWhere({ count, examples }: UndoConflict): void {
  if (count > 0) throw new Refusal('history.changed-since', { count, examples: [...examples] })
}
