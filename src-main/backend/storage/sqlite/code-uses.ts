import { sql } from 'kysely'
import type { Mode, Service } from '#shared/domain/services.ts'
import type { PaymentsReader, PaymentsWriter } from '../payments.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import { query, raw } from './query.ts'
import { discountOf, type PromoCodeTable } from './promo-code-table.ts'

/** A promo code as a payment looks at it; `used` and `held` together are what its limit is about. */
export interface CodeForSale extends Pick<
  PromoCodeTable,
  | 'id'
  | 'code'
  | 'service'
  | 'applies_to'
  | 'discount_kind'
  | 'discount_value'
  | 'discount_currency'
  | 'usage_limit'
  | 'used'
  | 'expires'
  | 'deleted_at'
> {
  /** Uses kept for payments that are under way. */
  readonly held: number
}

/** The code that was typed, in any case. */
export async function findCodeForSale(
  connection: ReadConnection,
  code: string,
): Promise<CodeForSale | undefined> {
  return connection.get(
    'uses.find-code',
    raw(sql<CodeForSale>`
      SELECT id, code, service, applies_to, discount_kind, discount_value, discount_currency, usage_limit, used,
        expires, deleted_at,
        (SELECT count(*) FROM payment WHERE code_id = promo_code.id AND held = 1) AS held
      FROM promo_code WHERE code = ${code} COLLATE NOCASE`),
  )
}

export interface Redemption {
  readonly paymentId: number
  readonly codeId: number
  readonly mode: Mode
  readonly at: number
}

/**
 * The held use becomes a redemption: once, since a payment has one row. Where the hold ended meanwhile (the service was
 * published, and tests do not count in production), it is recorded as given back at once. Answers whether it counts.
 */
export async function redeem(
  connection: WriteConnection,
  { paymentId, codeId, mode, at }: Redemption,
  isHeld: boolean,
): Promise<boolean> {
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
}

/** Gives back the use that the payment made; answers whether there was one. */
export async function giveBack(connection: WriteConnection, paymentId: number, at: number): Promise<boolean> {
  const redemption = connection.get(
    'uses.find-redemption',
    query
      .selectFrom('redemption')
      .select('code_id')
      .where('payment_id', '=', paymentId)
      .where('given_back_at', 'is', null),
  )
  if (!redemption) return false
  connection.run(
    'uses.mark-given-back',
    query.updateTable('redemption').set({ given_back_at: at }).where('payment_id', '=', paymentId),
  )
  return changeUses(connection, redemption.code_id, -1)
}

/** True when there was such a code. */
function changeUses(connection: WriteConnection, codeId: number, by: 1 | -1): boolean {
  const change = sql`UPDATE promo_code SET used = used + ${by} WHERE id = ${codeId}`
  return connection.run('uses.change', raw(change)) === 1
}

/**
 * Tests don't count in production: what the service's test payments used or hold is free again. Answers how many uses
 * were given back.
 */
export async function giveBackTestUses(
  connection: WriteConnection,
  service: Service,
  at: number,
): Promise<number> {
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
}

/** Sets how often a code has been used. */
export async function setUses(connection: WriteConnection, id: number, used: number): Promise<void> {
  connection.run('codes.set-uses', query.updateTable('promo_code').set({ used }).where('id', '=', id))
}

/** The ids of a batch’s codes, in the order of their creation. */
export async function idsOfBatch(connection: ReadConnection, batch: number): Promise<number[]> {
  return connection.column<number>(
    'codes.of-batch',
    query.selectFrom('promo_code').select('id').where('batch_id', '=', batch).orderBy('id'),
  )
}

export const codeUsesReader = (connection: ReadConnection): Pick<PaymentsReader, 'findCodeForSale'> => ({
  async findCodeForSale(code) {
    const row = await findCodeForSale(connection, code)
    return (
      row && {
        id: row.id,
        code: row.code,
        service: row.service,
        appliesTo: row.applies_to,
        discount: discountOf(row),
        used: row.used + row.held,
        limit: row.usage_limit,
        expires: row.expires,
        deleted: row.deleted_at !== null,
      }
    )
  },
})

export const codeUsesWriter = (
  connection: WriteConnection,
): Pick<PaymentsWriter, 'redeem' | 'giveBack' | 'giveBackTestUses'> => ({
  redeem: ({ isHeld, ...redemption }) => redeem(connection, redemption, isHeld),
  giveBack: (paymentId, at) => giveBack(connection, paymentId, at),
  giveBackTestUses: (service, at) => giveBackTestUses(connection, service, at),
})
