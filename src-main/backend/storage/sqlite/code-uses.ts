import { sql } from 'kysely'
import type { PaymentsReader, PaymentsWriter } from '../payments.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import { query, raw } from '../sql/query.ts'
import { discountOf, type PromoCodeTable, validityOf } from '../promo-code-table.ts'

type CodeRow = Pick<
  PromoCodeTable,
  | 'id'
  | 'code'
  | 'service'
  | 'applies_to'
  | 'discount_value'
  | 'discount_currency'
  | 'usage_limit'
  | 'used'
  | 'valid_from'
  | 'expires'
  | 'deleted_at'
>

export const codeUsesReader = (connection: ReadConnection): Pick<PaymentsReader, 'findCodeForSale'> => ({
  async findCodeForSale(code) {
    const row = connection.get(
      'uses.find-code',
      raw(sql<CodeRow & { held: number }>`
        SELECT id, code, service, applies_to, discount_value, discount_currency, usage_limit, used, valid_from, expires, deleted_at,
          (SELECT count(*) FROM payment WHERE code_id = promo_code.id AND held = 1) AS held
        FROM promo_code WHERE code = ${code} COLLATE NOCASE`),
    )
    return (
      row && {
        id: row.id,
        code: row.code,
        service: row.service,
        appliesTo: row.applies_to,
        discount: discountOf(row),
        ...validityOf(row),
        held: row.held,
      }
    )
  },
})

export const codeUsesWriter = (
  connection: WriteConnection,
): Pick<PaymentsWriter, 'redeem' | 'giveBack' | 'giveBackTestUses'> => ({
  async redeem({ paymentId, codeId, mode, at, isHeld }) {
    const counts = isHeld && changeUses(connection, codeId, 1)
    connection.run(
      'uses.redeem',
      query.insertInto('redemption').values({
        payment_id: paymentId,
        code_id: codeId,
        at,
        mode,
        given_back_at: counts ? null : at,
      }),
    )
    return counts
  },
  async giveBack(paymentId, at) {
    const redemption = connection.get(
      'uses.give-back',
      query
        .updateTable('redemption')
        .set({ given_back_at: at })
        .where('payment_id', '=', paymentId)
        .where('given_back_at', 'is', null)
        .returning('code_id'),
    )
    return redemption !== undefined && changeUses(connection, redemption.code_id, -1)
  },
  async giveBackTestUses(service, at) {
    const ofTests = sql`SELECT id FROM payment WHERE service = ${service} AND mode = 'test'`
    const current = sql`mode = 'test' AND given_back_at IS NULL AND payment_id IN (${ofTests})`
    connection.run(
      'uses.free-tested-codes',
      raw(sql`UPDATE promo_code SET used = used - tested.uses
        FROM (SELECT code_id, count(*) AS uses FROM redemption WHERE ${current} GROUP BY code_id) AS tested
        WHERE promo_code.id = tested.code_id`),
    )
    const given = connection.run(
      'uses.mark-tests-given-back',
      raw(sql`UPDATE redemption SET given_back_at = ${at} WHERE ${current}`),
    )
    connection.run(
      'uses.end-test-holds',
      raw(sql`UPDATE payment SET held = 0 WHERE held = 1 AND service = ${service} AND mode = 'test'`),
    )
    return given
  },
})

/** True when there was such a code. */
function changeUses(connection: WriteConnection, codeId: number, by: 1 | -1): boolean {
  const change = sql`UPDATE promo_code SET used = used + ${by} WHERE id = ${codeId}`
  return connection.run('uses.change', raw(change)) === 1
}

/** Counts a use of each of the codes more, or less; a code is named once for each of its uses. */
export function countUses(connection: WriteConnection, codeIds: readonly number[], by: 1 | -1 = 1): void {
  const change = sql`UPDATE promo_code SET used = used + ${by} * named.uses
    FROM (SELECT value AS code_id, count(*) AS uses FROM json_each(${JSON.stringify(codeIds)}) GROUP BY value) AS named
    WHERE promo_code.id = named.code_id`
  connection.run('uses.count', raw(change))
}
