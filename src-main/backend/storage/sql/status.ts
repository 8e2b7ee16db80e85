import { type RawBuilder, sql } from 'kysely'
import type { IsoDate } from '#shared/domain/dates.ts'
import type { Status } from '#shared/domain/promo-code.ts'

/**
 * The rule of `statusOf` (src-shared/domain/promo-code.ts) in SQL, for the site's day; a test holds the two together.
 * This is the status's place in the order of `STATUSES`.
 */
export function statusRank(today: IsoDate): RawBuilder<number> {
  return sql<number>`CASE
    WHEN deleted_at IS NOT NULL THEN 4
    WHEN used >= usage_limit THEN 3
    WHEN expires < ${today} THEN 2
    WHEN valid_from > ${today} THEN 1
    ELSE 0 END`
}

const hasUses = sql`(usage_limit IS NULL OR used < usage_limit)`

/** The same rule as the condition that a code has `status`: cheaper to test row by row than the CASE. */
export function hasStatus(status: Status, today: IsoDate): RawBuilder<boolean> {
  switch (status) {
    case 'deleted':
      return sql<boolean>`deleted_at IS NOT NULL`
    case 'used-up':
      return sql<boolean>`(deleted_at IS NULL AND used >= usage_limit)`
    case 'expired':
      return sql<boolean>`(deleted_at IS NULL AND expires < ${today} AND ${hasUses})`
    case 'not-yet-valid':
      return sql<boolean>`(${isUsableFromNowOn(today)} AND valid_from > ${today})`
    case 'active':
      return sql<boolean>`(${isUsableFromNowOn(today)} AND (valid_from IS NULL OR valid_from <= ${today}))`
  }
}

/** The rule of `isUsableFromNowOn` in SQL. */
export const isUsableFromNowOn = (today: IsoDate): RawBuilder<boolean> =>
  sql<boolean>`(deleted_at IS NULL AND expires >= ${today} AND ${hasUses})`
