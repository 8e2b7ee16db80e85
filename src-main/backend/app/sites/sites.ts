import { Refusal } from '#shared/contract/refusal.ts'
import type { Site } from '#shared/contract/site.ts'
import { DEFAULT_SETTINGS, type Settings } from '#shared/contract/site-settings.ts'
import { isTimeZone } from '#shared/domain/dates.ts'
import type { Emit } from '#backend/kernel/contract/events.ts'
import { type FolderLock, lockFolder } from '#backend/storage/sqlite/folder-lock.ts'
import { writeSiteSettings } from '#backend/storage/site-settings.ts'
import { removeTemporary } from '#backend/storage/sqlite/site-transfer.ts'
import { keepNew, takeBack, takePlace } from '#backend/storage/sqlite/swap.ts'
import { siteFolders } from '#backend/storage/site-folders.ts'
import type { Sites } from '#backend/storage/open-site.ts'
import { readClosedSite } from './closed-site.ts'
import { openSite, type OwnedSite, type SiteDependencies } from './open-site.ts'
import { fillSample } from '../sample/sample-site.ts'

/**
 * Opens the own site. Its folder's lock is held until the end, whichever site is open and while none is: it keeps other
 * programs from the whole data folder.
 * @throws Refusal of the area `storage` when the own site cannot be opened
 */
export async function openSites(
  parts: SiteDependencies & { dataFolder: string; emit: Emit },
): Promise<Sites> {
  const { clock, log, emit } = parts
  const [ownFolder, sampleFolder] = siteFolders(parts.dataFolder)
  const own = await takeFolder(ownFolder)
  const openOwn = async (): Promise<OwnedSite> => {
    if (await takeBack(own)) log.warn('site-file.taken-back')
    return await openSite(parts, {
      kind: 'own',
      lock: own,
      fill: (tx) => writeSiteSettings(tx.settings, FIRST_SETTINGS()),
    })
  }
  const openSample = async (): Promise<OwnedSite> => {
    const lock = await takeFolder(sampleFolder)
    return await releasing(lock, () =>
      openSite(parts, { kind: 'sample', lock, fill: (tx) => fillSample(tx, clock.now()) }),
    )
  }
  const shut = async (site: OwnedSite | undefined): Promise<void> => {
    try {
      await site?.close()
    } finally {
      if (site && site.lock !== own) site.lock.release()
    }
  }

  /** None where a site was closed and could not be opened again. */
  let current: OwnedSite | undefined = await releasing(own, openOwn)
  let isClosed = false
  let closing: Promise<void> | undefined
  const users = new Set<Promise<unknown>>()
  /** Those who come while the site changes wait for this. */
  let gate: Promise<unknown> = Promise.resolve()

  /** Runs `change` alone: after all present users, before all later ones. */
  const alone = <T>(change: () => Promise<T>): Promise<T> => {
    const mine = gate.then(async () => {
      await Promise.allSettled(users)
      if (isClosed) throw new Refusal('backend.shutting-down', {})
      return await change()
    })
    gate = mine.catch(() => undefined)
    return mine
  }

  const swap = async (site: OwnedSite): Promise<Site> => {
    await site.storage.emptyLog()
    current = undefined
    try {
      await shut(site)
      await takePlace(own)
      current = await openSite(parts, { kind: 'own', lock: own, fill: isNoSite })
      const described = await current.describe()
      await keepNew(own)
      return described
    } catch (error) {
      const failed = current
      current = undefined
      await shut(failed).catch(() => log.error('site.close-failed'))
      current = await openOwn()
      throw error
    }
  }

  return {
    async use(work) {
      for (let seen; seen !== gate || !current;) {
        await (seen = gate)
        if (isClosed) throw new Refusal('backend.shutting-down', {})
        if (seen === gate && !current) await alone(async () => void (current ??= await openOwn()))
      }
      const mine = work(current)
      users.add(mine)
      try {
        return await mine
      } finally {
        users.delete(mine)
      }
    },
    readClosed: (kind, work) =>
      readClosedSite({ folder: kind === 'own' ? ownFolder : sampleFolder, log }, work),
    open: (kind) =>
      alone(async () => {
        if (current?.kind === kind) return await current.describe()
        const previous = current
        current = await (kind === 'own' ? openOwn() : openSample())
        await shut(previous).catch(() => log.error('site.close-failed'))
        const site = await current.describe()
        emit('site.onChanged', site)
        return site
      }),
    replaceOwn: (verify) =>
      alone(async () => {
        if (current?.kind !== 'own') throw new Refusal('siteFile.sample-open', {})
        const backup = await current.storage.backUp('before-opening-a-file')
        await verify(current)
        const site = await swap(current)
        emit('site.onChanged', site)
        return { site, backup }
      }),
    close: () =>
      (closing ??= alone(async () => {
        isClosed = true
        try {
          await shut(current)
        } finally {
          current = undefined
          own.release()
        }
      })),
  }
}

/** The folder's lock, and the folder without what a kill left on its way. */
async function takeFolder(folder: string): Promise<FolderLock> {
  const lock = await lockFolder(folder)
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

/** What takes a site's place is a site already. */
const isNoSite = (): Promise<void> => Promise.reject(new Refusal('storage.damaged', {}))

/** A site of one's own begins unnamed, in the machine's time zone, which a person then confirms or changes. */
const FIRST_SETTINGS = (): Settings => {
  const machine = new Intl.DateTimeFormat().resolvedOptions().timeZone
  return { ...DEFAULT_SETTINGS, timeZone: isTimeZone(machine) ? machine : 'UTC' }
}
