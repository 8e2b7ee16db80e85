import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Log } from '#backend/kernel/dependencies.ts'
import { openConnection } from '#backend/storage/sqlite/connection.ts'
import { migrationsDone } from '#backend/storage/sqlite/migrate.ts'
import { migrations } from '#backend/storage/sqlite/migrations/index.ts'
import { createReaders } from '#backend/storage/sqlite/readers.ts'
import type { Readers } from '#backend/storage/storage.ts'

/** Reads a site that is not open, as it is. Undefined where there is none, or one of another version. */
export async function readClosedSite<T>(
  { folder, log }: { folder: string; log: Log },
  work: (readers: Readers) => Promise<T>,
): Promise<T | undefined> {
  const path = join(folder, 'site.sqlite')
  if (!existsSync(path)) return undefined
  const connection = openConnection({ path, readonly: true, cacheKiB: 1024, log })
  try {
    if (Math.max(0, ...migrationsDone(connection)) !== migrations.at(-1)?.number) return undefined
    return await work(createReaders(connection))
  } finally {
    connection.close()
  }
}
