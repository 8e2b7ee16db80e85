import type { Log } from '#backend/kernel/dependencies.ts'
import { isPostgres, targetAt } from '#backend/storage/postgres/address.ts'
import type { Watch } from '#backend/storage/site-file.ts'
import type { BackedUpSites } from '#backend/storage/sqlite/backups/backup-task-handlers.ts'
import { openConnection, type OwnedConnection } from '#backend/storage/sqlite/connection.ts'
import { fillNew, removeDatabase } from '#backend/storage/sqlite/fill-from.ts'
import { siteAt, snapshot } from '#backend/storage/sqlite/snapshot.ts'
import { tableSource } from '#backend/storage/sqlite/table-source.ts'
import type { StorageAddress } from '#backend/storage/storage.ts'
import type { TableSource } from '#backend/storage/table-source.ts'

const CACHE_KIB = 16 * 1024

/** Runs `work` with all rows of the site at `address`, whichever engine keeps it, in one state. */
export async function withTables<T>(
  address: StorageAddress,
  log: Log,
  work: (source: TableSource) => Promise<T>,
): Promise<T> {
  if (isPostgres(address)) return await withTablesOfServer(address, log, work)
  const connection = openConnection({ path: siteAt(address), readonly: true, cacheKiB: CACHE_KIB, log })
  try {
    return await snapshot(connection, () => work(tableSource(connection)))
  } finally {
    connection.close()
  }
}

/** The driver is read where it is needed only. */
async function withTablesOfServer<T>(
  address: StorageAddress,
  log: Log,
  work: (source: TableSource) => Promise<T>,
): Promise<T> {
  const [{ openOneState }, { tableSource: tablesOfServer }] = await Promise.all([
    import('#backend/storage/postgres/one-state.ts'),
    import('#backend/storage/postgres/table-source.ts'),
  ])
  const { client, close } = await openOneState(targetAt(address), log)
  try {
    return await work(tablesOfServer(client))
  } finally {
    await close()
  }
}

/** Copies the site at `address`, in one state, into a new SQLite database at `path`. */
export async function copySite(address: StorageAddress, path: string, log: Log, watch: Watch): Promise<void> {
  if (isPostgres(address)) return await withTables(address, log, (source) => fillNew(path, source, watch))
  const connection = openConnection({ path: siteAt(address), readonly: true, cacheKiB: CACHE_KIB, log })
  try {
    connection.database.prepare('VACUUM INTO ?').run(path)
  } finally {
    connection.close()
  }
}

/** Runs `work` with the site at `address` as a SQLite database, which is itself, or a copy of it at `path` for so long. */
export async function withDatabase<T>(
  { storage, path }: { readonly storage: StorageAddress; readonly path: string },
  log: Log,
  watch: Watch,
  work: (connection: OwnedConnection) => Promise<T>,
): Promise<T> {
  const isCopied = isPostgres(storage)
  const from = isCopied ? path : siteAt(storage)
  try {
    if (isCopied) await copySite(storage, path, log, watch)
    const connection = openConnection({ path: from, readonly: true, checks: true, cacheKiB: CACHE_KIB, log })
    try {
      return await work(connection)
    } finally {
      connection.close()
    }
  } finally {
    if (isCopied) await removeDatabase(path)
  }
}

/** Of what backups are made. */
export const sitesFor = (log: Log): BackedUpSites => ({
  withDatabase: (site, watch, work) => withDatabase(site, log, watch, work),
  withTables: (storage, work) => withTables(storage, log, work),
})
