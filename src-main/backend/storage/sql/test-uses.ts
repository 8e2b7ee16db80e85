import { sql } from 'kysely'
import { heldOf } from './code-uses.ts'
import type { WriteConnection } from './connection.ts'
import { raw } from './query.ts'

/**
 * Tests do not count where a real order needs the use: of the codes whose limit the uses of tests, and those that tests
 * hold, leave too little for orders, these are given back. A code is named once for each use that orders need of it.
 */
export async function giveWayToOrders(
  connection: WriteConnection,
  codeIds: readonly number[],
): Promise<void> {
  const { dialect } = connection
  const needed = sql`(SELECT value AS code_id, count(*) AS uses FROM ${dialect.numbers(codeIds, 'listed')} GROUP BY value)`
  const crowded = await connection.column<number>(
    'uses.crowded',
    raw(sql`
      SELECT promo_code.id FROM ${needed} AS needed ${dialect.joinInOrder} promo_code ON promo_code.id = needed.code_id
      WHERE used + needed.uses + ${heldOf(sql`promo_code.id`)} > usage_limit`),
  )
  if (crowded.length === 0) return
  const isCrowded = dialect.isAmong(sql`code_id`, crowded)
  const current = sql`mode = 'test' AND given_back_at IS NULL AND ${isCrowded}`
  await connection.run(
    'uses.free-crowded',
    raw(sql`UPDATE promo_code SET used = used - tested.uses
      FROM (SELECT code_id, count(*) AS uses FROM redemption WHERE ${current} GROUP BY code_id) AS tested
      WHERE promo_code.id = tested.code_id`),
  )
  await connection.run(
    'uses.mark-crowded-given-back',
    raw(sql`UPDATE redemption SET given_back_at = at WHERE ${current}`),
  )
  await connection.run(
    'uses.end-crowded-holds',
    raw(sql`UPDATE payment SET held = 0 WHERE held = 1 AND mode = 'test' AND ${isCrowded}`),
  )
}
