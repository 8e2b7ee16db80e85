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
import type { ReadConnection, WorkingConnection, WriteConnection } from './connection.ts'
import { query, raw } from '../sql/query.ts'
import { lastChange, revertImport } from './redemptions-undo.ts'
import type { SiteOrderTable } from '../sql/redemptions-schema.ts'
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

export const redemptionsReader = (connection: ReadConnection): RedemptionsReader => ({
  async findForSale(code) {
    const found = await codeUsesReader(connection).findCodeForSale(code)
    if (!found) return undefined
    const [byTests = 0] = connection.column<number>(
      'orders.test-uses',
      raw(sql`SELECT ${TEST_USES} FROM promo_code WHERE id = ${found.id}`),
    )
    return { ...found, used: found.used - byTests, held: 0 }
  },
  async find(order) {
    const row = connection.get('orders.find', valid.where('order_id', '=', order))
    return row && fromRow(row)
  },
  async lastChange() {
    return lastChange(connection)
  },
  async list({ after, limit }) {
    const page = query.selectFrom('site_order').selectAll().where('change', '>', after).orderBy('change')
    return connection.all('orders.list', page.limit(limit)).map(fromRow)
  },
  async findOrders(orders) {
    const asked = sql<SiteOrderTable>`SELECT site_order.* FROM json_each(${JSON.stringify(orders)}) AS asked
      CROSS JOIN site_order ON order_id = asked.value AND withdrawn = 0`
    return connection.all('orders.find-many', raw(asked)).map(fromRow)
  },
  async findCodes(codes) {
    return connection.all(
      'orders.find-codes',
      raw(sql<RedeemableCode>`
        SELECT promo_code.id, code, used - ${TEST_USES} AS used, usage_limit AS "limit"
        FROM json_each(${JSON.stringify(codes)}) AS asked
        CROSS JOIN promo_code ON code = asked.value COLLATE NOCASE`),
    )
  },
})

export const redemptionsWriter = (connection: WorkingConnection): RedemptionsWriter => ({
  async addOrders(orders, operationId) {
    const uses = orders.flatMap(({ codeId, givenBackAt }) => (givenBackAt === null ? [codeId] : []))
    giveWayToOrders(connection, uses)
    insertOrders(connection, orders, operationId)
    countUses(connection, uses)
  },
  async giveBack(returns, operationId) {
    const given = markGivenBack(connection, returns, operationId)
    countUses(connection, given, -1)
    return given.length
  },
  revertImport: (operationId, direction, onProgress) =>
    revertImport(connection, operationId, direction, onProgress),
})

const COLUMNS = [
  ...['order_id', 'code_id', 'code', 'at', 'item', 'off', 'pay', 'currency'],
  ...['given_back_at', 'given_back_by', 'operation_id', 'withdrawn', 'change'],
]

function insertOrders(
  connection: WriteConnection,
  orders: readonly NewSiteOrder[],
  operationId: number | null,
): void {
  const marks = COLUMNS.map(() => '?').join(', ')
  const insert = connection.prepare(`INSERT INTO site_order (${COLUMNS.join(', ')}) VALUES (${marks})`)
  let change = lastChange(connection)
  for (const { order, codeId, code, at, item, off, pay, currency, givenBackAt } of orders) {
    change += 1
    const back = [givenBackAt, givenBackAt === null ? null : operationId]
    insert.run(order, codeId, code, at, item, off, pay, currency, ...back, operationId, 0, change)
  }
}

/** Answers with the codes whose use was given back, named once for each order. */
function markGivenBack(
  connection: WriteConnection,
  returns: readonly OrderReturn[],
  operationId: number | null,
): number[] {
  let change = lastChange(connection)
  return returns.flatMap(({ order, at }) => {
    const row = connection.get(
      'orders.give-back',
      query
        .updateTable('site_order')
        .set({ given_back_at: at, given_back_by: operationId, change: change + 1 })
        .where('order_id', '=', order)
        .where('withdrawn', '=', 0)
        .where('given_back_at', 'is', null)
        .returning(['id', 'code_id']),
    )
    if (!row) return []
    change += 1
    if (operationId !== null)
      connection.run(
        'orders.note-return',
        query
          .insertInto('site_order_return')
          .values({ operation_id: operationId, site_order_id: row.id, at }),
      )
    return [row.code_id]
  })
}
