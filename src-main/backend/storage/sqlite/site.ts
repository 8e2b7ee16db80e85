import { sql } from 'kysely'
import type { SiteReader } from '../site.ts'
import type { ReadConnection } from './connection.ts'
import { raw } from './query.ts'

export const siteReader = (connection: ReadConnection): SiteReader => ({
  async isUnused() {
    const used = sql`SELECT 1 FROM operation UNION ALL SELECT 1 FROM promo_code LIMIT 1`
    return connection.get('site.is-used', raw(used)) === undefined
  },
})
