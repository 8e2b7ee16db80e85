import { followMany } from '#backend/areas/mail/mail.ts'
import type { EditRevert } from '#backend/storage/codes.ts'
import type { Transaction } from '#backend/storage/storage.ts'
import { refuseWhere, type RevertProgress } from './revert-bulk-change.ts'

/**
 * Puts back what was written in cells, or writes it again; answers how many codes that are in use. Codes whose creation
 * was undone are reverted too. Messages not yet sent follow.
 * @throws Refusal 'history.changed-since'
 */
export async function revertEdit(
  tx: Transaction,
  { operationId, direction, at, total, onProgress }: EditRevert & RevertProgress & { readonly at: number },
): Promise<number> {
  const { conflict, changed, recipients } = await tx.codes.revertEdits({ operationId, direction }, (done) =>
    onProgress(done, total),
  )
  refuseWhere(conflict)
  await followMany(tx, recipients, at)
  return changed
}
