import { setImmediate as yieldToEventLoop } from 'node:timers/promises'
import type { ReportRow } from '#shared/contract/report.ts'
import { countOf } from '#shared/domain/selection.ts'
import { REPORT_COLUMNS } from '#shared/report-columns.ts'
import { readAhead } from '#backend/kernel/read-ahead.ts'
import type { TaskContext } from '#backend/kernel/threads/serve-tasks.ts'
import { handleTask, type InputOf, type TaskHandler } from '#backend/kernel/threads/task.ts'
import type { ReportReader } from '#backend/storage/report.ts'
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
          rows: blocksOf(snapshot.readers.report, { picked, time, messages }),
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

/** Rows of two blocks live at once, so memory stays the same however many rows there are. */
const BLOCK = 1000

async function* blocksOf(
  report: ReportReader,
  { picked, time, messages }: Pick<InputOf<typeof exportTask>, 'picked' | 'time'> & { messages: boolean },
): AsyncGenerator<ReportRow[]> {
  const reads = function* () {
    for (const [from, to] of picked.ranges)
      for (let at = from; at < to; at += BLOCK) {
        const block = { set: picked.set, ranges: [[at, Math.min(to, at + BLOCK)]] } as const
        yield () => report.rows(block, time, { messages })
      }
  }
  for await (const rows of readAhead(reads())) {
    yield rows.filter((row) => row !== null)
    await yieldToEventLoop()
  }
}
