import { type RawBuilder, sql } from 'kysely'
import type { Summary } from '#shared/contract/report.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import { hasStatus } from './status.ts'

export type SummaryCounts = Omit<Summary, 'active'>

/** Columns of a query of codes. Counting beside each other, in one pass, takes half the time of grouping. */
export const summaryCounts = (today: IsoDate): RawBuilder<unknown> => sql`
  count(*) AS codes, coalesce(sum(used), 0) AS redemptions, count(deleted_at) AS deleted,
  ${countIf(hasStatus('used-up', today))} AS "usedUp", ${countIf(hasStatus('expired', today))} AS expired,
  ${countIf(hasStatus('not-yet-valid', today))} AS "notYetValid"`

export const toSummary = (counts: SummaryCounts): Summary => ({
  ...counts,
  active: counts.codes - counts.deleted - counts.usedUp - counts.expired - counts.notYetValid,
})

const countIf = (condition: RawBuilder<boolean>) => sql`count(CASE WHEN ${condition} THEN 1 END)`
