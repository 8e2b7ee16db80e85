import { z } from 'zod'
import type { Handlers } from '#shared/contract/index.ts'
import { instantOf } from '#shared/domain/dates.ts'
import type { JobContext } from '#backend/kernel/contract/jobs.ts'
import type { Clock } from '#backend/kernel/dependencies.ts'
import type { Sites } from '#backend/storage/open-site.ts'
import { dropDraft, findDraft, listDrafts, writeDraft } from '#backend/storage/sqlite/drafts.ts'

export interface DraftsDependencies {
  readonly sites: Sites
  readonly clock: Clock
}

/** Unsaved content of forms. Not an operation: nothing of the site changes by it. */
export function createDrafts({ sites, clock }: DraftsDependencies): Handlers<JobContext>['drafts'] {
  return {
    save: ({ key, content }) =>
      sites.use(async ({ store }) => {
        const at = clock.now()
        const draft = { key, content: JSON.stringify(content), saved_at: at }
        await store.writer.transaction('drafts.save', (tx) => writeDraft(tx, draft))
        return { savedAt: instantOf(at) }
      }),
    get: ({ key }) =>
      sites.use(async ({ store }) => {
        const draft = await findDraft(store.reading, key)
        if (!draft) return null
        return { content: z.json().parse(JSON.parse(draft.content)), savedAt: instantOf(draft.saved_at) }
      }),
    list: () =>
      sites.use(async ({ store }) => {
        const drafts = await listDrafts(store.reading)
        return drafts.map(({ key, saved_at }) => ({ key, savedAt: instantOf(saved_at) }))
      }),
    discard: ({ key }) =>
      sites.use(async ({ store }) => ({
        discarded: await store.writer.transaction('drafts.discard', (tx) => dropDraft(tx, key)),
      })),
  }
}
