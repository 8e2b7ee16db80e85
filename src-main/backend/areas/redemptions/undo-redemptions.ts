import type { shopOperations, UndoableIn } from '#shared/contract/operations.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import type { UndoHandlers } from '#backend/storage/undo-handler.ts'

export const redemptionUndoHandlers: UndoHandlers<UndoableIn<typeof shopOperations>> = {
  'import-redemptions': {
    async revert(tx, { operationId, details, direction, onProgress }) {
      const total = details.counted + details.returned
      const { conflict, changed } = await tx.redemptions.revertImport(operationId, direction, (done) =>
        onProgress(done, total),
      )
      const { count, examples } = conflict
      if (count > 0) throw new Refusal('history.changed-since', { count, examples: [...examples] })
      return changed
    },
    written: () => 'checked-by-revert',
    announces: [],
  },
}
