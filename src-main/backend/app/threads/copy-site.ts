import type { Log } from '#backend/kernel/dependencies.ts'
import { isPostgres, targetAt } from '#backend/storage/postgres/address.ts'
import type { Watch } from '#backend/storage/site-file.ts'
import { openConnection } from '#backend/storage/sqlite/connection.ts'
import { fillNew } from '#backend/storage/sqlite/fill-from.ts'
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

/** Copies the site at `address` into a new SQLite database. */
export const copySite = (address: StorageAddress, path: string, log: Log, watch: Watch): Promise<void> =>
  withTables(address, log, (source) => fillNew(path, source, watch))
