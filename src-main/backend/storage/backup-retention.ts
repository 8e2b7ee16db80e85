/** Which backups are kept. Nothing here reads a clock or a disk, so that every rule is tested over years of days. */

/** `daily`: on a schedule; `manual`: a person asked; `step`: before a migration, or before another database took the site's place. */
export type RetentionClass = 'daily' | 'manual' | 'step'

export interface KeptBackup {
  readonly id: string
  /** In UTC milliseconds, by the clock of then. */
  readonly at: number
  readonly bytes: number
  readonly class: RetentionClass
}

export interface RetentionOptions {
  /** By the clock of now, which may be wrong. */
  readonly now: number
  /** The calendar day of an instant, as a number that grows by one a day, with 0 for 1970-01-01. */
  dayOf(at: number): number
  /** Why backups are looked at: the one that was made. It is never removed, and another class never pays for it. */
  readonly made: { readonly id: string; readonly class: RetentionClass }
  /** The bytes that are free in the folder. */
  readonly free: number
}

const DAYS = 7
const WEEKS = 4
const MONTHS = 6
/** Of each class besides the daily ones. */
const OTHERS = 5
/** Of each class, so many stay however little room there is. */
const AT_LEAST = 2
const DAY_MS = 86_400_000

/**
 * The ids of those that go. First by the schedule: of the daily ones the newest of each of the last 7 days, 4 weeks and 6
 * months that have one; of the others the last 5 of their class. Then by room: all backups together take no more than
 * what would remain free beside them, so that backups never fill a disk.
 *
 * The days are those that have a backup, not those before `now`, so that a computer that was off for a year keeps what it
 * has. What seems to come from the future is counted apart, so that a clock that was set back removes nothing.
 */
export function expiredBackups(backups: readonly KeptBackup[], options: RetentionOptions): Set<string> {
  const kept = keptBySchedule(backups, options)
  const stay = backups.filter(({ id }) => kept.has(id))
  for (const id of tooLargeTogether(stay, options)) kept.delete(id)
  return new Set(backups.filter(({ id }) => !kept.has(id)).map(({ id }) => id))
}

function keptBySchedule(backups: readonly KeptBackup[], options: RetentionOptions): Set<string> {
  const { now, made } = options
  const kept = new Set([made.id])
  for (const some of byTime(backups, now)) {
    const daily = newestFirst(some.filter((backup) => backup.class === 'daily'))
    for (const { id } of scheduled(daily, options)) kept.add(id)
    for (const other of ['manual', 'step'] as const) {
      const those = newestFirst(some.filter((backup) => backup.class === other))
      for (const { id } of those.slice(0, OTHERS)) kept.add(id)
    }
  }
  return kept
}

function scheduled(newest: readonly KeptBackup[], { dayOf }: RetentionOptions): KeptBackup[] {
  const day = ({ at }: KeptBackup): number => dayOf(at)
  // 1970-01-01 was a Thursday; weeks begin on Monday.
  const week = (backup: KeptBackup): number => Math.floor((day(backup) + 3) / 7)
  const month = (backup: KeptBackup): number => {
    const date = new Date(day(backup) * DAY_MS)
    return date.getUTCFullYear() * 12 + date.getUTCMonth()
  }
  return [
    ...firstOfEach(newest, day, DAYS),
    ...firstOfEach(newest, week, WEEKS),
    ...firstOfEach(newest, month, MONTHS),
  ]
}

/** The first of each period, of so many periods. */
function firstOfEach(
  backups: readonly KeptBackup[],
  periodOf: (backup: KeptBackup) => number,
  periods: number,
): KeptBackup[] {
  const found = new Map<number, KeptBackup>()
  for (const backup of backups) {
    const period = periodOf(backup)
    if (!found.has(period)) found.set(period, backup)
  }
  return [...found.values()].slice(0, periods)
}

function tooLargeTogether(backups: readonly KeptBackup[], { now, free, made }: RetentionOptions): string[] {
  let total = sum(backups)
  const room = (free + total) / 2
  const gone: string[] = []
  for (const { id, bytes } of expendable(backups, now, made)) {
    if (total <= room) break
    gone.push(id)
    total -= bytes
  }
  return gone
}

/**
 * Those that may go to make room, the least valuable first. Only for a daily backup may daily ones go; the newest few of
 * each class always stay.
 */
function expendable(
  backups: readonly KeptBackup[],
  now: number,
  made: { readonly id?: string; readonly class: RetentionClass },
): KeptBackup[] {
  const order: readonly RetentionClass[] = made.class === 'daily' ? ['step', 'manual', 'daily'] : [made.class]
  return order.flatMap((one) =>
    // What seems to come from the future does not make the newest one of now look old.
    byTime(backups, now)
      .map((some) => newestFirst(some.filter((backup) => backup.class === one)).slice(AT_LEAST))
      .flat()
      .filter(({ id }) => id !== made.id)
      .sort((first, second) => first.at - second.at),
  )
}

/** What seems to come from the future, and the rest. */
function byTime(backups: readonly KeptBackup[], now: number): KeptBackup[][] {
  const isAhead = ({ at }: KeptBackup): boolean => at > now
  return [backups.filter(isAhead), backups.filter((backup) => !isAhead(backup))]
}

/**
 * Which backups go so that another one of `needed` bytes has room: as few as will do. Null where that cannot be reached:
 * then none goes, since nothing would be gained.
 */
export function roomForBackup(
  backups: readonly KeptBackup[],
  { needed, free, made, now }: { needed: number; free: number; made: RetentionClass; now: number },
): Set<string> | null {
  const gone = new Set<string>()
  let room = free
  for (const { id, bytes } of expendable(backups, now, { class: made })) {
    if (room >= needed) break
    gone.add(id)
    room += bytes
  }
  return room >= needed ? gone : null
}

const sum = (backups: readonly KeptBackup[]): number => backups.reduce((total, { bytes }) => total + bytes, 0)

const newestFirst = (backups: readonly KeptBackup[]): KeptBackup[] =>
  [...backups].sort((one, other) => other.at - one.at || (one.id < other.id ? 1 : -1))
