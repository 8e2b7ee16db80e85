import { createReadStream } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { isRefusal, Refusal } from '#shared/contract/refusal.ts'
import { copyPrivately } from '#backend/kernel/files/private-files.ts'
import type { SiteTransfer } from '../site-file.ts'
import { asStorageRefusal, inData } from './errors.ts'
import type { FolderLock } from './folder-lock.ts'

/** Databases on their way into or out of a site's folder. What a kill leaves of them is removed at the next start. */
const ON_THEIR_WAY = ['incoming.sqlite', 'outgoing.sqlite'] as const
/** A copy of a site that another engine keeps, while a backup is made of it. */
const COPIED = 'copied.sqlite'
const BESIDE = ['', '-journal', '-wal', '-shm'] as const

export const incomingPath = (folder: string): string => join(folder, ON_THEIR_WAY[0])
export const outgoingPath = (folder: string): string => join(folder, ON_THEIR_WAY[1])
export const copiedPath = (folder: string): string => join(folder, COPIED)

/** The lock shows that nobody else is using the files. */
export const removeTemporary = (lock: FolderLock): Promise<void> => remove(lock, [...ON_THEIR_WAY, COPIED])

/** The same, while a backup may be made. */
export const clearTransfer = (lock: FolderLock): Promise<void> => remove(lock, ON_THEIR_WAY)

async function remove({ folder }: FolderLock, names: readonly string[]): Promise<void> {
  for (const name of names)
    for (const beside of BESIDE) await rm(join(folder, `${name}${beside}`), { force: true })
}

export const createTransfer = (lock: FolderLock): SiteTransfer => ({
  async takeIn({ path, name }) {
    await clearTransfer(lock)
    await copyPrivately(path, incomingPath(lock.folder)).catch((error: unknown) => {
      const refusal = asStorageRefusal(error, inData(incomingPath(lock.folder)))
      throw isRefusal(refusal, 'storage.full') ? refusal : new Refusal('file.unreadable', { name })
    })
  },
  readOutgoing: () => createReadStream(outgoingPath(lock.folder)),
  clear: () => clearTransfer(lock),
})
