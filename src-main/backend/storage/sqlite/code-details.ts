import { sql } from 'kysely'
import type { Mode } from '#shared/domain/services.ts'
import type { ReadConnection } from './connection.ts'
import { operationsOf, type StoredOperation } from './operations.ts'
import { query, raw } from './query.ts'

export interface BatchDetails {
  readonly id: number
  readonly name: string
  readonly created_at: number
  readonly codes: number
}

export function findBatch(connection: ReadConnection, id: number): BatchDetails | undefined {
  return connection.get(
    'details.batch',
    raw(sql<BatchDetails>`SELECT id, name, created_at,
      (SELECT count(*) FROM promo_code WHERE batch_id = batch.id) AS codes FROM batch WHERE id = ${id}`),
  )
}

export interface RedemptionDetails {
  readonly payment_id: number
  readonly at: number
  readonly mode: Mode
  readonly given_back_at: number | null
}

/** The newest first. */
export const redemptionsOf = (connection: ReadConnection, code: number): RedemptionDetails[] =>
  connection.all(
    'details.redemptions',
    query
      .selectFrom('redemption')
      .select(['payment_id', 'at', 'mode', 'given_back_at'])
      .where('code_id', '=', code)
      .orderBy('at', 'desc')
      .orderBy('payment_id', 'desc'),
  )

/**
 * What touched the code, the newest first: its creation, changes and edits, and what undid them or did them again. One
 * look-up for each operation; an index by code would make every large change more expensive.
 */
export function operationsOn(connection: ReadConnection, code: number): StoredOperation[] {
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
  const known = new Set(touching.map(({ id }) => id))
  const following = turns.filter(({ id, details }) => {
    const follows = (details.kind === 'undo' || details.kind === 'redo') && known.has(details.operationId)
    if (follows) known.add(id)
    return follows
  })
  return [...touching, ...following].sort((one, other) => other.id - one.id)
}
