import { Refusal } from '#shared/contract/refusal.ts'
import type { Direction } from '#backend/storage/sqlite/codes-undo.ts'
import { followMany } from '#backend/areas/mail/mail.ts'
import { codesWaitingOf } from '#backend/storage/sqlite/mail-follow.ts'
import {
  bringBackCodes,
  createdSpans,
  takenSince,
  usedCodes,
  withdrawCodes,
  withdrawnSpans,
} from '#backend/storage/sqlite/codes-withdrawn.ts'
import type { Transaction } from '#backend/storage/sqlite/writer.ts'
import type { RevertProgress } from './revert-bulk-change.ts'

interface CreationRevert extends RevertProgress {
  readonly operationId: number
  readonly direction: Direction
  readonly at: number
}

/**
 * Takes the codes of a creation out of use, or into use again; answers how many.
 * @throws Refusal 'history.codes-used', 'history.code-taken'
 */
export async function revertCreation(tx: Transaction, revert: CreationRevert): Promise<number> {
  const { operationId, direction, at, total, onProgress } = revert
  const back = direction === 'undo'
  if (back) refuseUsed(tx, operationId)
  else refuseTaken(tx, operationId)
  let changed = 0
  for (const span of (back ? createdSpans : withdrawnSpans)(tx, operationId)) {
    changed += (back ? withdrawCodes : bringBackCodes)(tx, operationId, span)
    onProgress(changed, total)
    await tx.pause()
  }
  // Edits of withdrawn codes were undone or done again without their messages.
  if (!back) await followMany(tx, codesWaitingOf(tx, operationId), at)
  return changed
}

function refuseUsed(tx: Transaction, operationId: number): void {
  const used = usedCodes(tx, operationId)
  if (used.count > 0) throw new Refusal('history.codes-used', { ...used, examples: [...used.examples] })
}

function refuseTaken(tx: Transaction, operationId: number): void {
  const code = takenSince(tx, operationId)
  if (code !== undefined) throw new Refusal('history.code-taken', { code })
}
