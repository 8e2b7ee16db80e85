import { statusOf } from '#shared/domain/promo-code.ts'
import type { Handlers } from '#shared/contract/index.ts'
import type { OverviewCharts } from '#shared/contract/overview.ts'
import { everything } from '#shared/domain/selection.ts'
import type { JobContext } from '#backend/kernel/contract/jobs.ts'
import { toOperations } from '#backend/areas/history/history.ts'
import type { Clock, Log } from '#backend/kernel/dependencies.ts'
import { breakDown, redemptionsBy, timelineOf } from '#backend/areas/report/report.ts'
import type { Sites } from '#backend/storage/open-site.ts'
import type { ReportReader } from '#backend/storage/report.ts'
import type { SiteTime } from '#backend/storage/site-time.ts'
import { overviewFigures } from './figures.ts'
import { momentOf, remembered } from './remembered.ts'

/** How many operations the start page shows. */
const OPERATIONS = 8

export function createOverview({
  sites,
  clock,
  log,
}: {
  sites: Sites
  clock: Clock
  log: Log
}): Handlers<JobContext>['overview'] {
  const notKept = () => log.warn('overview.not-remembered')

  return {
    get: () =>
      sites.use(async (site) => {
        const { storage } = site
        const time = await site.time()
        const operations = await storage.operations.list({ limit: OPERATIONS })
        const moment = await momentOf(storage, time, operations[0]?.id ?? 0)
        const count = () => overviewFigures(storage.overview, time, clock.now())
        return {
          ...(await remembered(storage, 'overviewFigures', moment, count, notKept)),
          operations: await toOperations(storage.operations, operations, time.timeZone),
        }
      }),
    charts: () =>
      sites.use(async (site) => {
        const { storage } = site
        const time = await site.time()
        const [latest] = await storage.operations.list({ limit: 1 })
        const moment = await momentOf(storage, time, latest?.id ?? 0)
        return await remembered(
          storage,
          'overviewCharts',
          moment,
          () => chartsOf(storage.report, time),
          notKept,
        )
      }),
    find: ({ text, limit: most }) =>
      sites.use(async (site) => {
        const { today } = await site.time()
        const found = await site.storage.overview.find(text, most)
        return found.map((code) => ({
          id: code.id,
          code: code.code,
          recipient: code.recipient,
          email: code.email,
          status: statusOf(code, today),
        }))
      }),
  }
}

/** Of all codes, as the report counts them. */
async function chartsOf(report: ReportReader, time: SiteTime): Promise<OverviewCharts> {
  const set = await report.open({}, [], time)
  const [days, batches, redeemed] = await Promise.all([
    report.countByDay(set, time),
    report.countByBatch({ set, ranges: everything(set.count) }, time),
    report.countRedeemed(set),
  ])
  return {
    timeline: timelineOf(days, undefined, time.today),
    breakdown: breakDown(batches),
    redemptions: redemptionsBy(redeemed),
  }
}
