import { mkdir, readdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isRefusal, Refusal } from '#shared/contract/refusal.ts'
import type { Log } from '#backend/kernel/dependencies.ts'
import { copyPrivately } from '#backend/kernel/files/private-files.ts'
import { removeFile, renameOver } from '#backend/kernel/files/while-busy.ts'
import { syncFile, syncFolder } from '../../sync.ts'
import { checkFiles } from '../check-database.ts'
import { openConnection } from '../connection.ts'
import { asStorageRefusal, inData } from '../errors.ts'
import { backupTargets, inBackups } from './backup-folders.ts'
import { type BackupKind, nameBackup, unfinished } from './backup-names.ts'
import { type BackupOrder, digestOf, makeRoom, removeExpired, sizeOf, writeBackup } from './write-backup.ts'

type KeepOrder = Pick<BackupOrder, 'at' | 'dayOf'> & {
  readonly reason: 'site-file' | 'restore' | 'rescue' | 'move'
  /** Somebody has the database open, who has looked at its files. */
  readonly isOpen: boolean
}

/**
 * Keeps the present state of a site before another database takes its place, and answers with the name of the backup:
 * where it can be read as a whole, a copy as every backup is; else the files byte for byte, which nobody may have open.
 * Null where there is nothing.
 * @throws Refusal 'storage.full', 'storage.unavailable'
 */
export async function keepPresent(folder: string, order: KeepOrder, log: Log): Promise<string | null> {
  const path = join(folder, 'site.sqlite')
  const sizes = await Promise.all([path, `${path}-wal`].map(sizeOf))
  if (sizes.every((size) => size === 0)) return null
  try {
    if (!order.isOpen) checkFiles(path)
    return await keepSound(folder, path, order, log)
  } catch (error) {
    const refusal = asStorageRefusal(error, inData(path))
    // To read files that this process has open and close them again would end the system's locks on them.
    if (order.isOpen || isRefusal(refusal, 'storage.full')) throw refusal
    log.warn('backup.site-not-sound', { code: isRefusal(refusal) ? refusal.code : 'other' })
    return await keepFiles(folder, path, order, log)
  }
}

const CACHE_KIB = 16 * 1024

/** A backup of the database at `path`, which is sound, among those of the site in `folder`. */
export async function keepSound(
  folder: string,
  path: string,
  order: Omit<KeepOrder, 'isOpen'>,
  log: Log,
): Promise<string> {
  const kind: BackupKind = { reason: order.reason, migration: null, isRaw: false }
  const connection = openConnection({ path, readonly: true, cacheKiB: CACHE_KIB, log })
  try {
    const written = await writeBackup(folder, connection, { ...order, kind }, log)
    return written.name
  } finally {
    connection.close()
  }
}

/** The log is renamed first: without the database it is no backup, and the database is never there without its log. */
async function keepFiles(folder: string, path: string, order: KeepOrder, log: Log): Promise<string> {
  const kind: BackupKind = { reason: order.reason, migration: null, isRaw: true }
  for (const { folder: target, mayFail } of await backupTargets(folder)) {
    try {
      await mkdir(target.path, { recursive: true, mode: 0o700 })
      const bytes = (await sizeOf(path)) + (await sizeOf(`${path}-wal`))
      await makeRoom(target.path, bytes, { ...order, kind })
      const name = nameBackup(order.at, kind, await readdir(target.path))
      const to = join(target.path, name)
      try {
        if ((await sizeOf(`${path}-wal`)) > 0) await copyWhole(`${path}-wal`, `${to}-wal`)
        await copyWhole(path, to)
      } catch (error) {
        await removeFile(`${to}-wal`)
        throw error
      }
      await syncFolder(target.path)
      log.info('storage.files-kept', { why: order.reason, bytes })
      await removeExpired(target.path, name, { ...order, kind })
      return name
    } catch (error) {
      if (!mayFail) throw asStorageRefusal(error, inBackups(target.path))
      log.warn('backup.folder-unusable')
    }
  }
  throw new Error('there is no folder for backups')
}

/** A database of which only the log is left is kept as an empty file. @throws Refusal 'storage.unavailable' where the copy is not what was read */
async function copyWhole(from: string, to: string): Promise<void> {
  const part = unfinished(to)
  try {
    if (await isThere(from)) {
      await copyPrivately(from, part)
      if ((await digestOf(from)) !== (await digestOf(part)))
        throw new Refusal('storage.unavailable', { reason: 'io-error', place: 'backups' })
    } else await writeFile(part, '')
    await syncFile(part)
    await renameOver(part, to)
  } finally {
    await removeFile(part)
  }
}

const isThere = async (path: string): Promise<boolean> =>
  (await stat(path).catch(() => undefined)) !== undefined
