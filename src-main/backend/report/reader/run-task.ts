import { setImmediate as breathe } from 'node:timers/promises'
import type { ReportRow, Summary } from '#shared/contract/report.ts'
import type { LeftAlone } from '#shared/contract/promo.ts'
import { dayFormatter, type IsoDate } from '#shared/domain/dates.ts'
import { overviewFigures } from '../../overview/figures.ts'
import { planMail } from '../../mail/queue/plan-mail.ts'
import { findSampleAmong } from '../../mail/templates/find-sample.ts'
import { judgeEdits, planEditMail } from '../../promo/plan-edits.ts'
import { countEligible, countLeft, joinLeft } from '../../storage/codes-changes.sqlite.ts'
import type { OwnedConnection, ReadConnection } from '../../storage/connection.sqlite.ts'
import { CHUNK, idChunks, pickIds } from '../../storage/id-chunks.ts'
import { findCodes } from '../../storage/overview.sqlite.ts'
import { reportIds } from '../../storage/report-filter.sqlite.ts'
import { countByExpiry, redemptionTimes } from '../../storage/report-figures.sqlite.ts'
import { addSummaries, createRowReader, summarise } from '../../storage/report-rows.sqlite.ts'
import { snapshot } from '../../storage/snapshot.sqlite.ts'
import { checkPrepared, checkSiteFile } from '../../site-file/check-site-file.ts'
import { copyWithoutSecrets } from '../../storage/site-file.sqlite.ts'
import { exportRows } from '../export/export-rows.ts'
import { breakDown } from '../figures/breakdown.ts'
import { timelineOf } from '../figures/timeline.ts'
import { keepValues } from '../lists/keep-values.ts'
import type { TaskContext as ThreadContext } from '../../threads/serve-tasks.ts'
import { type TaskInput, type TaskName, type TaskOutputs, tasks } from './tasks.ts'

export interface TaskContext extends ThreadContext {
  readonly connection: OwnedConnection
  /** A connection of one's own, for work that needs a view of the data that stands still. */
  connect(cacheKiB?: number): OwnedConnection
}

type Run = { [T in TaskName]: (input: TaskInput<T>, context: TaskContext) => Promise<TaskOutputs[T]> }

const run: Run = {
  async open({ filter, order, time, list }, { connection }) {
    const found = connection.column<number>('report.open', reportIds(filter, order, time, list))
    return { ids: sharedIds(found), count: found.length }
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

  async plan({ ids, ranges, change, today }, { connection }) {
    const picked = pickIds(new Uint32Array(ids), ranges)
    const plan = { selected: picked.length, change: 0, stayExpired: 0 }
    let leave: LeftAlone[] = []
    for (const chunk of idChunks(picked)) {
      const { count, stayExpired } = countEligible(connection, change, chunk, today)
      plan.change += count
      plan.stayExpired += stayExpired
      if (count < chunk.count) leave = joinLeft(leave, countLeft(connection, change, chunk))
      await breathe()
    }
    return { ...plan, leave }
  },

  async planEdit({ ids, ...asked }, { connect }) {
    const connection = connect()
    try {
      return await snapshot(connection, async () => {
        const { good, same, bad } = await judgeEdits(connection, { ...asked, ids: new Uint32Array(ids) })
        const mail = await planEditMail(connection, good)
        return { change: good.length, same, bad: [...bad], mail }
      })
    } finally {
      connection.close()
    }
  },

  planMail: ({ ids, ranges, ...asked }, { connection }) =>
    planMail(connection, { ...asked, ids: pickIds(new Uint32Array(ids), ranges) }),

  mailSample: ({ kind, service, ids }, { connection }) =>
    findSampleAmong(connection, kind, service, ids && new Uint32Array(ids)),

  keepList: async ({ text }, { connection }) => keepValues(connection, text),

  breakdown: ({ ids, ranges, time }, { connection }) =>
    breakDown(connection, time.today, idChunks(pickIds(new Uint32Array(ids), ranges), 20 * CHUNK)),

  async timeline({ ids, by, time }, { connection }) {
    const all = new Uint32Array(ids)
    const expiries = new Map<IsoDate, number>()
    for (const chunk of idChunks(all.slice().sort(), 20 * CHUNK)) {
      for (const { day, codes } of countByExpiry(connection, chunk))
        expiries.set(day, (expiries.get(day) ?? 0) + codes)
      await breathe()
    }
    const dayOf = dayFormatter(time.timeZone)
    const redemptions = new Map<IsoDate, number>()
    for (const at of redemptionTimes(connection, all)) {
      const day = dayOf(at)
      redemptions.set(day, (redemptions.get(day) ?? 0) + 1)
    }
    return timelineOf({ expiries, redemptions }, by, time.today)
  },

  async copySite({ path, at }, { connection }) {
    copyWithoutSecrets(connection, path, at)
    return null
  },

  checkSite: ({ path, name }) => checkSiteFile(path, name),

  async checkPrepared({ path, ...expected }) {
    await checkPrepared(path, expected)
    return null
  },

  overview: async ({ time, now }, { connection }) => overviewFigures(connection, time, now),

  find: async ({ text, limit }, { connection }) => findCodes(connection, text, limit),

  async export({ ids, ranges, time, ...target }, { connect, signal, progress }) {
    const all = new Uint32Array(ids)
    const connection = connect(EXPORT_CACHE_KIB)
    try {
      return await snapshot(connection, () =>
        exportRows({
          ...target,
          rows: rowBatches(connection, all, ranges, time, target.columns.includes('message')),
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
  ranges: TaskInput<'export'>['ranges'],
  time: TaskInput<'export'>['time'],
  messages: boolean,
): AsyncGenerator<ReportRow[]> {
  const reader = createRowReader(connection, time, { messages })
  for (const [from, to] of ranges)
    for (let at = from; at < to; at += EXPORT_BATCH) {
      const part = ids.subarray(at, Math.min(to, at + EXPORT_BATCH))
      yield reader.rows(part).filter((row) => row !== null)
      await breathe()
    }
}

/** Parses the input and does the task. */
export async function runTask(task: string, input: unknown, context: TaskContext): Promise<unknown> {
  const known = task as TaskName
  return await run[known](tasks[known].parse(input) as never, context)
}
