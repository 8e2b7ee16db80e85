import type { Handlers } from '#shared/contract/index.ts'
import type { JobContext } from '#backend/kernel/contract/jobs.ts'
import { toOperations } from '#backend/areas/history/history.ts'
import type { Clock, Log } from '#backend/kernel/dependencies.ts'
import type { OpenSite, Sites } from '#backend/storage/open-site.ts'
import { overviewFigures } from './figures.ts'
import { type Figures, type Moment, rememberedFigures, rememberFigures } from './remembered.ts'

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
  const figuresOf = async (site: OpenSite, moment: Moment): Promise<Figures> => {
    const { storage } = site
    const known = await rememberedFigures(storage, moment)
    if (known) return known
    const { operation, ...time } = moment
    const figures = await overviewFigures(storage.overview, time, clock.now())
    const [latest] = await storage.operations.list({ limit: 1 })
    // Counted while something was recorded, they may be of either side of it.
    if ((latest?.id ?? 0) === operation)
      void rememberFigures(storage, moment, figures).catch(() => log.warn('overview.not-remembered'))
    return figures
  }

  return {
    get: () =>
      sites.use(async (site) => {
        const time = await site.time()
        const operations = await site.storage.operations.list({ limit: OPERATIONS })
        const figures = await figuresOf(site, { ...time, operation: operations[0]?.id ?? 0 })
        return {
          ...figures,
          operations: await toOperations(site.storage.operations, operations, time.timeZone),
        }
      }),
    find: ({ text, limit }) => sites.use((site) => site.storage.overview.find(text, limit)),
  }
}
