import { setImmediate as yieldToEventLoop } from 'node:timers/promises'
import type { ReportRow, Summary } from '#shared/contract/report.ts'
import { dayFormatter, type IsoDate } from '#shared/domain/dates.ts'
import { REPORT_COLUMNS } from '#shared/report-columns.ts'
import type { ReadConnection } from '#backend/storage/sqlite/connection.ts'
import { CHUNK, idChunks, pickIds } from '#backend/storage/sqlite/id-chunks.ts'
import { keepValues } from './lists/keep-values.ts'
import { countByExpiry, redemptionTimes } from '#backend/storage/sqlite/report-figures.ts'
import { reportIds } from '#backend/storage/sqlite/report-filter.ts'
import { addSummaries, createRowReader, summarise } from '#backend/storage/sqlite/report-rows.ts'
import { snapshot } from '#backend/storage/sqlite/snapshot.ts'
import type { ReadContext } from '#backend/storage/sqlite/threads/readers.ts'
import { handleTask, type InputOf, type TaskHandler } from '#backend/storage/sqlite/threads/task.ts'
import { exportRows } from './export/export-rows.ts'
import { breakDown } from './figures/breakdown.ts'
import { timelineOf } from './figures/timeline.ts'
import {
  breakdownTask,
  exportTask,
  keepListTask,
  openTask,
  rowsTask,
  summaryTask,
  timelineTask,
} from './report-tasks.ts'

/** The report's work in the reading threads. */
export const reportReadHandlers: readonly TaskHandler<ReadContext>[] = [
  handleTask(openTask, async ({ filter, order, time, list }, { connection }: ReadContext) => {
    const found = connection.column<number>('report.open', reportIds(filter, order, time, list))
    return { ids: sharedIds(found), count: found.length }
  }),

  handleTask(rowsTask, ({ ids, time }, { connection }: ReadContext) =>
    snapshot(connection, async () => createRowReader(connection, time).rows(ids)),
  ),

  handleTask(summaryTask, async ({ ids, ranges, time }, { connection }: ReadContext) => {
    let sum: Summary = { codes: 0, active: 0, expired: 0, usedUp: 0, deleted: 0, redemptions: 0 }
    for (const chunk of idChunks(pickIds(new Uint32Array(ids), ranges), 20 * CHUNK)) {
      sum = addSummaries(sum, summarise(connection, time, chunk))
      await yieldToEventLoop()
    }
    return sum
  }),

  handleTask(breakdownTask, ({ ids, ranges, time }, { connection }: ReadContext) =>
    breakDown(connection, time.today, idChunks(pickIds(new Uint32Array(ids), ranges), 20 * CHUNK)),
  ),

  handleTask(timelineTask, async ({ ids, by, time }, { connection }: ReadContext) => {
    const all = new Uint32Array(ids)
    const expiries = new Map<IsoDate, number>()
    for (const chunk of idChunks(all.slice().sort(), 20 * CHUNK)) {
      for (const { day, codes } of countByExpiry(connection, chunk))
        expiries.set(day, (expiries.get(day) ?? 0) + codes)
      await yieldToEventLoop()
    }
    const dayOf = dayFormatter(time.timeZone)
    const redemptions = new Map<IsoDate, number>()
    for (const at of redemptionTimes(connection, all)) {
      const day = dayOf(at)
      redemptions.set(day, (redemptions.get(day) ?? 0) + 1)
    }
    return timelineOf({ expiries, redemptions }, by, time.today)
  }),

  handleTask(keepListTask, async ({ text }, { connection }: ReadContext) => keepValues(connection, text)),

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

/** Ids in memory that all threads see. Copied one by one: `set` takes six times as long for a plain array. */
function sharedIds(ids: readonly number[]): SharedArrayBuffer {
  const shared = new SharedArrayBuffer(ids.length * Uint32Array.BYTES_PER_ELEMENT)
  const into = new Uint32Array(shared)
  for (let at = 0; at < ids.length; at += 1) into[at] = ids[at] ?? 0
  return shared
}

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
