import { sql } from 'kysely'
import { ERASED_ENDING } from '#shared/domain/erased-person.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import type { ReadConnection } from '../connection.ts'
import { raw } from '../../sql/query.ts'

const dayOf = (instant: string) => sql.raw(`date(${instant} / 1000, 'unixepoch')`)

/**
 * The addresses whose codes all expired, or were deleted, before a day, with how many codes each has. An address that
 * no code has now counts by the last day of its messages, or of the correction that took it away.
 */
const expiredBefore = (before: IsoDate) => sql<{ key: string; codes: number }>`
  SELECT key, sum(codes) AS codes FROM (
    SELECT address_key(recipient_email) AS key, 1 AS codes,
      CASE WHEN deleted_at IS NULL THEN expires ELSE min(expires, ${dayOf('deleted_at')}) END AS over FROM promo_code
    UNION ALL SELECT address_key(recipient_email), 1, expires FROM withdrawn_code
    UNION ALL SELECT address_key, 0, ${dayOf('state_at')} FROM mail_message
    UNION ALL SELECT address_key(address), 0, ${dayOf('at')} FROM mail_attempt WHERE address IS NOT NULL
    UNION ALL SELECT address_key(content), 0, ${dayOf('at')} FROM (
      SELECT operation_id, before AS content FROM code_edit WHERE field = 'email'
      UNION ALL SELECT operation_id, after FROM code_edit WHERE field = 'email')
      JOIN operation ON operation.id = operation_id)
  WHERE key <> '' AND substr(key, ${-ERASED_ENDING.length}) <> ${ERASED_ENDING}
  GROUP BY key HAVING max(over) < ${before}`

export const expiredAddresses = (connection: ReadConnection, before: IsoDate): string[] =>
  connection.column<string>(
    'privacy.expired',
    raw(sql`SELECT key FROM (${expiredBefore(before)}) ORDER BY key`),
  )

export const countExpired = (
  connection: ReadConnection,
  before: IsoDate,
): { persons: number; codes: number } =>
  connection.get(
    'privacy.count-expired',
    raw(sql<{ persons: number; codes: number }>`
      SELECT count(*) AS persons, coalesce(sum(codes), 0) AS codes FROM (${expiredBefore(before)})`),
  ) ?? { persons: 0, codes: 0 }
