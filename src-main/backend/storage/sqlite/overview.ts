import { sql } from 'kysely'
import { addDays, type IsoDate } from '#shared/domain/dates.ts'
import { EXPIRING_SOON_DAYS } from '#shared/domain/promo-code.ts'
import type { FoundCode, OverviewReader, SiteCounts } from '../overview.ts'
import type { SiteTime } from '../site-time.ts'
import type { ReadConnection } from './connection.ts'
import { raw } from './query.ts'
import { summarise } from './report-rows.ts'
import { hasStatus } from './status.ts'
import { contains, startsWith } from './text-match.ts'

export const overviewReader = (connection: ReadConnection): OverviewReader => ({
  async counts(time, { unusedBefore, expiringFrom, expiringTo, createdSince: since }) {
    return {
      summary: summarise(connection, time),
      expiringSoon: expiringSoon(connection, time),
      unused: unusedSince(connection, time, unusedBefore),
      expiring: expiringByDay(connection, expiringFrom, expiringTo),
      created: createdSince(connection, since),
    }
  },
  async find(text, limit) {
    return findCodes(connection, text, limit)
  },
})

type ExpiringSoon = SiteCounts['expiringSoon']

/** Active codes that expire within a week. */
function expiringSoon(connection: ReadConnection, { today }: SiteTime): ExpiringSoon {
  const row = connection.get(
    'overview.expiring-soon',
    raw(sql<ExpiringSoon>`
      SELECT count(*) AS codes, count(DISTINCT recipient_email COLLATE NOCASE) AS recipients, min(expires) AS first
      FROM promo_code
      WHERE ${hasStatus('active', today)} AND expires <= ${addDays(today, EXPIRING_SOON_DAYS)}`),
  )
  return row ?? { codes: 0, recipients: 0, first: null }
}

/** Active codes that nobody has used, made before an instant. */
function unusedSince(connection: ReadConnection, { today }: SiteTime, before: number): number {
  const row = connection.get(
    'overview.unused',
    raw(sql<{ count: number }>`SELECT count(*) AS count FROM promo_code
      WHERE used = 0 AND created_at < ${before} AND ${hasStatus('active', today)}`),
  )
  return row?.count ?? 0
}

/** Codes with uses left, not deleted, by their expiry day. */
function expiringByDay(
  connection: ReadConnection,
  from: IsoDate,
  to: IsoDate,
): { day: IsoDate; codes: number }[] {
  return connection.all(
    'overview.expiring-by-day',
    raw(sql<{ day: IsoDate; codes: number }>`
      SELECT expires AS day, count(*) AS codes FROM promo_code
      WHERE deleted_at IS NULL AND (usage_limit IS NULL OR used < usage_limit) AND expires BETWEEN ${from} AND ${to}
      GROUP BY expires`),
  )
}

/** How many codes each batch created since an instant has. */
function createdSince(connection: ReadConnection, since: number): { at: number; codes: number }[] {
  return connection.all(
    'overview.created',
    raw(sql<{ at: number; codes: number }>`
      SELECT created_at AS at, (SELECT count(*) FROM promo_code WHERE batch_id = batch.id) AS codes
      FROM batch WHERE created_at >= ${since}`),
  )
}

function findCodes(connection: ReadConnection, text: string, limit: number): FoundCode[] {
  const select = sql`SELECT id, code, recipient_name AS recipient, recipient_email AS email FROM promo_code`
  const columns = [sql.ref('code'), sql.ref('recipient_name'), sql.ref('recipient_email')]
  const anywhere = sql.join(
    columns.map((column) => contains(column, text)),
    sql` OR `,
  )
  const first = connection.all(
    'overview.find-start',
    raw(sql<FoundCode>`${select} WHERE ${startsWith(sql.ref('code'), text)} ORDER BY code LIMIT ${limit}`),
  )
  if (first.length >= limit) return first
  const more = connection.all(
    'overview.find',
    raw(sql<FoundCode>`${select} WHERE ${anywhere} ORDER BY id DESC LIMIT ${limit + first.length}`),
  )
  const known = new Set(first.map(({ id }) => id))
  return [...first, ...more.filter(({ id }) => !known.has(id))].slice(0, limit)
}
