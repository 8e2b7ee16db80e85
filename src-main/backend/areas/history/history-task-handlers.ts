import { setImmediate as yieldToEventLoop } from 'node:timers/promises'
import type { TaskContext } from '#backend/kernel/threads/serve-tasks.ts'
import { handleTask, type TaskHandler } from '#backend/kernel/threads/task.ts'
import type { OperationSearch, OperationsReader } from '#backend/storage/operations.ts'
import type { Snapshot } from '#backend/storage/storage.ts'
import { exported, type ExportedOperation } from './export/exported-operation.ts'
import { exportHistory } from './export/export-history.ts'
import { exportHistoryTask } from './history-tasks.ts'

interface ExportContext extends TaskContext {
  openSnapshot(): Promise<Snapshot>
}

/** The history's work in the thread that writes files. */
export const historyTaskHandlers: readonly TaskHandler<ExportContext>[] = [
  handleTask(
    exportHistoryTask,
    async ({ search, ...target }, { openSnapshot, signal, progress }: ExportContext) => {
      const snapshot = await openSnapshot()
      try {
        const { operations } = snapshot.readers
        const { total } = await operations.search(search, { limit: 1 })
        return await exportHistory({
          ...target,
          rows: blocksOf(operations, search),
          total,
          signal,
          onProgress: (done) => progress(done, total),
        })
      } finally {
        await snapshot.close()
      }
    },
  ),
]

/** Operations of one block live at once, so memory stays the same however many there are. */
const BLOCK = 1000

async function* blocksOf(
  operations: OperationsReader,
  search: OperationSearch,
): AsyncGenerator<ExportedOperation[]> {
  for (let before = Number.MAX_SAFE_INTEGER; ;) {
    const found = await operations.page(search, { before, limit: BLOCK })
    const block: ExportedOperation[] = []
    for (const operation of found) block.push(await exported(operations, operation))
    yield block
    const last = found.at(-1)
    if (!last || found.length < BLOCK) return
    before = last.id
    await yieldToEventLoop()
  }
}
