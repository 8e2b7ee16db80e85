import { z } from 'zod'
import type { Handlers } from '#shared/contract/index.ts'
import { instantOf } from '#shared/domain/dates.ts'
import type { JobContext } from '#backend/kernel/contract/jobs.ts'
import type { Clock } from '#backend/kernel/dependencies.ts'
import type { Sites } from '#backend/storage/open-site.ts'

export interface DraftsDependencies {
  readonly sites: Sites
  readonly clock: Clock
}

/** Unsaved content of forms. Not an operation: nothing of the site changes by it. */
export function createDrafts({ sites, clock }: DraftsDependencies): Handlers<JobContext>['drafts'] {
  return {
    save: ({ key, content }) =>
      sites.use(async ({ storage }) => {
        const savedAt = clock.now()
        const draft = { key, content: JSON.stringify(content), savedAt }
        await storage.transaction('drafts.save', (tx) => tx.drafts.write(draft))
        return { savedAt: instantOf(savedAt) }
      }),
    get: ({ key }) =>
      sites.use(async ({ storage }) => {
        const draft = await storage.drafts.find(key)
        if (!draft) return null
        return { content: z.json().parse(JSON.parse(draft.content)), savedAt: instantOf(draft.savedAt) }
      }),
    list: () =>
      sites.use(async ({ storage }) => {
        const drafts = await storage.drafts.list()
        return drafts.map(({ key, savedAt }) => ({ key, savedAt: instantOf(savedAt) }))
      }),
    discard: ({ key }) =>
      sites.use(async ({ storage }) => ({
        discarded: await storage.transaction('drafts.discard', (tx) => tx.drafts.drop(key)),
      })),
  }
}
