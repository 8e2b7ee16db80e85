import type { StoredOrderUse, StoredRedemption } from '../report.ts'
import type { ReadConnection } from './connection.ts'
import { query } from './query.ts'

/** The uses of a code by payments, the newest first. */
export const redemptionsOf = async (connection: ReadConnection, code: number): Promise<StoredRedemption[]> =>
  await connection.all(
    'details.redemptions',
    query
      .selectFrom('redemption')
      .select(['payment_id as payment', 'at', 'mode', 'given_back_at as givenBackAt'])
      .where('code_id', '=', code)
      .orderBy('at', 'desc')
      .orderBy('payment_id', 'desc'),
  )

/** The uses of a code by orders, without those whose import was undone, the newest first. */
export const ordersOf = async (connection: ReadConnection, code: number): Promise<StoredOrderUse[]> =>
  await connection.all(
    'details.orders',
    query
      .selectFrom('site_order')
      .select(['order_id as order', 'at', 'pay', 'currency', 'given_back_at as givenBackAt'])
      .where('code_id', '=', code)
      .where('withdrawn', '=', 0)
      .orderBy('at', 'desc')
      .orderBy('id', 'desc'),
  )
