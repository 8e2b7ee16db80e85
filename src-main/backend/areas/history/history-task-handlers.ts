import type { WriteContext } from '#backend/storage/sqlite/threads/bulk-writer.ts'
import { handleTask, type TaskHandler } from '#backend/storage/sqlite/threads/task.ts'
import { undoTask } from './history-tasks.ts'
import { undoOperation } from './undo-operation.ts'

/** Undo, in the writing thread. */
export const historyWriteHandlers: readonly TaskHandler<WriteContext>[] = [
  handleTask(undoTask, (order, { transaction, progress }: WriteContext) =>
    transaction('history.undo', (tx) => undoOperation(tx, { ...order, onProgress: progress })),
  ),
]
