import { sql } from 'kysely'
import type { BatchSummary, StoredCodeDetails } from '../report.ts'
import type { StoredOperation } from '../operations.ts'
import type { SiteTime } from '../site-time.ts'
import { withUndoAndRedo } from '../with-undo-and-redo.ts'
import type { ReadConnection } from './connection.ts'
import { operationsOf } from './operations.ts'
import { raw } from '../sql/query.ts'
import { messagesOfCode } from '../sql/report-mail.ts'
import { ordersOf, redemptionsOf } from '../sql/uses-of-code.ts'
import { readRows } from './report-rows.ts'

/** Everything about one code; undefined where there is none. */
export async function codeDetails(
  connection: ReadConnection,
  id: number,
  time: SiteTime,
): Promise<StoredCodeDetails | undefined> {
  const [[row], batch, redemptions, orders, messages, operations] = await Promise.all([
    readRows(connection, [id], time),
    connection.get(
      'details.batch',
      raw(sql<Omit<BatchSummary, 'service'>>`SELECT id, name, created_at AS "createdAt",
        (SELECT count(*) FROM promo_code WHERE batch_id = batch.id) AS codes
        FROM batch WHERE id = (SELECT batch_id FROM promo_code WHERE id = ${id})`),
    ),
    redemptionsOf(connection, id),
    ordersOf(connection, id),
    messagesOfCode(connection, id),
    operationsOn(connection, id),
  ])
  if (!row) return undefined
  if (!batch) throw new Error('a code without a batch')
  return { row, batch, redemptions, orders, messages, operations }
}

/** What touched the code, the newest first: its creation, changes and edits, and what undid them or did them again. */
async function operationsOn(connection: ReadConnection, code: number): Promise<StoredOperation[]> {
  const touching = await operationsOf(
    connection,
    sql`SELECT * FROM operation
      WHERE EXISTS (SELECT 1 FROM operation_change WHERE operation_id = operation.id AND ${code} = ANY(code_ids))
        OR EXISTS (SELECT 1 FROM code_edit WHERE operation_id = operation.id AND code_id = ${code})
        OR id IN (SELECT operation_id FROM batch WHERE id = (SELECT batch_id FROM promo_code WHERE id = ${code}))
      ORDER BY id`,
  )
  const turns = await operationsOf(
    connection,
    sql`SELECT * FROM operation WHERE kind IN ('undo', 'redo') AND id > ${touching[0]?.id ?? 0} ORDER BY id`,
  )
  return withUndoAndRedo(touching, turns)
}
