import { join } from 'node:path'
import { isRefusal, Refusal } from '#shared/contract/refusal.ts'
import type { RecoveryState } from '#shared/contract/recovery.ts'
import type { Site } from '#shared/contract/site.ts'
import { DEFAULT_SETTINGS, type Settings } from '#shared/contract/site-settings.ts'
import { isTimeZone } from '#shared/domain/dates.ts'
import { apiError } from '#backend/kernel/contract/api-error.ts'
import type { Emit } from '#backend/kernel/contract/events.ts'
import { describeError } from '#backend/kernel/log-file.ts'
import type { SiteBackups } from '#backend/storage/backups.ts'
import { asStorageRefusal, inData } from '#backend/storage/sqlite/errors.ts'
import { type FolderLock, type FolderLockOptions, lockFolder } from '#backend/storage/sqlite/folder-lock.ts'
import { writeSiteSettings } from '#backend/storage/site-settings.ts'
import { incomingPath, removeTemporary } from '#backend/storage/sqlite/site-transfer.ts'
import { isInPlace } from '#backend/storage/sqlite/place-check.ts'
import { rescueSite } from '#backend/storage/sqlite/rescue-site.ts'
import { keepNew, takeBack, takePlace } from '#backend/storage/sqlite/swap.ts'
import { siteFolders } from '#backend/storage/site-folders.ts'
import type { OpenSite, Sites } from '#backend/storage/open-site.ts'
import { readClosedSite } from './closed-site.ts'
import { openSite, type OwnedSite, type SiteDependencies } from './open-site.ts'
import { fillSample } from '../sample/sample-site.ts'

/**
 * Opens the own site. Where it cannot be opened, the cause is kept, and whoever needs the site is refused with it. The
 * folder's lock is held until the end, whichever site is open and while none is: it keeps other programs from the whole
 * data folder.
 * @throws Refusal 'storage.locked' while another program has it
 */
