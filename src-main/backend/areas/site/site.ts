import { Refusal } from '#shared/contract/refusal.ts'
import type { Handlers } from '#shared/contract/index.ts'
import { isTimeZone } from '#shared/domain/dates.ts'
import type { Emit } from '#backend/kernel/contract/events.ts'
import type { JobContext } from '#backend/kernel/contract/jobs.ts'
import type { Clock } from '#backend/kernel/dependencies.ts'
import type { Sites } from '#backend/storage/open-site.ts'
import { readSiteSettings, writeSiteSettings } from '#backend/storage/site-settings.ts'
import type { Transaction } from '#backend/storage/storage.ts'
import { siteSettingChanges } from './setting-changes.ts'

export { settingsUndoHandlers } from './setting-changes.ts'

export interface SiteHandlerDependencies {
  readonly sites: Sites
  readonly clock: Clock
  readonly emit: Emit
}

type Handler = Handlers<JobContext>['site']
type ChangeRequest = Parameters<Handler['update']>[0]

/** The site that is open, and its settings. */
export function createSite({ sites, clock, emit }: SiteHandlerDependencies): Handler {
  return {
    get: () => sites.use((site) => site.describe()),
    open: ({ kind }) => sites.open(kind),
    update: (request) =>
      sites.use(async (site) => {
        const { timeZone } = request
        if (timeZone !== undefined && !isTimeZone(timeZone))
          throw new Refusal('site.time-zone-unknown', { timeZone })
        // Described inside the transaction: what others change right after it is not part of the answer.
        const { operationId, described } = await site.storage.transaction('site.update', async (tx) => ({
          operationId: await update(tx, request, clock.now()),
          described: await site.describe(tx),
        }))
        if (operationId !== null) emit('history.onRecorded', { operationId, kind: 'change-settings' })
        emit('site.onChanged', described)
        return { ...described, operationId }
      }),
  }
}

/** Answers with the operation's number, or null when nothing differs. */
async function update(tx: Transaction, request: ChangeRequest, at: number): Promise<number | null> {
  const before = await readSiteSettings(tx.settings)
  const changes = before ? siteSettingChanges.between(before, request) : []
  await writeSiteSettings(tx.settings, { ...request, timeZoneConfirmed: true })
  if (changes.length === 0) return null
  return await tx.operations.record({ at, details: { kind: 'change-settings', changes } })
}
