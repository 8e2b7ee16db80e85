import { cellWriter, editableCodes, editPages } from '#backend/storage/sqlite/codes-edits.ts'
import { EXAMPLES } from '#backend/storage/sqlite/codes-changes.ts'
import type { Direction, UndoConflict } from '#backend/storage/sqlite/codes-undo.ts'
import type { CodeEditTable } from '#backend/storage/sqlite/schema.ts'
import type { Transaction } from '#backend/storage/sqlite/writer.ts'
import { followMany } from '#backend/areas/mail/mail.ts'
import { refuseWhere, type RevertProgress } from './revert-bulk-change.ts'

interface EditRevert extends RevertProgress {
  readonly operationId: number
  readonly direction: Direction
  readonly at: number
}

/**
 * Puts back what was written in cells, or writes it again; answers how many codes that are in use. Codes whose creation
 * was undone are reverted too. Messages not yet sent follow.
 * @throws Refusal 'history.changed-since'
 */
export async function revertEdit(tx: Transaction, revert: EditRevert): Promise<number> {
  const { operationId, direction, at, total, onProgress } = revert
  const ends = ({ before, after }: CodeEditTable) =>
    direction === 'undo' ? { from: after, to: before } : { from: before, to: after }
  const inUse = editableCodes(tx)
  const withdrawn = editableCodes(tx, 'withdrawn_code')

  const hindering = new Set<string>()
  for (const page of editPages(tx, operationId)) {
    for (const edit of page) {
      const code = inUse(edit.code_id) ?? withdrawn(edit.code_id)
      if (code && code[edit.field] !== ends(edit).from) hindering.add(code.code)
    }
    await tx.pause()
  }
  refuseWhere(conflictOf(hindering))

  const write = cellWriter(tx)
  const writeWithdrawn = cellWriter(tx, 'withdrawn_code')
  const changed = new Set<number>()
  const recipients = new Set<number>()
  let done = 0
  for (const page of editPages(tx, operationId)) {
    for (const edit of page) {
      const { to } = ends(edit)
      if (inUse(edit.code_id)) {
        write(edit.code_id, edit.field, to)
        changed.add(edit.code_id)
        if (edit.field !== 'expires') recipients.add(edit.code_id)
      } else writeWithdrawn(edit.code_id, edit.field, to)
    }
    done += page.length
    onProgress(done, total)
    await tx.pause()
  }
  await followMany(tx, [...recipients], at)
  return changed.size
}

const conflictOf = (codes: ReadonlySet<string>): UndoConflict => ({
  count: codes.size,
  examples: [...codes].slice(0, EXAMPLES),
})
