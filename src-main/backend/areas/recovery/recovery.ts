import type { Handlers } from '#shared/contract/index.ts'
import type { JobContext } from '#backend/kernel/contract/jobs.ts'
import type { Sites } from '#backend/storage/open-site.ts'

/** What can be done about a site that cannot be opened, or is damaged. */
export function createRecovery(sites: Sites): Handlers<JobContext>['recovery'] {
  return {
    state: async () => sites.state(),
    retry: () => sites.retry(),
  }
}
