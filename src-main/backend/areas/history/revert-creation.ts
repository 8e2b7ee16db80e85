import { Refusal } from '#shared/contract/refusal.ts'
import { followMany } from '#backend/areas/mail/mail.ts'
import type { CodesReader, Direction } from '#backend/storage/codes.ts'
import type { Transaction } from '#backend/storage/storage.ts'
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
  const { operationId, direction, at, total } = revert
  const onProgress = (done: number) => revert.onProgress(done, total)
  if (direction === 'undo') {
    await refuseUsed(tx.codes, operationId)
    return await tx.codes.withdraw(operationId, onProgress)
  }
  await refuseTaken(tx.codes, operationId)
  const changed = await tx.codes.bringBack(operationId, onProgress)
  // Edits of withdrawn codes were undone or done again without their messages.
  await followMany(tx, await tx.mail.codesWaitingOf(operationId), at)
  return changed
}

async function refuseUsed(stored: CodesReader, operationId: number): Promise<void> {
  const { count, examples } = await stored.usedOf(operationId)
  if (count > 0) throw new Refusal('history.codes-used', { count, examples: [...examples] })
}

async function refuseTaken(stored: CodesReader, operationId: number): Promise<void> {
  const code = await stored.takenSince(operationId)
  if (code !== undefined) throw new Refusal('history.code-taken', { code })
}
