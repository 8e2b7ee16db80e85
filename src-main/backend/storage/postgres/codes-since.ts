import { sql } from 'kysely'
import type { CodesReader } from '../codes.ts'
import type { ReadConnection } from './connection.ts'
import { resultSetOf } from './picked-codes.ts'
import { raw } from '../sql/query.ts'

/** Operations after `after`, and those that were undone or done again after it. */
const touched = (after: number) => sql`
  WITH RECURSIVE touched (id) AS (
    SELECT id FROM operation WHERE id > ${after}
    UNION SELECT (details::json ->> 'operationId')::bigint FROM touched JOIN operation USING (id)
      WHERE kind IN ('undo', 'redo'))`

export const sinceReader = (
  connection: ReadConnection,
): Pick<CodesReader, 'changedSince' | 'withdrawnSince'> => ({
  async changedSince(after) {
    return resultSetOf(
      await connection.ids(
        'codes.changed-since',
        sql`${touched(after)}
          SELECT id FROM promo_code WHERE id IN (
            SELECT promo_code.id FROM touched JOIN batch ON batch.operation_id = touched.id
              JOIN promo_code ON batch_id = batch.id
            UNION ALL SELECT unnest(code_ids) FROM operation_change JOIN touched ON operation_id = touched.id
            UNION ALL SELECT code_id FROM code_edit JOIN touched ON operation_id = touched.id)
          ORDER BY id`,
      ),
    )
  },
  async withdrawnSince(after) {
    return await connection.column<string>(
      'codes.withdrawn-since',
      raw(sql`${touched(after)}
        SELECT code FROM withdrawn_code WHERE operation_id IN (SELECT id FROM touched) ORDER BY id`),
    )
  },
})
