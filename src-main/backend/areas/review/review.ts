import type { Handlers } from '#shared/contract/index.ts'
import type { JobContext } from '#backend/kernel/contract/jobs.ts'
import type { Sites } from '#backend/storage/open-site.ts'
import { liveServices } from './live-services.ts'
import { planReview } from './plan-review.ts'

/** Every change of live payment settings, before it is made and afterwards (SPEC 2.2, 2.7). */
export const createReview = ({ sites }: { readonly sites: Sites }): Handlers<JobContext>['review'] => ({
  plan: (request) => sites.use(({ storage }) => planReview(storage, request)),
  live: () => sites.use(({ storage }) => liveServices(storage)),
})
