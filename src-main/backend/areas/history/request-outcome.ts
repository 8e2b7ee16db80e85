import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { effectOf } from '#shared/contract/effects.ts'
import type { RequestOutcome } from '#shared/contract/history.ts'
import type { SiteKind } from '#shared/contract/site.ts'
import type { Log } from '#backend/kernel/dependencies.ts'
import { openConnection, type ReadConnection } from '#backend/storage/sqlite/connection.ts'
import { migrationsDone } from '#backend/storage/sqlite/migrate.ts'
import { migrations } from '#backend/storage/sqlite/migrations/index.ts'
import type { OpenSite } from '#backend/storage/open-site.ts'
import { findOperation, type StoredOperation } from '#backend/storage/sqlite/operations.ts'
import { findRequest } from '#backend/storage/sqlite/requests.ts'
import { readSettings } from '#backend/storage/sqlite/settings.ts'
import { siteFolders } from '#backend/storage/site-folders.ts'
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
    return migrationsDone(connection).includes(migrations.at(-1)?.number ?? 0)
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
