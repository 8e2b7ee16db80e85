import { Refusal } from '#shared/contract/refusal.ts'
import type { Handlers } from '#shared/contract/index.ts'
import { instantOf } from '#shared/domain/dates.ts'
import { everything } from '#shared/domain/selection.ts'
import type { Emit } from '#backend/kernel/contract/events.ts'
import type { JobContext } from '#backend/kernel/contract/jobs.ts'
import type { FileRegistry } from '#backend/kernel/files/file-registry.ts'
import type { Clock } from '#backend/kernel/dependencies.ts'
import type { OpenSite, Sites } from '#backend/storage/open-site.ts'
import { listBatches } from '#backend/storage/sqlite/codes-creation.ts'
import { nextOperationId, recordOperation } from '#backend/storage/sqlite/operations.ts'
import { codeDetails } from './code-details.ts'
import {
  breakdownTask,
  exportTask,
  keepListTask,
  openTask,
  rowsTask,
  summaryTask,
  timelineTask,
} from './report-tasks.ts'

export interface ReportDependencies {
  readonly sites: Sites
  readonly files: FileRegistry
  readonly clock: Clock
  readonly emit: Emit
}

/** The promo code report, on result sets. What reads many rows runs in a reader thread. */
export function createReport({
  sites,
  files,
  clock,
  emit,
}: ReportDependencies): Handlers<JobContext>['report'] {
  return {
    open: ({ filter, order }) =>
      sites.use(async (site) => {
        const list = filter.list === undefined ? undefined : site.lists.get(filter.list)
        const set = await site.screen.run(openTask, { filter, order, time: await site.time(), list })
        const { ids, count } = set
        return {
          resultSet: site.resultSets.add({ ids, content: ids, count, bytes: ids.byteLength }),
          count,
        }
      }),

    rows: ({ resultSet, offset, limit }) =>
      sites.use(async (site) => {
        const { ids, count } = site.resultSets.get(resultSet)
        if (offset > count) throw new Refusal('report.position-outside', { count })
        const window = [...new Uint32Array(ids).subarray(offset, offset + limit)]
        return { offset, rows: await site.screen.run(rowsTask, { ids: window, time: await site.time() }) }
      }),

    summary: ({ resultSet, ranges }) =>
      sites.use(async (site) => {
        const picked = pickedOrAll(site, resultSet, ranges)
        return await site.screen.run(summaryTask, { ...picked, time: await site.time() })
      }),

    breakdown: ({ resultSet, ranges }) =>
      sites.use(async (site) => {
        const picked = pickedOrAll(site, resultSet, ranges)
        return await site.screen.run(breakdownTask, { ...picked, time: await site.time() })
      }),

    timeline: ({ resultSet, by }) =>
      sites.use(async (site) => {
        const { ids } = site.resultSets.get(resultSet)
        return await site.screen.run(timelineTask, { ids, by, time: await site.time() })
      }),

    keepList: ({ text }) =>
      sites.use(async (site) => {
        const { list, answer } = await site.screen.run(keepListTask, { text })
        return { list: site.lists.add(list), ...answer }
      }),

    details: ({ id }) => sites.use((site) => codeDetails(site, id)),

    batches: ({ text = '', limit }) =>
      sites.use(async (site) => {
        const batches = await listBatches(site.store.reading, { text, limit })
        return batches.map(({ created_at, ...batch }) => ({ ...batch, created: instantOf(created_at) }))
      }),

    export: ({ picked, columns, target, format, language }, job) =>
      sites.use(async (site) => {
        const { ids, ranges } = site.resultSets.picked(picked)
        const { path, name } = files.writing(target)
        const total = ranges.reduce((sum, [from, to]) => sum + to - from, 0)
        const written = await site.exports.run(
          exportTask,
          { ids, ranges, columns, format, language, path, name, time: await site.time() },
          { signal: job.signal, progress: (done) => job.progress(done, total) },
        )
        const operationId = await site.store.writer.transaction('report.export', async (tx) => {
          const id = await nextOperationId(tx)
          const details = { kind: 'export-report', format, rows: written.rows } as const
          await recordOperation(tx, { id, at: clock.now(), details })
          return id
        })
        emit('history.onRecorded', { operationId, kind: 'export-report' })
        return { ...written, operationId }
      }),
  }
}

function pickedOrAll(site: OpenSite, resultSet: string, ranges: [number, number][] | undefined) {
  const all = everything(site.resultSets.get(resultSet).count).map(([a, b]): [number, number] => [a, b])
  const picked = site.resultSets.picked({ resultSet, ranges: ranges ?? all })
  return { ids: picked.ids, ranges: picked.ranges }
}
