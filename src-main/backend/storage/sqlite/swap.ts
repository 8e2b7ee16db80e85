import { stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Refusal } from '#shared/contract/refusal.ts'
import { removeFile, renameOver } from '#backend/kernel/files/while-busy.ts'
import { syncFile, syncFolder } from '../sync.ts'
import { asStorageRefusal, inData } from './errors.ts'
import type { FolderLock } from './folder-lock.ts'
import { incomingPath } from './site-transfer.ts'

/**
 * How one database takes the place of another. The old one steps aside as `previous.sqlite` and stays whole until the
 * new one has been opened in its place; removing it is the one step that decides. As long as it is there, at whatever
 * moment a kill or a failure comes, `takeBack` makes it the site again.
 */
const pathsIn = (folder: string) => ({
  site: join(folder, 'site.sqlite'),
  previous: join(folder, 'previous.sqlite'),
})

/**
 * Puts the incoming database in the place of the site's, which nobody has open. A write-ahead log of the old database
 * must never meet the new one, so it must be empty.
 * @throws Refusal 'storage.locked' where somebody still has the site open, 'storage.full', 'storage.unavailable'
 */
export const takePlace = ({ folder }: FolderLock): Promise<void> =>
  translating(folder, async () => {
    const { site, previous } = pathsIn(folder)
    const log = await stat(`${site}-wal`).catch(() => undefined)
    if (log && log.size > 0) throw new Refusal('storage.locked', {})
    await syncFile(incomingPath(folder))
    await removeLog(site)
    await renameOver(site, previous)
    await syncFolder(folder)
    await renameOver(incomingPath(folder), site)
    await syncFolder(folder)
  })

/** The new database is the site from here on. */
export const keepNew = ({ folder }: FolderLock): Promise<void> =>
  translating(folder, async () => {
    await removeFile(pathsIn(folder).previous)
    await syncFolder(folder)
  })

/**
 * Makes the old database the site again where a new one had not been kept yet. Answers whether there was one. It can be
 * cut short at any step and done again.
 */
export const takeBack = ({ folder }: FolderLock): Promise<boolean> =>
  translating(folder, async () => {
    const { site, previous } = pathsIn(folder)
    if (!(await stat(previous).catch(() => undefined))) return false
    // The log is the new database's: it goes first, so that it never meets the old one.
    await removeLog(site)
    await syncFolder(folder)
    await renameOver(previous, site)
    await syncFolder(folder)
    return true
  })

async function removeLog(site: string): Promise<void> {
  for (const beside of ['-wal', '-shm', '-journal']) await removeFile(`${site}${beside}`)
}

async function translating<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw asStorageRefusal(error, inData(pathsIn(folder).site))
  }
}
