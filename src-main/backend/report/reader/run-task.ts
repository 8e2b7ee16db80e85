import { setImmediate as breathe } from 'node:timers/promises'
import type { ReportRow, Summary } from '#shared/contract/report.ts'
import type { LeftAlone } from '#shared/contract/promo.ts'
import { overviewFigures } from '../../overview/figures.ts'
import { countEligible, countLeft, joinLeft } from '../../storage/codes-changes.sqlite.ts'
import type { OwnedConnection, ReadConnection } from '../../storage/connection.sqlite.ts'
import { CHUNK, idChunks, pickIds } from '../../storage/id-chunks.ts'
import { findCodes } from '../../storage/overview.sqlite.ts'
import { reportIds } from '../../storage/report-filter.sqlite.ts'
import { addSummaries, createRowReader, summarise } from '../../storage/report-rows.sqlite.ts'
import { snapshot } from '../../storage/snapshot.sqlite.ts'
import { checkSiteFile } from '../../site-file/check-site-file.ts'
import { copyWithoutSecrets } from '../../storage/site-file.sqlite.ts'
import { exportRows } from '../export/export-rows.ts'
import { type TaskInput, type TaskName, type TaskOutputs, tasks } from './tasks.ts'

export interface TaskContext {
  readonly connection: OwnedConnection
  /** A connection of one's own, for work that needs a view of the data that stands still. */
  connect(cacheKiB?: number): OwnedConnection
  readonly signal: AbortSignal
  progress(done: number): void
}

type Run = { [T in TaskName]: (input: TaskInput<T>, context: TaskContext) => Promise<TaskOutputs[T]> }

const run: Run = {
  async open({ filter, order, time }, { connection }) {
    const found = connection.column<number>('report.open', reportIds(filter, order, time))
    const ids = new SharedArrayBuffer(found.length * Uint32Array.BYTES_PER_ELEMENT)
    new Uint32Array(ids).set(found)
    return { ids, count: found.length }
  },

  rows: ({ ids, time }, { connection }) =>
    snapshot(connection, async () => createRowReader(connection, time).rows(ids)),

  async summary({ ids, ranges, time }, { connection }) {
    let sum: Summary = { codes: 0, active: 0, expired: 0, usedUp: 0, deleted: 0, redemptions: 0 }
    for (const chunk of idChunks(pickIds(new Uint32Array(ids), ranges), 20 * CHUNK)) {
      sum = addSummaries(sum, summarise(connection, time, chunk))
      await breathe()
    }
    return sum
  },

  async plan({ ids, ranges, change }, { connection }) {
    const picked = pickIds(new Uint32Array(ids), ranges)
    let eligible = 0
    let leave: LeftAlone[] = []
    for (const chunk of idChunks(picked)) {
      const count = countEligible(connection, change, chunk)
      eligible += count
      if (count < chunk.count) leave = joinLeft(leave, countLeft(connection, change, chunk))
      await breathe()
    }
    return { selected: picked.length, change: eligible, leave }
  },

  async copySite({ path, at }, { connection }) {
    copyWithoutSecrets(connection, path, at)
    return null
  },

  checkSite: ({ path, name }) => checkSiteFile(path, name),

  overview: async ({ time, now }, { connection }) => overviewFigures(connection, time, now),

  find: async ({ text, limit }, { connection }) => findCodes(connection, text, limit),

  async export({ ids, ranges, time, ...target }, { connect, signal, progress }) {
    const all = new Uint32Array(ids)
    const connection = connect(EXPORT_CACHE_KIB)
    try {
      return await snapshot(connection, () =>
        exportRows({
          ...target,
          rows: rowBatches(connection, all, ranges, time),
          total: ranges.reduce((sum, [from, to]) => sum + to - from, 0),
          signal,
          onProgress: progress,
        }),
      )
    } finally {
      connection.close()
    }
  },
}

const EXPORT_CACHE_KIB = 16 * 1024
/** Rows of one batch live at once, so memory stays the same however many rows there are. */
const EXPORT_BATCH = 1000

async function* rowBatches(
  connection: ReadConnection,
  ids: Uint32Array,
  ranges: TaskInput<'export'>['ranges'],
  time: TaskInput<'export'>['time'],
): AsyncGenerator<ReportRow[]> {
  const reader = createRowReader(connection, time)
  for (const [from, to] of ranges)
    for (let at = from; at < to; at += EXPORT_BATCH) {
      const part = ids.subarray(at, Math.min(to, at + EXPORT_BATCH))
      yield reader.rows(part).filter((row) => row !== null)
      await breathe()
    }
}

/** Parses the input and does the task. */
export async function runTask<T extends TaskName>(
  task: T,
  input: unknown,
  context: TaskContext,
): Promise<TaskOutputs[T]> {
  const parsed = tasks[task].parse(input) as TaskInput<T>
  return await run[task](parsed, context)
}