export async function openSites(
  parts: SiteDependencies & { dataFolder: string; emit: Emit; backups: Pick<SiteBackups, 'keepPresent'> },
): Promise<Sites> {
  const { clock, log, emit } = parts
  const [ownFolder, sampleFolder] = siteFolders(parts.dataFolder)
  /** None where the folder cannot be used at all. */
  let own: FolderLock | undefined
  /** None where the own site cannot be opened. */
  let current: OwnedSite | undefined
  /** Why the own site cannot be opened, or is read only. */
  let problem: Refusal | null = null
  /** Where a site was, a folder without one is not a new site. */
  let wasOpen = false
  let isClosed = false
  let closing: Promise<void> | undefined
  const users = new Set<Promise<unknown>>()
  /** Those who come while the site changes wait for this. */
  let gate: Promise<unknown> = Promise.resolve()

  /** While the own site is closed: its folder, also where another one has come in its place. */
  const lockOwn = async (take: typeof lockFolder, mayCreate: boolean): Promise<FolderLock> => {
    if (own && !own.isInPlace()) {
      own.release()
      own = undefined
    }
    return (own ??= await take(ownFolder, { mayCreate }))
  }
  const openOwn = async (): Promise<OwnedSite> => {
    const mayCreate = !wasOpen
    try {
      own = await lockOwn(takeFolder, mayCreate)
      if (await takeBack(own)) log.warn('site-file.taken-back')
      const site = await openSite(parts, {
        kind: 'own',
        lock: own,
        ...(mayCreate && { fill: (tx) => writeSiteSettings(tx.settings, FIRST_SETTINGS()) }),
      })
      wasOpen = true
      problem = null
      return site
    } catch (error) {
      const cause = asStorageRefusal(error, inData(join(ownFolder, 'site.sqlite')))
      if (!isRefusal(cause)) throw error
      log.error('site.not-opened', { code: cause.code })
      problem = cause
      if (!own || cause.code !== 'storage.damaged') throw cause
      const site = await openSite(parts, { kind: 'own', lock: own, readOnly: true }).catch(() => undefined)
      if (!site) throw cause
      wasOpen = true
      problem = new Refusal('site.read-only', {})
      return site
    }
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
  const shutQuietly = (site: OwnedSite | undefined): Promise<void> =>
    shut(site).catch((error: unknown) => log.error('site.close-failed', describeError(error)))

  const state = (): RecoveryState => ({
    open: current?.kind ?? null,
    problem: problem && apiError(problem),
    readOnly: current?.isReadOnly() ?? false,
  })
  const emitState = (): void => emit('recovery.onChanged', state())

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

  /** The own site as it can be opened now; none where it cannot. */
  const reopen = async (): Promise<OwnedSite | undefined> => {
    const previous = current
    current = undefined
    if (previous?.kind === 'own') await shutQuietly(previous)
    try {
      current = await openOwn()
    } catch (error) {
      if (!isRefusal(error)) current = previous?.kind === 'sample' ? previous : undefined
      if (!isRefusal(error)) throw error
    } finally {
      if (previous?.kind === 'sample' && current !== previous) await shutQuietly(previous)
    }
    return current
  }

  /** With `site`, the one that is open, if any. */
  const swap = async (
    lock: FolderLock,
    site: OwnedSite | undefined,
    reason: 'site-file' | 'restore' | 'rescue',
  ): Promise<{ site: Site; backup: string | null }> => {
    const isSound = site !== undefined && !site.isReadOnly()
    let backup = isSound ? await parts.backups.keepPresent(reason, { isOpen: true }) : null
    if (isSound) await site.storage.emptyLog()
    current = undefined
    try {
      await (isSound ? shut(site) : shutQuietly(site))
      if (!isSound) backup = await parts.backups.keepPresent(reason, { isOpen: false })
      await takePlace(lock, { isSound })
      current = await openSite(parts, { kind: 'own', lock })
      const described = await current.describe()
      await keepNew(lock)
      wasOpen = true
      problem = null
      return { site: described, backup }
    } catch (error) {
      await shutQuietly(current)
      current = undefined
      await reopen()
      if (!current) emitState()
      throw error
    }
  }

  /** The files are not there any more: what is still read comes from what the system keeps of them for this process. */
  const leave = (site: OwnedSite): Promise<void> =>
    alone(async () => {
      if (current !== site) return
      current = undefined
      if (site.kind === 'own') problem = new Refusal('storage.gone', {})
      // The folder of the own site may be gone with the sample's: whether it is shows with the next try.
      else problem ??= new Refusal('storage.gone', {})
      await shutQuietly(site)
      if (site.kind === 'own') {
        own?.release()
        own = undefined
      }
      log.error('site.gone')
      emitState()
    })

  /** What a failure that somebody met says of the site itself. */
  const learnFrom = (site: OwnedSite, failure: unknown): void => {
    if (!isRefusal(failure) || current !== site || ofAnother.has(failure)) return
    if (failure.code === 'storage.damaged') findDamaged(site)
    else if (failure.code.startsWith('storage.') && !isInPlace(site.checkPlace))
      leave(site).catch((error: unknown) => log.error('site.not-left', describeError(error)))
  }
  const findDamaged = (site: OwnedSite): void => {
    if (site.isReadOnly() || current !== site) return
    site.makeReadOnly()
    if (site.kind === 'own') problem = new Refusal('site.read-only', {})
    log.error('site.damaged', { site: site.kind })
    emitState()
  }
  /** Looks at every page of the own site, while it is used. */
  const check = async (): Promise<void> => {
    const site = current
    if (site?.kind === 'own' && !site.isReadOnly() && (await site.storage.check()) === 'damaged')
      findDamaged(site)
  }
  /** Failures of the site that is not open. */
  const ofAnother = new WeakSet<object>()

  const use = async <T>(work: (site: OpenSite) => Promise<T>): Promise<T> => {
    for (let seen; seen !== gate;) await (seen = gate)
    if (isClosed) throw new Refusal('backend.shutting-down', {})
    const site = current
    if (!site) throw problem ?? new Refusal('storage.gone', {})
    const mine = work(site)
    users.add(mine)
    try {
      return await mine
    } catch (error) {
      learnFrom(site, error)
      throw error
    } finally {
      users.delete(mine)
    }
  }

  try {
    current = await openOwn()
  } catch (error) {
    if (!isRefusal(error) || error.code === 'storage.locked') {
      own?.release()
      throw error
    }
  }

  return {
    use,
    async inBackground(work) {
      await gate
      return isClosed || !current || current.isReadOnly() ? undefined : await use(work)
    },
    state,
    retry: () =>
      alone(async () => {
        if (problem === null && current?.kind === 'own') return state()
        const site = await (await reopen())?.describe()
        if (site) emit('site.onChanged', site)
        // Before it is said to be well.
        await check()
        emitState()
        return state()
      }),
    check,
    rescue: (options) =>
      alone(async () => {
        if (current?.kind === 'sample') throw new Refusal('backups.sample-open', {})
        if (problem === null) throw new Refusal('recovery.nothing-to-rescue', {})
        const timeZone = (await current?.settings().catch(() => undefined))?.timeZone
        const previous = current
        current = undefined
        try {
          await shutQuietly(previous)
          const lock = await lockOwn(lockFolder, false)
          await removeTemporary(lock)
          const rescued = await rescueSite({
            entry: parts.entries.readerThread,
            log,
            from: join(ownFolder, 'site.sqlite'),
            to: incomingPath(ownFolder),
            timeZone: timeZone ?? FIRST_SETTINGS().timeZone,
            now: clock.now(),
            ...options,
          })
          const { site, backup } = await swap(lock, undefined, 'rescue')
          emit('site.onChanged', site)
          return { ...rescued, site, kept: backup }
        } catch (error) {
          const again = current ?? (await reopen())
          // It is known to be damaged, whatever its opening shows.
          if (again) findDamaged(again)
          throw error
        } finally {
          emitState()
        }
      }),
    readClosed: (kind, work) =>
      readClosedSite({ folder: kind === 'own' ? ownFolder : sampleFolder, log }, work).catch(
        (error: unknown) => {
          if (typeof error === 'object' && error !== null) ofAnother.add(error)
          throw error
        },
      ),
    open: (kind) =>
      alone(async () => {
        if (current?.kind === kind) return await current.describe()
        const previous = current
        if (kind === 'own') {
          await reopen()
        } else {
          current = await openSample()
          await shutQuietly(previous)
        }
        if (!current) {
          emitState()
          throw problem ?? new Refusal('storage.gone', {})
        }
        const site = await current.describe()
        emit('site.onChanged', site)
        if (problem || !previous) emitState()
        return site
      }),
    replaceOwn: (reason, prepare) =>
      alone(async () => {
        if (current?.kind === 'sample')
          throw new Refusal(reason === 'site-file' ? 'siteFile.sample-open' : 'backups.sample-open', {})
        const before = state()
        const site = current
        // A folder that is gone may be made again, since a person asked for it. What has been prepared stays in it.
        const lock = site?.lock ?? (await lockOwn(lockFolder, true))
        const replaced = await prepare(site)
          .then(() => swap(lock, site, reason))
          .catch((error: unknown) => {
            if (site) learnFrom(site, error)
            throw error
          })
        emit('site.onChanged', replaced.site)
        if (before.problem) emitState()
        return replaced
      }),
    close: () =>
      (closing ??= alone(async () => {
        isClosed = true
        try {
          await shut(current)
        } finally {
          current = undefined
          own?.release()
        }
      })),
  }
}

/** The folder's lock, and the folder without what a kill left on its way. */
async function takeFolder(folder: string, options?: FolderLockOptions): Promise<FolderLock> {
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

/** A site of one's own begins unnamed, in the machine's time zone, which a person then confirms or changes. */
const FIRST_SETTINGS = (): Settings => {
  const machine = new Intl.DateTimeFormat().resolvedOptions().timeZone
  return { ...DEFAULT_SETTINGS, timeZone: isTimeZone(machine) ? machine : 'UTC' }
}
