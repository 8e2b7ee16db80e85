import { join } from 'node:path'
import { Refusal } from '#shared/contract/refusal.ts'
import type { Clock, Entries, Log } from '#backend/kernel/dependencies.ts'
import type { SiteBackups } from '#backend/storage/backups.ts'
import { asRefusal, asStorageRefusal, inData } from '#backend/storage/sqlite/errors.ts'
import { type FolderLock, lockFolder } from '#backend/storage/sqlite/folder-lock.ts'
import { openSqlite, type SqliteOptions, type SqliteStorage } from '#backend/storage/sqlite/open-storage.ts'
import { isInPlace, placeCheck } from '#backend/storage/sqlite/place-check.ts'
import { rescueSite } from '#backend/storage/sqlite/rescue-site.ts'
import { clearTransfer, createTransfer, incomingPath } from '#backend/storage/sqlite/site-transfer.ts'
import { keepNew, takeBack, takePlace } from '#backend/storage/sqlite/swap.ts'
import { readClosedSite } from './closed-site.ts'
import { type HeldFolder, releasing, takeFolder } from './held-folder.ts'
import type { KeptSite, SiteHome } from './site-home.ts'

export interface FolderDependencies {
  /** Of the site; made where there is none. */
  readonly folder: string
  readonly clock: Clock
  readonly log: Log
  readonly entries: Entries
}

/** The own site in a folder of its own, which is held from the first opening to the end. */
export function folderHome(
  parts: FolderDependencies & { readonly held: HeldFolder; readonly backups: SiteBackups },
): SiteHome {
  const { folder, clock, log, entries, backups, held: own } = parts
  const database = inData(databaseIn(folder))
  let opened: SqliteStorage | undefined

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
        const held = await own.hold(takeFolder, { mayCreate })
        if (await takeBack(held)) log.warn('site-file.taken-back')
        return await openIn(held, { mayCreate })
      }),
    async openDamaged() {
      if (!own.lock) throw new Refusal('storage.damaged', {})
      return { ...(await openIn(own.lock, { readOnly: true })), readOnly: new Refusal('site.read-only', {}) }
    },
    readClosed: (work) => readClosedSite({ folder, log }, work),
    requireFiles: () => undefined,
    // A folder that is gone may be made again, since a person asked for it. What has been prepared stays in it.
    async beginReplacing({ isOpen }) {
      if (!isOpen) await takeBack(await own.hold(lockFolder))
    },
    async replace({ reason, isSound, close, use }) {
      const held = own.lock ?? (await own.hold(lockFolder))
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
      await clearTransfer(await own.hold(lockFolder, { mayCreate: false }))
      return await rescueSite({
        entry: entries.readerThread,
        log,
        from: database.path,
        to: incomingPath(folder),
        now: clock.now(),
        ...options,
      })
    },
    release: own.release,
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
    folder: lock.folder,
    transfer: createTransfer(lock),
    readOnly: null,
    isInPlace: () => isInPlace(checkPlace),
    // The folder's lock keeps other programs out.
    leads: () => true,
    listen: () => undefined,
    check: storage.check,
    close: storage.close,
  }
}
