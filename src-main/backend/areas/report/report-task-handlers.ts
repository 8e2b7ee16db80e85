import { setImmediate as yieldToEventLoop } from 'node:timers/promises'
import type { ReportRow } from '#shared/contract/report.ts'
import { REPORT_COLUMNS } from '#shared/report-columns.ts'
import type { ReadConnection } from '#backend/storage/sqlite/connection.ts'
import { createRowReader } from '#backend/storage/sqlite/report-rows.ts'
import { snapshot } from '#backend/storage/sqlite/snapshot.ts'
import type { ReadContext } from '#backend/storage/sqlite/threads/readers.ts'
import { handleTask, type InputOf, type TaskHandler } from '#backend/storage/sqlite/threads/task.ts'
import { exportRows } from './export/export-rows.ts'
import { exportTask } from './report-tasks.ts'

/** The report's work in the reading threads. */
export const reportReadHandlers: readonly TaskHandler<ReadContext>[] = [
  handleTask(
    exportTask,
    async ({ ids, ranges, time, ...target }, { connect, signal, progress }: ReadContext) => {
      const all = new Uint32Array(ids)
      const connection = connect(EXPORT_CACHE_KIB)
      try {
        return await snapshot(connection, () =>
          exportRows({
            ...target,
            ...time,
            rows: rowBatches(
              connection,
              all,
              ranges,
              time,
              target.columns.some((column) => REPORT_COLUMNS[column].readsMessage),
            ),
            total: ranges.reduce((sum, [from, to]) => sum + to - from, 0),
            signal,
            onProgress: progress,
          }),
        )
      } finally {
        connection.close()
      }
    },
  ),
]

const EXPORT_CACHE_KIB = 16 * 1024
/** Rows of one batch live at once, so memory stays the same however many rows there are. */
const EXPORT_BATCH = 1000

async function* rowBatches(
  connection: ReadConnection,
  ids: Uint32Array,
  ranges: InputOf<typeof exportTask>['ranges'],
  time: InputOf<typeof exportTask>['time'],
  messages: boolean,
): AsyncGenerator<ReportRow[]> {
  const reader = createRowReader(connection, time, { messages })
  for (const [from, to] of ranges)
    for (let at = from; at < to; at += EXPORT_BATCH) {
      const part = ids.subarray(at, Math.min(to, at + EXPORT_BATCH))
      yield reader.rows(part).filter((row) => row !== null)
      await yieldToEventLoop()
    }
}
