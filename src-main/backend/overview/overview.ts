import type { Handlers } from '#shared/contract/index.ts'
import type { JobContext } from '../border/jobs.ts'
import { toOperation } from '../history/to-operation.ts'
import type { Clock } from '../parts.ts'
import type { Sites } from '../site/sites.ts'
import { listOperations } from '../storage/operations.ts'

/** How many operations the start page tells of. */
const OPERATIONS = 8

export function createOverview({
  sites,
  clock,
}: {
  sites: Sites
  clock: Clock
}): Handlers<JobContext>['overview'] {
  return {
    get: () =>
      sites.use(async (site) => {
        const time = await site.time()
        const figures = await site.screen.run('overview', { time, now: clock.now() })
        const operations = await listOperations(site.store.reading, { limit: OPERATIONS })
        return { ...figures, operations: operations.map((stored) => toOperation(stored, time.timeZone)) }
      }),
    find: (input) => sites.use((site) => site.screen.run('find', input)),
  }
}
