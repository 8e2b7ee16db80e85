import { sql } from 'kysely'
import type { IsoDate } from '#shared/domain/dates.ts'
import type { ReadConnection } from '../connection.ts'
import type { Dialect } from '../dialect.ts'
import { raw } from '../query.ts'
import { isSomebodys } from './search.ts'

/**
 * The addresses whose codes all expired, or were deleted, before a day, with how many codes each has. An address that
 * no code has now counts by the last day of its messages, or of the correction that took it away.
 */
const expiredBefore = (dialect: Dialect, before: IsoDate) => sql<{ key: string; codes: number }>`
  SELECT key, sum(codes) AS codes FROM (
    SELECT address_key(recipient_email) AS key, 1 AS codes,
      CASE WHEN deleted_at IS NULL THEN expires ELSE ${dialect.least(sql`expires`, dialect.dayOf(sql`deleted_at`))} END AS last_day
      FROM promo_code
    UNION ALL SELECT address_key(recipient_email), 1, expires FROM withdrawn_code
    UNION ALL SELECT address_key, 0, ${dialect.dayOf(sql`state_at`)} FROM mail_message
    UNION ALL SELECT address_key(address), 0, ${dialect.dayOf(sql`at`)} FROM mail_attempt WHERE address IS NOT NULL
    UNION ALL SELECT address_key(content), 0, ${dialect.dayOf(sql`at`)} FROM (
      SELECT operation_id, before AS content FROM code_edit WHERE field = 'email'
      UNION ALL SELECT operation_id, after FROM code_edit WHERE field = 'email') AS edited
      JOIN operation ON operation.id = operation_id) AS had
  WHERE ${isSomebodys(dialect, sql`key`)}
  GROUP BY key HAVING max(last_day) < ${before}`

/** The keys of the addresses whose codes all expired before a day. */
export const expiredAddresses = async (connection: ReadConnection, before: IsoDate): Promise<string[]> =>
  await connection.column<string>(
    'privacy.expired',
    raw(sql`SELECT key FROM (${expiredBefore(connection.dialect, before)}) AS expired ORDER BY key`),
  )

/** How many these are, and how many codes they have. */
export const countExpired = async (
  connection: ReadConnection,
  before: IsoDate,
): Promise<{ persons: number; codes: number }> =>
  (await connection.get(
    'privacy.count-expired',
    raw(sql<{ persons: number; codes: number }>`
      SELECT count(*) AS persons, coalesce(sum(codes), 0) AS codes
      FROM (${expiredBefore(connection.dialect, before)}) AS expired`),
  )) ?? { persons: 0, codes: 0 }
