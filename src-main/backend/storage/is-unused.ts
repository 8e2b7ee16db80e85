import { sql } from 'kysely'
import type { ReadConnection } from './connection.sqlite.ts'
import { raw } from './query.ts'

/** True of a database in which nothing was ever done. */
export const isUnused = (connection: ReadConnection): boolean =>
  connection.column(
    'site.is-used',
    raw(sql`SELECT 1 FROM operation UNION ALL SELECT 1 FROM promo_code LIMIT 1`),
  ).length === 0
