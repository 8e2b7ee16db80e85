import { Refusal } from '#shared/contract/refusal.ts'
import type { ChangeRevert, UndoConflict } from '#backend/storage/codes.ts'
import type { Transaction } from '#backend/storage/storage.ts'

export interface RevertProgress {
  readonly total: number
  onProgress(done: number, total: number): void
}

/**
 * Puts back what a bulk change wrote, or writes it again; answers how many codes.
 * @throws Refusal 'history.changed-since'
 */
export async function revertBulkChange(
  tx: Transaction,
  { total, onProgress, operationId, change, direction }: ChangeRevert & RevertProgress,
): Promise<number> {
  const revert = { operationId, change, direction }
  const { conflict, changed } = await tx.codes.revertChange(revert, (done) => onProgress(done, total))
  refuseWhere(conflict)
  return changed
}

/** @throws Refusal 'history.changed-since' */
export function refuseWhere({ count, examples }: UndoConflict): void {
  if (count > 0) throw new Refusal('history.changed-since', { count, examples: [...examples] })
}
