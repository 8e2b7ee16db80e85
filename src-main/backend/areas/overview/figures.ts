import type { Overview } from '#shared/contract/overview.ts'
import { addDays, dayFormatter, dayIn, type IsoDate, startOfDay } from '#shared/domain/dates.ts'
import type { OverviewReader, SiteCounts } from '#backend/storage/overview.ts'
import type { SiteTime } from '#backend/storage/site-time.ts'

const UNUSED_DAYS = 30
const WEEKS = { before: 12, after: 4 } as const

/** The Monday of the week of `day`. */
export function mondayOf(day: IsoDate): IsoDate {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return addDays(day, -((weekday + 6) % 7))
}

/** The start page's figures, in the site's time. */
export async function overviewFigures(
  overview: OverviewReader,
  time: SiteTime,
  now: number,
): Promise<Omit<Overview, 'operations'>> {
  const { today, timeZone } = time
  const first = addDays(mondayOf(today), -7 * WEEKS.before)
  const mondays = Array.from({ length: WEEKS.before + 1 + WEEKS.after }, (_, week) =>
    addDays(first, 7 * week),
  )
  const { summary, expiringSoon, unused, ...byDay } = await overview.counts(time, {
    unusedBefore: endOfUnusedDays(timeZone, now),
    expiringFrom: first,
    expiringTo: addDays(first, 7 * mondays.length - 1),
    createdSince: Date.parse(startOfDay(timeZone, first)),
  })
  return { summary, expiringSoon, unusedAfter30Days: unused, weeks: byWeek(mondays, byDay, timeZone) }
}

/** By whole days, as the report's parameters are, so that its rows are those that were counted. */
function endOfUnusedDays(timeZone: string, now: number): number {
  return Date.parse(startOfDay(timeZone, addDays(dayIn(timeZone, now), 1 - UNUSED_DAYS)))
}

function byWeek(
  mondays: readonly IsoDate[],
  { expiring, created }: Pick<SiteCounts, 'expiring' | 'created'>,
  timeZone: string,
): Overview['weeks'] {
  const weeks = new Map(mondays.map((monday) => [monday, { monday, expired: 0, created: 0 }]))
  for (const { day, codes } of expiring) {
    const week = weeks.get(mondayOf(day))
    if (week) week.expired += codes
  }
  const dayOf = dayFormatter(timeZone)
  for (const { at, codes } of created) {
    const week = weeks.get(mondayOf(dayOf(at)))
    if (week) week.created += codes
  }
  return [...weeks.values()]
}
