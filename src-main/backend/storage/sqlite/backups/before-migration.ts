import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock, Log } from '#backend/kernel/dependencies.ts'
import type { OwnedConnection } from '../connection.ts'
import { backupFolders } from './backup-folders.ts'
import { readMarks } from './backup-marks.ts'
import { readBackupName } from './backup-names.ts'
import { readingBackup } from './open-backup.ts'
import { writeBackup } from './write-backup.ts'

export interface MigrationBackupOptions {
  readonly connection: OwnedConnection
  /** Of the site. */
  readonly folder: string
  readonly migration: number
  readonly clock: Clock
  readonly log: Log
}

/**
 * Makes a backup before a migration and answers with its name. A migration that fails at every start leaves the site as
 * it was, so it has one backup however often it is tried.
 * @throws Refusal 'storage.damaged' where the site is not sound, 'storage.full', 'storage.unavailable'
 */
export async function backUpBeforeMigration(options: MigrationBackupOptions): Promise<string> {
  const { connection, folder, migration, clock, log } = options
  const { name } = await writeBackup(
    folder,
    connection,
    {
      kind: { reason: 'migration', migration, isRaw: false },
      at: clock.now(),
      dayOf: utcDay,
      findSame: (digest) => findBackup(folder, migration, digest),
    },
    log,
  )
  return name
}

const DAY_MS = 86_400_000
/** For where the time zone of the site is not known, as before its migration. */
export const utcDay = (at: number): number => Math.floor(at / DAY_MS)

async function findBackup(folder: string, migration: number, digest: string): Promise<string | undefined> {
  const { folders } = await backupFolders(folder)
  for (const { path } of folders) {
    for (const name of await readdir(path).catch(() => []))
      if (readBackupName(name)?.migration === migration && (await digestIn(join(path, name))) === digest)
        return name
  }
  return undefined
}

const digestIn = (path: string): Promise<string | undefined> =>
  readingBackup(path, (copy) => readMarks(copy)?.digest).catch(() => undefined)
