import type { Overview } from '#shared/contract/overview.ts'
import { addDays, dayFormatter, dayIn, type IsoDate, startOfDay } from '#shared/domain/dates.ts'
import type { ReadConnection } from '#backend/storage/sqlite/connection.ts'
import { createdSince, expiringByDay, expiringSoon, unusedSince } from '#backend/storage/sqlite/overview.ts'
import type { SiteTime } from '#backend/storage/sqlite/report-filter.ts'
import { summarise } from '#backend/storage/sqlite/report-rows.ts'

const UNUSED_DAYS = 30
const WEEKS = { before: 12, after: 4 } as const

/** The Monday of the week of `day`. */
export function mondayOf(day: IsoDate): IsoDate {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay()
  return addDays(day, -((weekday + 6) % 7))
}

/** The start page's figures, in the site's time. */
export function overviewFigures(
  connection: ReadConnection,
  time: SiteTime,
  now: number,
): Omit<Overview, 'operations'> {
  return {
    summary: summarise(connection, time),
    expiringSoon: expiringSoon(connection, time),
    unusedAfter30Days: unusedSince(connection, time, endOfUnusedDays(time.timeZone, now)),
    weeks: weeksAround(connection, time),
  }
}

/** By whole days, as the report's parameters are, so that its rows are those that were counted. */
function endOfUnusedDays(timeZone: string, now: number): number {
  return Date.parse(startOfDay(timeZone, addDays(dayIn(timeZone, now), 1 - UNUSED_DAYS)))
}

function weeksAround(connection: ReadConnection, { today, timeZone }: SiteTime): Overview['weeks'] {
  const first = addDays(mondayOf(today), -7 * WEEKS.before)
  const mondays = Array.from({ length: WEEKS.before + 1 + WEEKS.after }, (_, week) =>
    addDays(first, 7 * week),
  )
  const end = addDays(first, 7 * mondays.length - 1)
  const weeks = new Map(mondays.map((monday) => [monday, { monday, expired: 0, created: 0 }]))
  for (const { day, codes } of expiringByDay(connection, first, end)) {
    const week = weeks.get(mondayOf(day))
    if (week) week.expired += codes
  }
  const dayOf = dayFormatter(timeZone)
  for (const { at, codes } of createdSince(connection, Date.parse(startOfDay(timeZone, first)))) {
    const week = weeks.get(mondayOf(dayOf(at)))
    if (week) week.created += codes
  }
  return [...weeks.values()]
}
