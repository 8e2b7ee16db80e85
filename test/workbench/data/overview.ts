import type { z } from 'zod'
import { type Overview, overviewSchema } from '#shared/contract/overview.ts'
import type { Summary } from '#shared/contract/report.ts'
import { addDays, type IsoDate } from '#shared/domain/dates.ts'
import { OPERATIONS } from './history.ts'
import { day } from './site.ts'

export const SUMMARY: Summary = {
  codes: 1_204_318,
  active: 804_100,
  notYetValid: 0,
  expired: 312_044,
  usedUp: 88_102,
  deleted: 72,
  redemptions: 120_411,
}
export const NO_CODES: Summary = {
  codes: 0,
  active: 0,
  notYetValid: 0,
  expired: 0,
  usedUp: 0,
  deleted: 0,
  redemptions: 0,
}

/** The week of `TODAY` in the middle. */
const MONDAY = day('2026-03-09')
export const WEEKS: { monday: IsoDate; expired: number; created: number }[] = [
  [0, 120],
  [14, 488],
  [40, 0],
  [8, 96],
  [0, 310],
  [22, 12],
  [312, 0],
  [96, 0],
  [0, 0],
  [140, 0],
].map(([expired = 0, created = 0], i) => ({ monday: addDays(MONDAY, (i - 5) * 7), expired, created }))

/** The figures of a site at work. */
export const overview = (rest: Partial<z.input<typeof overviewSchema>> = {}): Overview =>
  overviewSchema.parse({
    summary: SUMMARY,
    expiringSoon: { codes: 312, recipients: 298, first: '2026-03-13' },
    unusedAfter30Days: 1204,
    weeks: WEEKS,
    operations: OPERATIONS.slice(0, 8),
    ...rest,
  })
export const EMPTY_OVERVIEW: Overview = overview({
  summary: NO_CODES,
  expiringSoon: { codes: 0, recipients: 0, first: null },
  unusedAfter30Days: 0,
  weeks: WEEKS.map(({ monday }) => ({ monday, expired: 0, created: 0 })),
  operations: [],
})
