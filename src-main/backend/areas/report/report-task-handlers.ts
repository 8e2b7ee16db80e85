import { countOf } from '#shared/domain/selection.ts'
import { REPORT_COLUMNS } from '#shared/report-columns.ts'
import type { TaskContext } from '#backend/kernel/threads/serve-tasks.ts'
import { handleTask, type TaskHandler } from '#backend/kernel/threads/task.ts'
import type { Snapshot } from '#backend/storage/storage.ts'
import { exportRows } from './export/export-rows.ts'
import { exportTask } from './report-tasks.ts'

export interface ExportContext extends TaskContext {
  openSnapshot(): Promise<Snapshot>
}

/** The report's work in the thread that writes files. */
export const reportTaskHandlers: readonly TaskHandler<ExportContext>[] = [
  handleTask(
    exportTask,
    async ({ picked, time, ...target }, { openSnapshot, signal, progress }: ExportContext) => {
      const snapshot = await openSnapshot()
      try {
        const messages = target.columns.some((column) => REPORT_COLUMNS[column].readsMessage)
        return await exportRows({
          ...target,
          ...time,
          rows: snapshot.reportRows(picked, time, { messages }),
          total: countOf(picked.ranges),
          signal,
          onProgress: progress,
        })
      } finally {
        await snapshot.close()
      }
    },
  ),
]
