import { sql } from 'kysely'
import type { SiteCounts, SiteReader } from '../site.ts'
import type { ReadConnection } from './connection.ts'
import { raw } from './query.ts'

export const siteReader = (connection: ReadConnection): SiteReader => ({
  async isUnused() {
    const used = sql`SELECT 1 FROM operation UNION ALL SELECT 1 FROM promo_code LIMIT 1`
    return (await connection.get('site.is-used', raw(used))) === undefined
  },
  async counts() {
    const counts = await connection.get(
      'site.counts',
      raw(sql<SiteCounts>`SELECT
        (SELECT count(*) FROM promo_code) AS codes,
        (SELECT count(*) FROM batch) AS batches,
        (SELECT count(*) FROM commerce_revision) AS revisions,
        (SELECT count(*) FROM operation) AS operations,
        (SELECT count(*) FROM mail_message) AS messages,
        (SELECT count(*) FROM redemption WHERE given_back_at IS NULL)
          + (SELECT count(*) FROM site_order WHERE given_back_at IS NULL AND withdrawn = 0) AS redemptions`),
    )
    if (!counts) throw new Error('a query of counts without a row')
    return counts
  },
})
