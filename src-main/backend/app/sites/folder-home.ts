import { join } from 'node:path'
import { Refusal } from '#shared/contract/refusal.ts'
import type { Clock, Entries, Log } from '#backend/kernel/dependencies.ts'
import type { SiteBackups } from '#backend/storage/backups.ts'
import { asRefusal, asStorageRefusal, inData } from '#backend/storage/sqlite/errors.ts'
import { type FolderLock, type FolderLockOptions, lockFolder } from '#backend/storage/sqlite/folder-lock.ts'
import { openSqlite, type SqliteOptions, type SqliteStorage } from '#backend/storage/sqlite/open-storage.ts'
import { isInPlace, placeCheck } from '#backend/storage/sqlite/place-check.ts'
import { rescueSite } from '#backend/storage/sqlite/rescue-site.ts'
import { createTransfer, incomingPath, removeTemporary } from '#backend/storage/sqlite/site-transfer.ts'
import { keepNew, takeBack, takePlace } from '#backend/storage/sqlite/swap.ts'
import { readClosedSite } from './closed-site.ts'
import type { KeptSite, SiteHome } from './site-home.ts'

export interface FolderDependencies {
  /** Of the site; made where there is none. */
  readonly folder: string
  readonly clock: Clock
  readonly log: Log
  readonly entries: Entries
}

/**
 * The own site in a folder of its own. The folder's lock is held from the first opening to the end, whichever site is
 * open and while none is: it keeps other programs from the whole data folder.
 */
export function folderHome(parts: FolderDependencies & { readonly backups: SiteBackups }): SiteHome {
  const { folder, clock, log, entries, backups } = parts
  const database = inData(databaseIn(folder))
  /** None where the folder cannot be used at all. */
  let lock: FolderLock | undefined
  let opened: SqliteStorage | undefined

  /** Also where another folder has come in the place of this one. */
  const hold = async (take: typeof lockFolder, mayCreate: boolean): Promise<FolderLock> => {
    if (lock && !lock.isInPlace()) release()
    return (lock ??= await take(folder, { mayCreate }))
  }
  const release = (): void => {
    lock?.release()
    lock = undefined
  }
  const openIn = async (held: FolderLock, how: Pick<SqliteOptions, 'mayCreate' | 'readOnly'>) => {
    opened = await openSqlite({ folder, clock, log, entries, ...how })
    return keptIn(held, opened)
  }
  const translating = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work()
    } catch (error) {
      throw asStorageRefusal(error, database)
    }
  }

  return {
    backups,
    toRefusal: (error) => asRefusal(error, database),
    open: ({ mayCreate }) =>
      translating(async () => {
        const held = await hold(takeFolder, mayCreate)
        if (await takeBack(held)) log.warn('site-file.taken-back')
        return await openIn(held, { mayCreate })
      }),
    async openDamaged() {
      if (!lock) throw new Refusal('storage.damaged', {})
      return await openIn(lock, { readOnly: true })
    },
    readClosed: (work) => readClosedSite({ folder, log }, work),
    requireFiles: () => undefined,
    // A folder that is gone may be made again, since a person asked for it. What has been prepared stays in it.
    async beginReplacing({ isOpen }) {
      if (!isOpen) await hold(lockFolder, true)
    },
    async replace({ reason, isSound, close, use }) {
      const held = lock ?? (await hold(lockFolder, true))
      let backup = isSound ? await backups.keepPresent(reason, { isOpen: true }) : null
      if (isSound) await opened?.emptyLog()
      await close()
      if (!isSound) backup = await backups.keepPresent(reason, { isOpen: false })
      await takePlace(held, { isSound })
      const result = await use(await openIn(held, { mayCreate: false }))
      await keepNew(held)
      return { result, backup }
    },
    async rescue(options) {
      await removeTemporary(await hold(lockFolder, false))
      return await rescueSite({
        entry: entries.readerThread,
        log,
        from: database.path,
        to: incomingPath(folder),
        now: clock.now(),
        ...options,
      })
    },
    release,
  }
}

/**
 * Opens the site in a folder that is taken for as long as the site is open.
 * @throws Refusal of the area `storage`
 */
export async function openInFolder({ folder, clock, log, entries }: FolderDependencies): Promise<KeptSite> {
  const lock = await takeFolder(folder)
  const storage = await releasing(lock, () => openSqlite({ folder, clock, log, entries }))
  return {
    ...keptIn(lock, storage),
    async close() {
      try {
        await storage.close()
      } finally {
        lock.release()
      }
    },
  }
}

const databaseIn = (folder: string): string => join(folder, 'site.sqlite')

function keptIn(lock: FolderLock, storage: SqliteStorage): KeptSite {
  const checkPlace = placeCheck(databaseIn(lock.folder))
  return {
    storage,
    transfer: createTransfer(lock),
    isInPlace: () => isInPlace(checkPlace),
    // The folder's lock keeps other programs out.
    leads: () => true,
    listen: () => undefined,
    check: storage.check,
    close: storage.close,
  }
}

/** The folder's lock, and the folder without what a kill left on its way. */
export async function takeFolder(folder: string, options?: FolderLockOptions): Promise<FolderLock> {
  const lock = await lockFolder(folder, options)
  await releasing(lock, () => removeTemporary(lock))
  return lock
}

/** Gives the lock back where `work` fails. */
async function releasing<T>(lock: FolderLock, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    lock.release()
    throw error
  }
}
