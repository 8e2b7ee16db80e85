import { sql } from 'kysely'
import type {
  NewSiteOrder,
  OrderReturn,
  RedeemableCode,
  RedemptionsReader,
  RedemptionsWriter,
  SiteOrder,
} from '../redemptions.ts'
import { codeUsesReader, countUses } from './code-uses.ts'
import type { ReadConnection, SqlValue, WriteConnection } from './connection.ts'
import { query, raw } from './query.ts'
import type { SiteOrderTable } from './redemptions-schema.ts'
import { givenBackBy, lastChange, type OrderRow, revertImport, writeRows } from './redemptions-undo.ts'
import { giveWayToOrders } from './test-uses.ts'

const fromRow = (row: SiteOrderTable): SiteOrder => ({
  order: row.order_id,
  codeId: row.code_id,
  code: row.code,
  at: row.at,
  item: row.item,
  off: row.off,
  pay: row.pay,
  currency: row.currency,
  givenBackAt: row.given_back_at,
  operationId: row.operation_id,
  withdrawn: row.withdrawn === 1,
  change: row.change,
})

const valid = query.selectFrom('site_order').selectAll().where('withdrawn', '=', 0)

/** How often tests have used the code of a row, without the uses that were given back. */
const TEST_USES = sql<number>`(SELECT count(*) FROM redemption
  WHERE code_id = promo_code.id AND mode = 'test' AND given_back_at IS NULL)`

/** The orders that are there, as rows of `site_order`, for FROM. */
const validAmong = ({ dialect }: ReadConnection, orders: readonly string[]) =>
  sql`${dialect.texts(orders, 'asked')}
    ${dialect.joinInOrder} site_order ON order_id = asked.value AND withdrawn = 0`

export const redemptionsReader = (connection: ReadConnection): RedemptionsReader => ({
  async findForSale(code) {
    const found = await codeUsesReader(connection).findCodeForSale(code)
    if (!found) return undefined
    const [byTests = 0] = await connection.column<number>(
      'orders.test-uses',
      raw(sql`SELECT ${TEST_USES} FROM promo_code WHERE id = ${found.id}`),
    )
    return { ...found, used: found.used - byTests, held: 0 }
  },
  async find(order) {
    const row = await connection.get('orders.find', valid.where('order_id', '=', order))
    return row && fromRow(row)
  },
  lastChange: () => lastChange(connection),
  async list({ after, limit }) {
    const page = query.selectFrom('site_order').selectAll().where('change', '>', after).orderBy('change')
    return (await connection.all('orders.list', page.limit(limit))).map(fromRow)
  },
  async findOrders(orders) {
    const found = sql<SiteOrderTable>`SELECT site_order.* FROM ${validAmong(connection, orders)}`
    return (await connection.all('orders.find-many', raw(found))).map(fromRow)
  },
  async findCodes(codes) {
    const { dialect } = connection
    const isAsked = dialect.sameFolded(sql`code`, sql`asked.value`)
    return await connection.all(
      'orders.find-codes',
      raw(sql<RedeemableCode>`
        SELECT promo_code.id, code, used - ${TEST_USES} AS used, usage_limit AS "limit"
        FROM ${dialect.texts(codes, 'asked')} ${dialect.joinInOrder} promo_code ON ${isAsked}`),
    )
  },
})

export const redemptionsWriter = (connection: WriteConnection): RedemptionsWriter => ({
  async addOrders(orders, operationId) {
    const uses = orders.flatMap(({ codeId, givenBackAt }) => (givenBackAt === null ? [codeId] : []))
    await giveWayToOrders(connection, uses)
    await insertOrders(connection, orders, operationId)
    await countUses(connection, uses)
  },
  async giveBack(returns, operationId) {
    const given = await currentOf(connection, returns)
    if (given.length === 0) return 0
    if (operationId !== null) {
      const columns = ['operation_id', 'site_order_id', 'at']
      const notes = given.map(({ id, at }) => [operationId, id, at])
      await connection.insert('orders.note-returns', { table: 'site_order_return', columns }, notes)
      await writeRows(connection, given, givenBackBy(operationId))
    } else
      for (const order of given)
        await writeRows(connection, [order], { set: sql`given_back_at = ${order.at}`, uses: -1 })
    return given.length
  },
  revertImport: (operationId, direction, onProgress) =>
    revertImport(connection, operationId, direction, onProgress),
})

const COLUMNS = [
  ...['id', 'order_id', 'code_id', 'code', 'at', 'item', 'off', 'pay', 'currency'],
  ...['given_back_at', 'given_back_by', 'operation_id', 'withdrawn', 'change'],
]

const LAST_ID = query.selectFrom('site_order').select(({ fn }) => fn.max('id').as('id'))

async function insertOrders(
  connection: WriteConnection,
  orders: readonly NewSiteOrder[],
  operationId: number | null,
): Promise<void> {
  const firstId = ((await connection.get('orders.last-id', LAST_ID))?.id ?? 0) + 1
  const first = (await lastChange(connection)) + 1
  function* rows(): Iterable<SqlValue[]> {
    for (const [i, { order, codeId, code, at, item, off, pay, currency, givenBackAt }] of orders.entries())
      yield [
        firstId + i,
        order,
        codeId,
        code,
        at,
        item,
        off,
        pay,
        currency,
        givenBackAt,
        givenBackAt === null ? null : operationId,
        operationId,
        0,
        first + i,
      ]
  }
  await connection.insert('orders.insert', { table: 'site_order', columns: COLUMNS }, rows())
}

/** The orders whose use can be given back, each once with when it is. */
async function currentOf(
  connection: ReadConnection,
  returns: readonly OrderReturn[],
): Promise<(OrderRow & { readonly at: number })[]> {
  const times = new Map<string, number>()
  for (const { order, at } of returns) if (!times.has(order)) times.set(order, at)
  const rows = await connection.all(
    'orders.current',
    raw(sql<OrderRow & { position: number }>`SELECT site_order.id, code_id AS "codeId", asked.position
      FROM ${validAmong(connection, [...times.keys()])} AND given_back_at IS NULL ORDER BY asked.position`),
  )
  const at = [...times.values()]
  return rows.map(({ id, codeId, position }) => ({ id, codeId, at: at[position] ?? 0 }))
}
