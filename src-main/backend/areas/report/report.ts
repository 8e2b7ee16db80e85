import { Refusal } from '#shared/contract/refusal.ts'
import type { Handlers } from '#shared/contract/index.ts'
import type { Filter } from '#shared/contract/report.ts'
import { instantOf } from '#shared/domain/dates.ts'
import { countOf, everything } from '#shared/domain/selection.ts'
import type { Emit } from '#backend/kernel/contract/events.ts'
import type { JobContext } from '#backend/kernel/contract/jobs.ts'
import type { FileRegistry } from '#backend/kernel/files/file-registry.ts'
import { currentCall } from '#backend/kernel/current-call.ts'
import type { Clock } from '#backend/kernel/dependencies.ts'
import type { OpenSite, Sites } from '#backend/storage/open-site.ts'
import { recordExport } from '#backend/storage/record-export.ts'
import type { CodeList } from '#backend/storage/report.ts'
import type { PickedRows } from '#backend/storage/result-sets.ts'
import { codeDetails } from './code-details.ts'
import { breakDown } from './figures/breakdown.ts'
import { redemptionsBy } from './figures/redemptions-by.ts'
import { timelineOf } from './figures/timeline.ts'
import { keepValues } from './lists/keep-values.ts'
import { exportTask } from './report-tasks.ts'

export { breakDown } from './figures/breakdown.ts'
export { redemptionsBy } from './figures/redemptions-by.ts'
export { timelineOf } from './figures/timeline.ts'

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
        const set = await site.storage.report.open(filter, order, await site.time(), listOf(site, filter))
        return { resultSet: site.resultSets.add(set, currentCall()?.client), count: set.count }
      }),

    compare: ({ resultSet, filter, order }) =>
      sites.use(async (site) => {
        const set = site.resultSets.get(resultSet)
        return await site.storage.report.compare(set, filter, order, await site.time(), listOf(site, filter))
      }),

    rows: ({ resultSet, offset, limit }) =>
      sites.use(async (site) => {
        const set = site.resultSets.get(resultSet)
        if (offset > set.count) throw new Refusal('report.position-outside', { count: set.count })
        const window = { set, ranges: [[offset, Math.min(offset + limit, set.count)]] } as const
        return { offset, rows: await site.storage.report.rows(window, await site.time()) }
      }),

    summary: ({ resultSet, ranges }) =>
      sites.use(async (site) => {
        const picked = pickedOrAll(site, resultSet, ranges)
        return await site.storage.report.summary(picked, await site.time())
      }),

    sums: ({ resultSet, ranges }) =>
      sites.use((site) => site.storage.report.sums(site.resultSets.picked({ resultSet, ranges }))),

    spreadsheetValues: ({ resultSet, ranges }) =>
      sites.use((site) =>
        site.storage.report.spreadsheetValues(site.resultSets.picked({ resultSet, ranges })),
      ),

    values: ({ filter, parameter }) =>
      sites.use(async (site) =>
        site.storage.report.countValues(
          { ...filter, [parameter]: undefined },
          parameter,
          await site.time(),
          listOf(site, filter),
        ),
      ),

    breakdown: ({ resultSet, ranges }) =>
      sites.use(async (site) => {
        const picked = pickedOrAll(site, resultSet, ranges)
        return breakDown(await site.storage.report.countByBatch(picked, await site.time()))
      }),

    timeline: ({ resultSet, by }) =>
      sites.use(async (site) => {
        const time = await site.time()
        const counts = await site.storage.report.countByDay(site.resultSets.get(resultSet), time)
        return timelineOf(counts, by, time.today)
      }),

    redemptions: ({ resultSet }) =>
      sites.use(async (site) =>
        redemptionsBy(await site.storage.report.countRedeemed(site.resultSets.get(resultSet))),
      ),

    keepList: ({ text }) =>
      sites.use(async (site) => {
        const { list, answer } = await keepValues(site.storage.report, text)
        return { list: site.lists.add(list, currentCall()?.client), ...answer }
      }),

    details: ({ id }) => sites.use((site) => codeDetails(site, id)),

    batches: ({ text = '', limit }) =>
      sites.use(async (site) => {
        const batches = await site.storage.report.batches({ text, limit })
        return batches.map(({ createdAt, ...batch }) => ({ ...batch, created: instantOf(createdAt) }))
      }),

    export: ({ picked, columns, target, format, language }, job) =>
      sites.use(async (site) => {
        const rows = site.resultSets.picked(picked)
        const { path, name } = files.writing(target)
        const total = countOf(rows.ranges)
        const written = await site.exports.run(
          exportTask,
          { picked: rows, columns, format, language, path, name, time: await site.time() },
          { signal: job.signal, progress: (done) => job.progress(done, total) },
        )
        const details = { kind: 'export-report', format, rows: written.rows } as const
        return { ...written, operationId: await recordExport(site, { at: clock.now(), emit, details }) }
      }),
  }
}

const listOf = (site: OpenSite, { list }: Filter): CodeList | undefined =>
  list === undefined ? undefined : site.lists.get(list)

function pickedOrAll(site: OpenSite, resultSet: string, ranges: [number, number][] | undefined): PickedRows {
  if (ranges) return site.resultSets.picked({ resultSet, ranges })
  const set = site.resultSets.get(resultSet)
  return { set, ranges: everything(set.count) }
}
