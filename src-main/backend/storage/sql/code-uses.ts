import { type RawBuilder, sql } from 'kysely'
import type { PaymentsReader, PaymentsWriter } from '../payments.ts'
import { discountOf, type PromoCodeTable, validityOf } from '../promo-code-table.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import { query, raw } from './query.ts'

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

/** How many uses of a code payments under way hold. */
export const heldOf = (code: RawBuilder<unknown>): RawBuilder<unknown> =>
  sql`(SELECT count(*) FROM payment WHERE payment.code_id = ${code} AND payment.held = 1)`

/** How often the code of a row was used, with the uses that are held. */
export const usesOf = (code: RawBuilder<unknown>): RawBuilder<unknown> => sql`(used + ${heldOf(code)})`

/** Codes that somebody has used, or is paying with. */
export const isUsed = (code: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql<boolean>`(used > 0 OR EXISTS (SELECT 1 FROM payment WHERE code_id = ${code} AND held = 1))`

export const codeUsesReader = (connection: ReadConnection): Pick<PaymentsReader, 'findCodeForSale'> => ({
  async findCodeForSale(code) {
    const row = await connection.get(
      'uses.find-code',
      raw(sql<CodeRow & { held: number }>`
        SELECT id, code, service, applies_to, discount_value, discount_currency, usage_limit, used, valid_from, expires, deleted_at,
          ${heldOf(sql`promo_code.id`)} AS held
        FROM promo_code WHERE ${connection.dialect.sameFolded(sql`code`, sql`${code}`)}`),
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
    const counts = isHeld && (await changeUses(connection, codeId, 1))
    await connection.run(
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
    const redemption = await connection.get(
      'uses.give-back',
      query
        .updateTable('redemption')
        .set({ given_back_at: at })
        .where('payment_id', '=', paymentId)
        .where('given_back_at', 'is', null)
        .returning('code_id'),
    )
    return redemption !== undefined && (await changeUses(connection, redemption.code_id, -1))
  },
  async giveBackTestUses(service, at) {
    const ofTests = sql`SELECT id FROM payment WHERE service = ${service} AND mode = 'test'`
    const current = sql`mode = 'test' AND given_back_at IS NULL AND payment_id IN (${ofTests})`
    await connection.run(
      'uses.free-tested-codes',
      raw(sql`UPDATE promo_code SET used = used - tested.uses
        FROM (SELECT code_id, count(*) AS uses FROM redemption WHERE ${current} GROUP BY code_id) AS tested
        WHERE promo_code.id = tested.code_id`),
    )
    const given = await connection.run(
      'uses.mark-tests-given-back',
      raw(sql`UPDATE redemption SET given_back_at = ${at} WHERE ${current}`),
    )
    await connection.run(
      'uses.end-test-holds',
      raw(sql`UPDATE payment SET held = 0 WHERE held = 1 AND service = ${service} AND mode = 'test'`),
    )
    return given
  },
})

/** True when there was such a code. */
async function changeUses(connection: WriteConnection, codeId: number, by: 1 | -1): Promise<boolean> {
  const change = sql`UPDATE promo_code SET used = used + ${by} WHERE id = ${codeId}`
  return (await connection.run('uses.change', raw(change))) === 1
}

/** Counts a use of each of the codes more, or less; a code is named once for each of its uses. */
export async function countUses(
  connection: WriteConnection,
  codeIds: readonly number[],
  by: 1 | -1 = 1,
): Promise<void> {
  const listed = connection.dialect.numbers(codeIds, 'listed')
  const change = sql`UPDATE promo_code SET used = used + ${by} * named.uses
    FROM (SELECT value AS code_id, count(*) AS uses FROM ${listed} GROUP BY value) AS named
    WHERE promo_code.id = named.code_id`
  await connection.run('uses.count', raw(change))
}
