import type { Handlers } from '#shared/contract/index.ts'
import type { JobContext } from '#backend/kernel/contract/jobs.ts'
import { toOperations } from '#backend/areas/history/history.ts'
import type { Clock, Log } from '#backend/kernel/dependencies.ts'
import type { OpenSite, Sites } from '#backend/storage/open-site.ts'
import { listOperations } from '#backend/storage/sqlite/operations.ts'
import { figuresTask, findTask } from './overview-tasks.ts'
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
    const known = await rememberedFigures(site.storage, moment)
    if (known) return known
    const { operation, ...time } = moment
    const figures = await site.screen.run(figuresTask, { time, now: clock.now() })
    const [latest] = await listOperations(site.store.reading, { limit: 1 })
    // Counted while something was recorded, they may be of either side of it.
    if ((latest?.id ?? 0) === operation)
      void rememberFigures(site.storage, moment, figures).catch(() => log.warn('overview.not-remembered'))
    return figures
  }

  return {
    get: () =>
      sites.use(async (site) => {
        const time = await site.time()
        const operations = await listOperations(site.store.reading, { limit: OPERATIONS })
        const figures = await figuresOf(site, { ...time, operation: operations[0]?.id ?? 0 })
        return {
          ...figures,
          operations: await toOperations(site.store.reading, operations, time.timeZone),
        }
      }),
    find: (input) => sites.use((site) => site.screen.run(findTask, input)),
  }
}
