import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal } from '#shared/contract/refusal.ts'
import type { Clock, Log } from '#backend/kernel/dependencies.ts'
import { refusalFor } from '#backend/kernel/files/storage-refusal.ts'
import { hasBackups } from './backups/backup-folders.ts'
import { checkFiles, isSchemaKnown } from './check-database.ts'
import { emptyLog, rewriteFile, tryToEmptyLog } from './checkpoint.ts'
import { openConnection, type ReadConnection } from './connection.ts'
import { lookAtDatabase } from './errors.ts'
import { type FolderLock, lockFolder } from './folder-lock.ts'
import { migrate } from './migrate.ts'
import { placeCheck } from './place-check.ts'
import { migrations as allMigrations } from './migrations/index.ts'
import type { Migration } from './migrations/migration.ts'
import { createWriter, type Writer, WRITER_CACHE_KIB } from './writer.ts'

/** The database of one site. */
export interface Store {
  readonly path: string
  /** For short reads; it never sees half of a transaction. */
  readonly reading: ReadConnection
  readonly writer: Writer
  /**
   * Moves everything into the one file, for the moment before the store is closed and the file moved.
   * @throws Refusal 'storage.locked' where another program is reading, 'storage.full', 'storage.unavailable'
   */
  emptyLog(): void
  /** The same, waiting for nobody. Answers whether it is empty. */
  tryToEmptyLog(): boolean
  /**
   * Leaves nothing in the file of what was changed or deleted.
   * @throws Refusal 'storage.locked' where another program is reading, 'storage.full', 'storage.unavailable'
   */
  rewriteFile(): void
  /**
   * To be called before a commit: what is written into a file that another program has removed or replaced is lost.
   * @throws Refusal 'storage.gone'
   */
  checkPlace(): void
  close(): Promise<void>
}

export interface StoreOptions {
  readonly folder: string
  /** The folder's lock, where the caller holds it longer than the store. Otherwise the store takes it and gives it back. */
  readonly lock?: FolderLock
  readonly clock: Clock
  readonly log: Log
  readonly migrations?: readonly Migration[]
  /** Whether a database is made where there was never one; so it is where this is left out. */
  readonly mayCreate?: boolean
  /** False where the database was checked when it was opened first, and others have it open. */
  readonly check?: boolean
  /** `elsewhere`: the caller sees to it that another thread makes checkpoints. */
  readonly checkpoints?: 'own' | 'elsewhere'
}

const READING_CACHE_KIB = 8 * 1024

/**
 * Opens the database in `folder`, made and brought to the newest shape as needed.
 *
 * @throws Refusal 'storage.locked', 'storage.damaged', 'storage.missing', 'storage.newer', 'storage.migration-failed',
 * 'storage.full', 'storage.unavailable'
 */
export async function openStore({
  folder,
  lock,
  clock,
  log,
  migrations = allMigrations,
  mayCreate = true,
  check = true,
  checkpoints = 'own',
}: StoreOptions): Promise<Store> {
  const own = lock ? undefined : await lockFolder(folder)
  const path = join(folder, 'site.sqlite')
  try {
    const create = await isNew(folder)
    if (create && !mayCreate) throw new Refusal('storage.missing', await foundAt(path))
    if (check && !create) checkFiles(path)
    const cacheKiB = WRITER_CACHE_KIB
    const writing = openConnection({ path, readonly: false, create, cacheKiB, log, checkpoints })
    try {
      await migrate({ connection: writing, migrations, site: folder, clock, log })
      if (check && migrations === allMigrations && !isSchemaKnown(writing))
        throw new Refusal('storage.damaged', {})
      const reading = openConnection({ path, readonly: true, cacheKiB: READING_CACHE_KIB, log })
      const writer = createWriter(writing)
      return {
        path,
        reading,
        writer,
        emptyLog: () => emptyLog(writing),
        rewriteFile: () => rewriteFile(writing),
        tryToEmptyLog: () => tryToEmptyLog(writing),
        checkPlace: placeCheck(path),
        async close() {
          try {
            reading.close()
            await writer.close()
          } finally {
            own?.release()
          }
        },
      }
    } catch (error) {
      writing.close()
      throw error
    }
  } catch (error) {
    own?.release()
    throw error
  }
}

/**
 * Whether there was never a site here: then there is nothing of one, or only what a kill left of its making. A database
 * that is gone while something of it is left is not replaced by an empty one.
 * @throws Refusal 'storage.missing', 'storage.unavailable'
 */
async function isNew(folder: string): Promise<boolean> {
  const path = join(folder, 'site.sqlite')
  const sizeOf = async (file: string) => (await stat(file).catch(() => undefined))?.size ?? 0
  // A link that leads nowhere is where a site was, on a disk that is not connected: the file behind it is not made again.
  const seen = lookAtDatabase(path)
  if (seen) throw refusalFor(seen, 'data')
  if ((await sizeOf(path)) > 0) return false
  const isLost = (await sizeOf(`${path}-wal`)) > 0 || (await hasBackups(folder))
  if (isLost) throw new Refusal('storage.missing', await foundAt(path))
  return true
}

/** What is in the place of a database that is not there. */
const foundAt = async (path: string): Promise<{ found: 'nothing' | 'empty' }> => ({
  found: await stat(path).then(
    () => 'empty',
    () => 'nothing',
  ),
})
