import { isRefusal, Refusal } from '#shared/contract/refusal.ts'
import type { RecoveryState } from '#shared/contract/recovery.ts'
import { STORED_AREAS } from '#shared/contract/stored-areas.ts'
import type { Site } from '#shared/contract/site.ts'
import { DEFAULT_SETTINGS, type Settings } from '#shared/contract/site-settings.ts'
import { instantOf, isTimeZone } from '#shared/domain/dates.ts'
import { apiError } from '#backend/kernel/contract/api-error.ts'
import type { Emit } from '#backend/kernel/contract/events.ts'
import { describeError } from '#backend/kernel/log-file.ts'
import { createRetries } from '#backend/kernel/retries.ts'
import { writeSiteSettings } from '#backend/storage/site-settings.ts'
import type { OpenSite, Sites } from '#backend/storage/open-site.ts'
import { announceElsewhere } from './announce-elsewhere.ts'
import { readClosedSite } from './closed-site.ts'
import { openInFolder } from './folder-home.ts'
import { openSite, type OwnedSite, type SiteDependencies, type SiteSource } from './open-site.ts'
import type { MovableHome } from './movable-home.ts'
import type { KeptSite, ReplaceReason, SiteHome } from './site-home.ts'
import { fillSample } from '../sample/sample-site.ts'

export interface SitesDependencies extends SiteDependencies {
  readonly home: MovableHome
  readonly sampleFolder: string
  readonly emit: Emit
}

export interface MovableSites extends Sites {
  /**
   * Opens the own site in another place, which is its home from then on, once nobody uses the present one any more. `keep`
   * remembers the place for later starts. Where anything of it fails, all stays as it was. `mayCreate`: whether a new site
   * is made where there is none. `prepare` comes first, and has the present site to itself. `replaces`: what it has put
   * beside the site in the other place becomes that one, which is kept as a backup.
   * @throws Refusal 'storagePlace.sample-open'; of the area `storage`; what `keep` throws
   */
  moveTo(
    next: SiteHome,
    options: {
      readonly mayCreate: boolean
      readonly replaces?: boolean
      prepare?(site: OpenSite): Promise<void>
      keep(): Promise<void>
    },
  ): Promise<Site>
}

/**
 * Opens the own site. Where it cannot be opened, the cause is kept, and whoever needs the site is refused with it. Its
 * place is held until the end, whichever site is open and while none is.
 * @throws Refusal 'storage.locked' while another program has it
 */
