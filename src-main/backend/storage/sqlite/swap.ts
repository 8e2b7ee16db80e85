import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal } from '#shared/contract/refusal.ts'
import { removeFile, renameOver } from '#backend/kernel/files/while-busy.ts'
import { syncFile, syncFolder } from '../sync.ts'
import { asStorageRefusal, inData } from './errors.ts'
import type { FolderLock } from './folder-lock.ts'
import { incomingPath } from './site-transfer.ts'

/**
 * How one database takes the place of another, which may be damaged or gone. The old one steps aside as `previous.sqlite`
 * with its write-ahead log, and stays whole until the new one has been opened in its place; removing it is the one step
 * that decides. As long as it is there, at whatever moment a kill or a failure comes, `takeBack` makes it the site again.
 */
const pathsIn = (folder: string) => ({
  site: join(folder, 'site.sqlite'),
  log: join(folder, 'site.sqlite-wal'),
  previous: join(folder, 'previous.sqlite'),
  previousLog: join(folder, 'previous.sqlite-wal'),
})

/**
 * Puts the incoming database in the place of the site's, which nobody has open. `isSound`: everything of the old one has
 * been moved into its file, so that a log with something in it means that somebody else still has it open. Otherwise the
 * log steps aside with its database, since a log must never meet another one.
 * @throws Refusal 'storage.locked' where somebody still has the site open, 'storage.full', 'storage.unavailable'
 */
export const takePlace = ({ folder }: FolderLock, { isSound }: { isSound: boolean }): Promise<void> =>
  translating(folder, async () => {
    const { site, log, previous, previousLog } = pathsIn(folder)
    if (isSound && ((await sizeOf(log)) ?? 0) > 0) throw new Refusal('storage.locked', {})
    await syncFile(incomingPath(folder))
    await removeIndex(site)
    if (await isThere(site)) {
      await renameOver(site, previous)
      await syncFolder(folder)
    }
    if (await isThere(log)) await renameOver(log, previousLog)
    await syncFolder(folder)
    await renameOver(incomingPath(folder), site)
    await syncFolder(folder)
  })

/** The new database is the site from here on. */
export const keepNew = ({ folder }: FolderLock): Promise<void> =>
  translating(folder, async () => {
    const { previous, previousLog } = pathsIn(folder)
    await removeFile(previous)
    await syncFolder(folder)
    await removeFile(previousLog)
    await syncFolder(folder)
  })

/**
 * Makes the old database the site again where a new one had not been kept yet. Answers whether there was one. It can be
 * cut short at any step and done again.
 */
export const takeBack = ({ folder }: FolderLock): Promise<boolean> =>
  translating(folder, async () => {
    const { site, log, previous, previousLog } = pathsIn(folder)
    if (!(await isThere(previous))) {
      // What a kill left of a database that is not to come back.
      await removeFile(previousLog)
      return false
    }
    await removeIndex(site)
    // A log that lies here is that of the database in the site's place, if there is one, and of the old one otherwise.
    if (await isThere(site)) {
      await removeFile(log)
      await syncFolder(folder)
      await removeFile(site)
      await syncFolder(folder)
    }
    if (await isThere(previousLog)) await renameOver(previousLog, log)
    await syncFolder(folder)
    await renameOver(previous, site)
    await syncFolder(folder)
    return true
  })

/** It is made again of the log. */
async function removeIndex(site: string): Promise<void> {
  for (const beside of ['-shm', '-journal']) await removeFile(`${site}${beside}`)
}

const sizeOf = async (path: string): Promise<number | undefined> =>
  (await stat(path).catch(() => undefined))?.size
const isThere = async (path: string): Promise<boolean> => (await sizeOf(path)) !== undefined

async function translating<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw asStorageRefusal(error, inData(pathsIn(folder).site))
  }
}
