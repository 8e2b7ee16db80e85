import { sql } from 'kysely'
import { addDays, type IsoDate } from '#shared/domain/dates.ts'
import { EXPIRING_SOON_DAYS, typedCode } from '#shared/domain/promo-code.ts'
import type { FoundCode, OverviewReader, SiteCounts } from '../overview.ts'
import { searchedColumns } from '../searched-columns.ts'
import type { SiteTime } from '../site-time.ts'
import type { ReadConnection } from './connection.ts'
import { raw } from './query.ts'
import { type SummaryCounts, summaryCounts, toSummary } from './summary.ts'
import { hasStatus } from './status.ts'

export const overviewReader = (connection: ReadConnection): OverviewReader => ({
  async counts(time, { unusedBefore, expiringFrom, expiringTo, createdSince: since }) {
    const [all, expiring, created] = await Promise.all([
      countAll(connection, time, unusedBefore),
      expiringByDay(connection, expiringFrom, expiringTo),
      createdSince(connection, since),
    ])
    return { ...all, expiring, created }
  },
  find: (text, limit) => findCodes(connection, text, limit),
})

interface AllCounted extends SummaryCounts {
  readonly unused: number
  readonly soonCodes: number
  readonly soonRecipients: number
  readonly soonFirst: IsoDate | null
}

/** What is counted of every code, in one pass. The start page knows no other: each pass reads the whole table. */
async function countAll(
  connection: ReadConnection,
  { today }: SiteTime,
  unusedBefore: number,
): Promise<Pick<SiteCounts, 'summary' | 'expiringSoon' | 'unused'>> {
  const active = hasStatus('active', today)
  const soon = sql`FILTER (WHERE expires <= ${addDays(today, EXPIRING_SOON_DAYS)} AND ${active})`
  const counts = await connection.get(
    'overview.counts',
    raw(sql<AllCounted>`
      SELECT ${summaryCounts(today)},
        count(*) FILTER (WHERE used = 0 AND created_at < ${unusedBefore} AND ${active}) AS unused,
        count(*) ${soon} AS "soonCodes", min(expires) ${soon} AS "soonFirst",
        count(DISTINCT ${connection.dialect.folded(sql`recipient_email`)}) ${soon} AS "soonRecipients"
      FROM promo_code`),
  )
  if (!counts) throw new Error('a count without a row')
  const { unused, soonCodes, soonRecipients, soonFirst, ...summary } = counts
  return {
    summary: toSummary(summary),
    expiringSoon: { codes: soonCodes, recipients: soonRecipients, first: soonFirst },
    unused,
  }
}

/** Codes with uses left, not deleted, by their expiry day. */
async function expiringByDay(
  connection: ReadConnection,
  from: IsoDate,
  to: IsoDate,
): Promise<{ day: IsoDate; codes: number }[]> {
  return await connection.all(
    'overview.expiring-by-day',
    raw(sql<{ day: IsoDate; codes: number }>`
      SELECT expires AS day, count(*) AS codes FROM promo_code
      WHERE deleted_at IS NULL AND (usage_limit IS NULL OR used < usage_limit) AND expires BETWEEN ${from} AND ${to}
      GROUP BY expires ORDER BY expires`),
  )
}

/** How many codes each batch created since an instant has. */
async function createdSince(
  connection: ReadConnection,
  since: number,
): Promise<{ at: number; codes: number }[]> {
  return await connection.all(
    'overview.created',
    raw(sql<{ at: number; codes: number }>`
      SELECT created_at AS at, (SELECT count(*) FROM promo_code WHERE batch_id = batch.id) AS codes
      FROM batch WHERE created_at >= ${since} ORDER BY id`),
  )
}

type FoundRow = Omit<FoundCode, 'deleted'> & { readonly deleted: 0 | 1 }

async function findCodes(connection: ReadConnection, text: string, limit: number): Promise<FoundCode[]> {
  const { dialect } = connection
  const select = sql`SELECT id, code, recipient_name AS recipient, recipient_email AS email,
    CASE WHEN deleted_at IS NULL THEN 0 ELSE 1 END AS deleted, used, usage_limit AS "limit",
    valid_from AS "validFrom", expires FROM promo_code`
  const anywhere = sql.join(
    searchedColumns(text).map((searched) => dialect.contains(sql.ref(searched.column), searched.text)),
    sql` OR `,
  )
  const code = typedCode(text)
  const starting = sql`${select} WHERE ${dialect.startsWith(sql.ref('code'), code)}
    ORDER BY ${dialect.folded(sql`code`)} LIMIT ${limit}`
  const first =
    code === '' ? [] : await connection.all('overview.find-start', raw(sql<FoundRow>`${starting}`))
  if (first.length >= limit) return first.map(toFound)
  const more = await connection.all(
    'overview.find',
    raw(sql<FoundRow>`${select} WHERE ${anywhere} ORDER BY id DESC LIMIT ${limit + first.length}`),
  )
  const known = new Set(first.map(({ id }) => id))
  return [...first, ...more.filter(({ id }) => !known.has(id))].slice(0, limit).map(toFound)
}

const toFound = ({ deleted, ...row }: FoundRow): FoundCode => ({ ...row, deleted: deleted === 1 })