export async function openSites(parts: SitesDependencies): Promise<MovableSites> {
  const { clock, log, emit, home, sampleFolder } = parts
  /** None where the own site cannot be opened. */
  let current: OwnedSite | undefined
  /** Why the own site cannot be opened, or is read only. */
  let problem: Refusal | null = null
  /** Since when the database of the own site does not answer; null while it does, and where there is none. */
  let unansweredSince: number | null = null
  /** Where a site was, a place without one is not a new site. */
  let wasOpen = false
  let isClosed = false
  let closing: Promise<void> | undefined
  const users = new Set<Promise<unknown>>()
  /** Those who come while the site changes wait for this. */
  let gate: Promise<unknown> = Promise.resolve()

  const leading: (() => void)[] = []
  const beginLeading = (): void => leading.forEach((listener) => listener())
  const elsewhere = announceElsewhere({
    emit,
    log,
    use: (work) => use(work),
    onReplaced: (site) => void openReplaced(site).catch((error: unknown) => logNotOpened(error)),
  })
  const openKept = async (kept: KeptSite, more: Pick<SiteSource, 'fill'> = {}): Promise<OwnedSite> => {
    const site = await openSite(parts, {
      kind: 'own',
      kept,
      others: {
        onChanged: elsewhere.note,
        onLeading: beginLeading,
        onUnanswered: () => noteAnswering(clock.now()),
        onAnswered: () => noteAnswering(null),
      },
      ...more,
    })
    elsewhere.begin(site)
    return site
  }
  const openIn = async (place: SiteHome, { mayCreate }: { mayCreate: boolean }): Promise<OwnedSite> =>
    await openKept(
      await place.open({ mayCreate }),
      mayCreate ? { fill: (tx) => writeSiteSettings(tx.settings, FIRST_SETTINGS()) } : {},
    )
  /** In the place of the site there, which nobody has open. */
  const putIn = async (place: SiteHome): Promise<OwnedSite> => {
    await place.beginReplacing({ isOpen: false })
    const close = async (): Promise<void> => undefined
    return (await place.replace({ reason: 'move', isSound: false, close, use: openKept })).result
  }
  const openOwn = async (): Promise<OwnedSite> => {
    try {
      const site = await openIn(home, { mayCreate: !wasOpen })
      wasOpen = true
      problem = site.readOnly()
      unansweredSince = null
      return site
    } catch (error) {
      const cause = home.toRefusal(error)
      if (!isRefusal(cause)) throw error
      log.error('site.not-opened', { code: cause.code })
      problem = cause
      if (isAway(cause)) retries.begin()
      if (cause.code !== 'storage.damaged') throw cause
      const site = await openDamaged().catch(() => undefined)
      if (!site) throw cause
      wasOpen = true
      problem = site.readOnly()
      return site
    }
  }
  const openDamaged = async (): Promise<OwnedSite> =>
    await openSite(parts, { kind: 'own', kept: await home.openDamaged() })
  const openSample = async (): Promise<OwnedSite> =>
    await openSite(parts, {
      kind: 'sample',
      kept: await openInFolder({ ...parts, folder: sampleFolder }),
      fill: (tx) => fillSample(tx, clock.now()),
    })
  const shut = async (site: OwnedSite | undefined): Promise<void> => await site?.close()
  const shutQuietly = (site: OwnedSite | undefined): Promise<void> =>
    shut(site).catch((error: unknown) => log.error('site.close-failed', describeError(error)))

  const state = (): RecoveryState => ({
    open: current?.kind ?? null,
    problem: problem && apiError(problem),
    readOnly: current?.isReadOnly() ?? false,
    ...(current?.kind === 'own' &&
      unansweredSince !== null && { unansweredSince: instantOf(unansweredSince) }),
  })
  const emitState = (): void => emit('recovery.onChanged', state())

  const noteAnswering = (since: number | null): void => {
    unansweredSince = since
    if (since === null) log.info('site.answered')
    else log.warn('site.unanswered')
    emitState()
  }

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

  /** What keeps the site may be back: the person need not come to ask. */
  const retries = createRetries(async () => {
    const isStillAway = () => !isClosed && !current && problem !== null && isAway(problem)
    return await alone(async () => {
      if (!isStillAway()) return true
      const site = await reopen()
      if (!site) return !isStillAway()
      await announceOpened(site)
      return true
    }).catch(() => !isStillAway())
  })
  const announceOpened = async (site: OwnedSite): Promise<void> => {
    emit('site.onChanged', await site.describe())
    emitState()
    if (site.leads()) beginLeading()
  }

  /** With `site`, the one that is open, if any. */
  const swap = async (
    site: OwnedSite | undefined,
    reason: ReplaceReason,
  ): Promise<{ site: Site; backup: string | null }> => {
    const isSound = site !== undefined && !site.isReadOnly()
    let isLeft = false
    try {
      const { result, backup } = await home.replace({
        reason,
        isSound,
        async close() {
          isLeft = true
          current = undefined
          await (isSound ? shut(site) : shutQuietly(site))
        },
        async use(kept) {
          current = await openKept(kept)
          return await current.describe()
        },
      })
      wasOpen = true
      problem = null
      return { site: result, backup }
    } catch (error) {
      if (!isLeft) throw error
      await shutQuietly(current)
      current = undefined
      await reopen()
      if (!current) emitState()
      throw error
    }
  }

  /** Another program has put another site in the place of this one. */
  const openReplaced = (site: OpenSite): Promise<void> =>
    alone(async () => {
      if (current !== site) return
      const next = await reopen()
      if (next) elsewhere.note(STORED_AREAS)
      emitState()
    })
  const logNotOpened = (error: unknown): void => log.error('site.not-opened-again', describeError(error))

  /** The files are not there any more: what is still read comes from what the system keeps of them for this process. */
  const leave = (site: OwnedSite): Promise<void> =>
    alone(async () => {
      if (current !== site) return
      current = undefined
      if (site.kind === 'own') problem = new Refusal('storage.gone', {})
      // The folder of the own site may be gone with the sample's: whether it is shows with the next try.
      else problem ??= new Refusal('storage.gone', {})
      await shutQuietly(site)
      if (site.kind === 'own') home.release()
      log.error('site.gone')
      emitState()
    })

  /**
   * What a failure that somebody met says of the site itself. Answers with the failure to report: a thread that starts
   * where the files are gone knows only that it cannot open them.
   */
  const learnFrom = (site: OwnedSite, failure: unknown): unknown => {
    if (!isRefusal(failure) || current !== site || ofAnother.has(failure)) return failure
    if (failure.code === 'storage.damaged') findDamaged(site)
    else if (failure.code.startsWith('storage.') && !site.isInPlace()) {
      leave(site).catch((error: unknown) => log.error('site.not-left', describeError(error)))
      return new Refusal('storage.gone', {})
    }
    return failure
  }
  const findDamaged = (site: OwnedSite): void => {
    if (site.isReadOnly() || current !== site) return
    site.makeReadOnly()
    if (site.kind === 'own') problem = site.readOnly()
    log.error('site.damaged', { site: site.kind })
    emitState()
  }
  /** Looks at every page of the own site, while it is used. */
  const check = async (): Promise<void> => {
    const site = current
    if (site?.kind === 'own' && !site.isReadOnly() && (await site.check()) === 'damaged') findDamaged(site)
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
      throw learnFrom(site, error)
    } finally {
      users.delete(mine)
    }
  }

  try {
    current = await openOwn()
  } catch (error) {
    if (!isRefusal(error) || error.code === 'storage.locked') {
      home.release()
      throw error
    }
  }

  return {
    use,
    async inBackground(work) {
      await gate
      return isClosed || !current || current.isReadOnly() || !current.leads() ? undefined : await use(work)
    },
    onLeading: (listener) => void leading.push(listener),
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
        home.requireFiles()
        if (problem === null) throw new Refusal('recovery.nothing-to-rescue', {})
        const timeZone = (await current?.settings().catch(() => undefined))?.timeZone
        const previous = current
        current = undefined
        try {
          await shutQuietly(previous)
          const rescued = await home.rescue({ timeZone: timeZone ?? FIRST_SETTINGS().timeZone, ...options })
          const { site, backup } = await swap(undefined, 'rescue')
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
      (kind === 'own' ? home.readClosed(work) : readClosedSite({ folder: sampleFolder, log }, work)).catch(
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
        // Another takes the place of one that is damaged.
        const why = site?.readOnly()
        if (why && why.code !== 'site.read-only') throw why
        await home.beginReplacing({ isOpen: site !== undefined })
        const replaced = await prepare(site)
          .then(() => swap(site, reason))
          .catch((error: unknown) => {
            if (site) learnFrom(site, error)
            throw error
          })
        emit('site.onChanged', replaced.site)
        if (before.problem) emitState()
        return replaced
      }),
    moveTo: (next, { mayCreate, replaces, prepare, keep }) =>
      alone(async () => {
        if (current?.kind === 'sample') throw new Refusal('storagePlace.sample-open', {})
        if (prepare) {
          if (!current) throw problem ?? new Refusal('storage.gone', {})
          await prepare(current)
        }
        const arriving = replaces ? putIn(next) : openIn(next, { mayCreate })
        const site = await arriving.catch((error: unknown) => {
          throw next.toRefusal(error)
        })
        try {
          await keep()
        } catch (error) {
          await shutQuietly(site)
          throw error
        }
        await shutQuietly(current)
        current = site
        home.become(next)
        wasOpen = true
        problem = site.readOnly()
        unansweredSince = null
        const moved = await site.describe()
        emit('site.onChanged', moved)
        emitState()
        if (site.leads()) beginLeading()
        return moved
      }),
    close() {
      retries.stop()
      return (closing ??= alone(async () => {
        isClosed = true
        elsewhere.stop()
        try {
          await shut(current)
        } finally {
          current = undefined
          home.release()
        }
      }))
    },
  }
}

/** Nothing is wrong with the site itself: its database cannot be reached, or refuses for now. */
const isAway = (cause: Refusal): boolean =>
  isRefusal(cause, 'storage.unavailable') && cause.details.reason === 'server'

/** A site of one's own begins unnamed, in the machine's time zone, which a person then confirms or changes. */
const FIRST_SETTINGS = (): Settings => {
  const machine = new Intl.DateTimeFormat().resolvedOptions().timeZone
  return { ...DEFAULT_SETTINGS, timeZone: isTimeZone(machine) ? machine : 'UTC' }
}
