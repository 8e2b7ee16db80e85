import type { IsoDate } from '#shared/domain/dates.ts'

/** The site's day and zone, which dates and statuses depend on. */
export interface SiteTime {
  readonly today: IsoDate
  readonly timeZone: string
}
