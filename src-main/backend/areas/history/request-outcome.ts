import { effectOf } from '#shared/contract/effects.ts'
import type { RequestOutcome } from '#shared/contract/history.ts'
import type { SiteKind } from '#shared/contract/site.ts'
import type { Sites } from '#backend/storage/open-site.ts'
import type { StoredOperation } from '#backend/storage/operations.ts'
import { readSiteSettings } from '#backend/storage/site-settings.ts'
import type { Readers } from '#backend/storage/storage.ts'
import { toOperations } from './to-operation.ts'

const NOT_STORED: RequestOutcome = { state: 'not-stored', method: null, site: null, operations: [] }

/**
 * What is stored of a request, in the open site or in the other one: a backend that starts again opens the own site,
 * whichever was open before.
 */
export const lookUpRequest = (sites: Sites, requestId: string): Promise<RequestOutcome> =>
  sites.use(async ({ kind, storage }) => {
    const here = await outcomeIn(storage, kind, requestId)
    const other = kind === 'own' ? 'sample' : 'own'
    return (
      here ?? (await sites.readClosed(other, (closed) => outcomeIn(closed, other, requestId))) ?? NOT_STORED
    )
  })

async function outcomeIn(
  { operations, settings }: Readers,
  site: SiteKind,
  requestId: string,
): Promise<RequestOutcome | undefined> {
  const found = await operations.findRequest(requestId)
  if (!found) return undefined
  const { timeZone = 'UTC' } = (await readSiteSettings(settings)) ?? {}
  const stored: StoredOperation[] = []
  for (const id of found.operationIds) {
    const operation = await operations.find(id)
    if (operation) stored.push(operation)
  }
  const shown = await toOperations(operations, stored, timeZone)
  const ended = shown.length > 0 || effectOf(found.method) === 'change'
  return { state: ended ? 'done' : 'begun', method: found.method, site, operations: shown }
}
