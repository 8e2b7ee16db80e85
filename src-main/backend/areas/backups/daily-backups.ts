import type { ApiError } from '#shared/contract/error-codes.ts'
import { isRefusal } from '#shared/contract/refusal.ts'
import { dayIn, instantOf, type Instant, type IsoDate } from '#shared/domain/dates.ts'
import type { Clock, Log } from '#backend/kernel/dependencies.ts'
import type { SiteBackups } from '#backend/storage/backups.ts'
import type { Sites } from '#backend/storage/open-site.ts'

/** Calls `work` a while after the start and every hour from then on; the answer ends that. */
export type Repeat = (work: () => Promise<void>) => () => void

export interface DailyBackupsDependencies {
  readonly sites: Sites
  readonly backups: SiteBackups
  readonly clock: Clock
  readonly log: Log
  readonly repeat?: Repeat | undefined
  toApiError(error: unknown): ApiError
  /** A backup was made, or failed in a way that the one before did not. */
  onResult(failure: ApiError | null): void
}

export interface DailyBackups {
  /** How the last backup of this run went. */
  readonly last: { readonly at: Instant; readonly error: ApiError | null } | null
  /** The day of the newest backup on the schedule. */
  lastDay(timeZone: string): Promise<IsoDate | null>
  /** Whether something may have changed since the last look; null before that. */
  hasChanged(): Promise<boolean | null>
  note(error: ApiError | null): void
  start(): void
  /** Makes today's backup where it is due. */
  check(): Promise<void>
  /** Takes back what is under way. */
  close(): Promise<void>
}

/**
 * Makes a backup on every day on which something changed. A day counts as done by the backup that was made last, not by
 * the dates of those that lie there: a clock that was set back must not make days that come again look done.
 */
export function createDailyBackups(parts: DailyBackupsDependencies): DailyBackups {
  const { sites, backups, clock, log } = parts
  const abort = new AbortController()
  let stop: (() => void) | undefined
  let running: Promise<unknown> | undefined
  let last: DailyBackups['last'] = null
  /** Undefined until the list was read. */
  let doneAt: number | null | undefined
  let looked: string | undefined

  const readDoneAt = async (): Promise<number | null> => {
    if (doneAt !== undefined) return doneAt
    const newest = (await backups.list()).backups.find(({ reason }) => reason === 'daily')
    return (doneAt = newest ? Date.parse(newest.at) : null)
  }
  const lastDay = async (timeZone: string): Promise<IsoDate | null> => {
    const at = await readDoneAt()
    return at === null ? null : dayIn(timeZone, at)
  }
  const note = (error: ApiError | null): void => {
    const isNews = error === null || JSON.stringify(error) !== JSON.stringify(last?.error ?? null)
    last = { at: instantOf(clock.now()), error }
    if (isNews) parts.onResult(error)
  }

  const make = (): Promise<unknown> =>
    sites.inBackground(async (site) => {
      if (site.kind !== 'own') return
      const { timeZone, today } = await site.time()
      if ((await lastDay(timeZone)) === today) return
      const state = await backups.state()
      if (state === looked) return
      const at = clock.now()
      const { isNew, problem } = await backups.create('daily', timeZone, { signal: abort.signal })
      looked = state
      if (isNew) doneAt = at
      if (isNew || problem) note(problem)
    })

  const check = async (): Promise<void> => {
    if (abort.signal.aborted) return
    running ??= make()
      .catch((error: unknown) => {
        if (isRefusal(error, 'job.cancelled') || isRefusal(error, 'backend.shutting-down')) return
        log.error('backup.failed', { code: isRefusal(error) ? error.code : 'internal' })
        note(parts.toApiError(error))
      })
      .finally(() => (running = undefined))
    await running
  }

  return {
    get last() {
      return last
    },
    lastDay,
    hasChanged: async () => (looked === undefined ? null : (await backups.state()) !== looked),
    note,
    start: () => void (stop ??= parts.repeat?.(check)),
    check,
    async close() {
      stop?.()
      abort.abort()
      await running
    },
  }
}
