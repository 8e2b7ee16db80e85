import { sql } from 'kysely'
import type { ResultSet } from '../result-sets.ts'
import type { ReadConnection } from './connection.ts'
import { raw } from '../sql/query.ts'
import { resultSetOf } from '../sql/set-ids.ts'

/** Operations after `after`, and those that were undone or done again after it. */
const touched = (after: number) => sql`
  WITH RECURSIVE touched (id) AS (
    SELECT id FROM operation WHERE id > ${after}
    UNION SELECT details ->> '$.operationId' FROM touched CROSS JOIN operation USING (id) WHERE kind IN ('undo', 'redo'))`

/** The codes in use that operations after `after` have created or changed. */
export function changedSince(connection: ReadConnection, after: number): ResultSet {
  const ids = raw(sql`${touched(after)}
    SELECT id FROM promo_code WHERE id IN (
      SELECT promo_code.id FROM touched CROSS JOIN batch ON batch.operation_id = touched.id
        CROSS JOIN promo_code ON batch_id = batch.id
      UNION ALL SELECT code_id FROM touched CROSS JOIN operation_change ON operation_id = touched.id
      UNION ALL SELECT code_id FROM touched CROSS JOIN code_edit ON operation_id = touched.id)
    ORDER BY id`)
  return resultSetOf(connection.column<number>('codes.changed-since', ids))
}

/** The codes whose creation operations after `after` have undone. */
export const withdrawnSince = (connection: ReadConnection, after: number): string[] =>
  connection.column<string>(
    'codes.withdrawn-since',
    raw(sql`${touched(after)}
      SELECT code FROM withdrawn_code WHERE operation_id IN (SELECT id FROM touched) ORDER BY id`),
  )
