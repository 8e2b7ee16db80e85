import { sql } from 'kysely'
import type { StoredCodeDetails } from '../report.ts'
import type { SiteTime } from '../site-time.ts'
import { withUndoAndRedo } from '../with-undo-and-redo.ts'
import type { ReadConnection } from './connection.ts'
import type { StoredOperation } from '../operations.ts'
import { operationsOf } from './operations.ts'
import { raw } from '../sql/query.ts'
import { messagesOfCode } from '../sql/report-mail.ts'
import { ordersOf, redemptionsOf } from '../sql/uses-of-code.ts'
import { createRowReader } from './report-rows.ts'

/** Everything about the code that has this id. */
export async function findDetails(
  connection: ReadConnection,
  id: number,
  time: SiteTime,
): Promise<StoredCodeDetails | undefined> {
  const [row] = createRowReader(connection, time).rows([id])
  const batch = row && findBatch(connection, row.batch)
  if (!batch) return undefined
  return {
    row,
    batch,
    redemptions: await redemptionsOf(connection, id),
    orders: await ordersOf(connection, id),
    messages: await messagesOfCode(connection, id),
    operations: operationsOn(connection, id),
  }
}

type BatchDetails = StoredCodeDetails['batch']

function findBatch(connection: ReadConnection, id: number): BatchDetails | undefined {
  return connection.get(
    'details.batch',
    raw(sql<BatchDetails>`SELECT id, name, created_at AS createdAt,
      (SELECT count(*) FROM promo_code WHERE batch_id = batch.id) AS codes FROM batch WHERE id = ${id}`),
  )
}

/** One look-up for each operation: an index by code would make every large change more expensive. */
function operationsOn(connection: ReadConnection, code: number): StoredOperation[] {
  const touching = operationsOf(
    connection,
    sql`SELECT * FROM operation
      WHERE EXISTS (SELECT 1 FROM operation_change WHERE operation_id = operation.id AND code_id = ${code})
        OR EXISTS (SELECT 1 FROM code_edit WHERE operation_id = operation.id AND code_id = ${code})
        OR id IN (SELECT operation_id FROM batch WHERE id = (SELECT batch_id FROM promo_code WHERE id = ${code}))
      ORDER BY id`,
  )
  const first = touching[0]?.id ?? 0
  const turns = operationsOf(
    connection,
    sql`SELECT * FROM operation WHERE kind IN ('undo', 'redo') AND id > ${first} ORDER BY id`,
  )
  return withUndoAndRedo(touching, turns)
}
