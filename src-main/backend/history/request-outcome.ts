import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { effectOf } from '#shared/contract/effects.ts'
import type { RequestOutcome } from '#shared/contract/history.ts'
import type { SiteKind } from '#shared/contract/site.ts'
import type { Log } from '../parts.ts'
import type { OpenSite } from '../site/open-site.ts'
import { siteFolders } from '../site/sites.ts'
import { openConnection, type ReadConnection } from '../storage/connection.sqlite.ts'
import { migrationsDone } from '../storage/migrate.sqlite.ts'
import { requests } from '../storage/migrations/0130-requests.ts'
import { findOperation, type StoredOperation } from '../storage/operations.ts'
import { findRequest } from '../storage/requests.ts'
import { readSettings } from '../storage/settings.ts'
import { toOperations } from './to-operation.ts'

export interface LookUp {
  readonly requestId: string
  readonly dataFolder: string
  readonly log: Log
}

/**
 * What is stored of a request, in the open site or in the other one: a backend that starts again opens the own site,
 * whichever was open before.
 */
export async function lookUpRequest(site: OpenSite, lookUp: LookUp): Promise<RequestOutcome> {
  const { requestId } = lookUp
  const here = await outcomeIn(site.store.reading, site.kind, requestId)
  return here ?? (await outcomeElsewhere(site.kind, lookUp)) ?? NOT_STORED
}

const NOT_STORED: RequestOutcome = { state: 'not-stored', method: null, site: null, operations: [] }

async function outcomeElsewhere(
  open: SiteKind,
  { requestId, dataFolder, log }: LookUp,
): Promise<RequestOutcome | null> {
  const [own, sample] = siteFolders(dataFolder)
  const [kind, folder] = open === 'own' ? (['sample', sample] as const) : (['own', own] as const)
  const path = join(folder, 'site.sqlite')
  if (!existsSync(path)) return null
  const connection = openConnection({ path, readonly: true, cacheKiB: 1024, log })
  try {
    return migrationsDone(connection).includes(requests.number)
      ? await outcomeIn(connection, kind, requestId)
      : null
  } finally {
    connection.close()
  }
}

async function outcomeIn(
  connection: ReadConnection,
  site: SiteKind,
  requestId: string,
): Promise<RequestOutcome | null> {
  const found = findRequest(connection, requestId)
  if (!found) return null
  const { timeZone = 'UTC' } = (await readSettings(connection)) ?? {}
  const stored: StoredOperation[] = []
  for (const id of found.operationIds) {
    const operation = await findOperation(connection, id)
    if (operation) stored.push(operation)
  }
  const operations = await toOperations(connection, stored, timeZone)
  const ended = operations.length > 0 || effectOf(found.method) === 'change'
  return { state: ended ? 'done' : 'begun', method: found.method, site, operations }
}
