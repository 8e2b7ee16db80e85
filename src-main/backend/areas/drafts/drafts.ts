import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Handlers } from '#shared/contract/index.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import { instantOf } from '#shared/domain/dates.ts'
import type { Emit } from '#backend/kernel/contract/events.ts'
import type { JobContext } from '#backend/kernel/contract/jobs.ts'
import type { Clock } from '#backend/kernel/dependencies.ts'
import type { OpenSite, Sites } from '#backend/storage/open-site.ts'
import type { Draft } from '#backend/storage/drafts.ts'

export interface DraftsDependencies {
  readonly sites: Sites
  readonly clock: Clock
  readonly emit: Emit
}

/** By its content, so that a draft that was saved twice, as after a lost answer, is the same one. */
const versionOf = ({ content }: Pick<Draft, 'content'>): string =>
  createHash('sha256').update(content).digest('base64url')

/** Reports drafts that another area has changed, so that no window goes on from what they were. */
export async function announceDrafts(
  { id: site, storage }: Pick<OpenSite, 'id' | 'storage'>,
  keys: readonly string[],
  emit: Emit,
): Promise<void> {
  for (const key of keys) {
    const draft = await storage.drafts.find(key)
    if (!draft) continue
    emit('drafts.onChanged', { site, key, version: versionOf(draft), savedAt: instantOf(draft.savedAt) })
  }
}

/** Unsaved content of forms. Not an operation: nothing of the site changes by it. */
export function createDrafts({ sites, clock, emit }: DraftsDependencies): Handlers<JobContext>['drafts'] {
  /** @throws Refusal 'drafts.other-site' */
  const use = <T>(site: string | undefined, work: (open: OpenSite) => Promise<T>): Promise<T> =>
    sites.use(async (open) => {
      if (site !== undefined && site !== open.id) throw new Refusal('drafts.other-site', {})
      return await work(open)
    })

  return {
    save: ({ key, content, site, base }) =>
      use(site, async ({ id, storage }) => {
        const draft = { key, content: JSON.stringify(content), savedAt: clock.now() }
        await storage.transaction('drafts.save', async (tx) => {
          const kept = base === undefined ? undefined : await tx.drafts.find(key)
          const isOther = kept && versionOf(kept) !== base && kept.content !== draft.content
          if (isOther) throw new Refusal('drafts.changed-meanwhile', { savedAt: instantOf(kept.savedAt) })
          await tx.drafts.write(draft)
        })
        const kept = { savedAt: instantOf(draft.savedAt), version: versionOf(draft) }
        emit('drafts.onChanged', { site: id, key, ...kept })
        return kept
      }),
    get: ({ key, site }) =>
      use(site, async ({ storage }) => {
        const draft = await storage.drafts.find(key)
        if (!draft) return null
        const content = z.json().parse(JSON.parse(draft.content))
        return { content, savedAt: instantOf(draft.savedAt), version: versionOf(draft) }
      }),
    list: () =>
      sites.use(async ({ storage }) => {
        const drafts = await storage.drafts.list()
        return drafts.map(({ key, savedAt }) => ({ key, savedAt: instantOf(savedAt) }))
      }),
    discard: ({ key, site, base }) =>
      use(site, async ({ id, storage }) => {
        const discarded = await storage.transaction('drafts.discard', async (tx) => {
          const kept = base === undefined ? undefined : await tx.drafts.find(key)
          if (kept && versionOf(kept) !== base) return false
          return await tx.drafts.drop(key)
        })
        if (discarded) emit('drafts.onChanged', { site: id, key, version: null, savedAt: null })
        return { discarded }
      }),
  }
}
