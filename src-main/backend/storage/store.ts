import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock, Log } from '../parts.ts'
import { backUp } from './backup.sqlite.ts'
import { openConnection, type ReadConnection } from './connection.sqlite.ts'
import { lockFolder } from './folder-lock.sqlite.ts'
import { migrate } from './migrate.sqlite.ts'
import { migrations as allMigrations } from './migrations/index.ts'
import type { Migration } from './migrations/migration.ts'
import { createWriter, type Writer } from './writer.sqlite.ts'

/** The database of one site. */
export interface Store {
  readonly path: string
  /** For short reads; it never sees half of a transaction. */
  readonly reading: ReadConnection
  readonly writer: Writer
  /** Writes a whole copy into the backups folder and answers with its name. */
  backUp(why: string): Promise<string>
  close(): Promise<void>
}

export interface StoreOptions {
  readonly folder: string
  readonly clock: Clock
  readonly log: Log
  readonly migrations?: readonly Migration[]
  /** `elsewhere`: the caller sees to it that another thread makes checkpoints. */
  readonly checkpoints?: 'own' | 'elsewhere'
}

/** Creating a million codes touches pages of three indexes at random; with them in memory, each is written about once. */
const WRITER_CACHE_KIB = 128 * 1024
const READING_CACHE_KIB = 8 * 1024

/**
 * Opens the database in `folder`, made and brought to the newest shape as needed.
 *
 * @throws Refusal 'storage.locked', 'storage.damaged', 'storage.newer', 'storage.migration-failed', 'storage.full'
 */
export async function openStore({
  folder,
  clock,
  log,
  migrations = allMigrations,
  checkpoints = 'own',
}: StoreOptions): Promise<Store> {
  await mkdir(folder, { recursive: true })
  const lock = lockFolder(folder)
  const path = join(folder, 'site.sqlite')
  try {
    const writing = openConnection({ path, readonly: false, cacheKiB: WRITER_CACHE_KIB, log, checkpoints })
    try {
      await migrate({ connection: writing, migrations, backups: join(folder, 'backups'), clock, log })
      const reading = openConnection({ path, readonly: true, cacheKiB: READING_CACHE_KIB, log })
      const writer = createWriter(writing)
      return {
        path,
        reading,
        writer,
        backUp: (why) => backUp({ connection: writing, backups: join(folder, 'backups'), clock, log }, why),
        async close() {
          reading.close()
          await writer.close()
          lock.release()
        },
      }
    } catch (error) {
      writing.close()
      throw error
    }
  } catch (error) {
    lock.release()
    throw error
  }
}
