import { type RawBuilder, sql } from 'kysely'
import { type Direction, EXAMPLES, type UndoConflict } from '../codes.ts'
import { CHUNK } from '../id-chunks.ts'
import type { ImportReverted } from '../redemptions.ts'
import { countUses } from './code-uses.ts'
import type { ReadConnection, WriteConnection } from './connection.ts'
import { query, raw } from './query.ts'
import { giveWayToOrders } from './test-uses.ts'

const LAST_CHANGE = query.selectFrom('site_order').select(({ fn }) => fn.max('change').as('change'))

/** The number of the last change of an order; 0 where there is none. */
export async function lastChange(connection: ReadConnection): Promise<number> {
  return (await connection.get('orders.last-change', LAST_CHANGE))?.change ?? 0
}

/**
 * Takes an import back, or does it again: all of it, or nothing where one of its orders is not as the import left it, or a
 * code has no use left. What frees uses comes first, so that no code is used more often than it may be in between.
 */
export async function revertImport(
  connection: WriteConnection,
  operationId: number,
  direction: Direction,
  onProgress: (done: number) => void,
): Promise<ImportReverted> {
  const conflict = await findConflict(connection, operationId, direction)
  if (conflict.count > 0) return { conflict, changed: 0 }
  let changed = 0
  for (const step of stepsOf(operationId, direction))
    for await (const chunk of chunks(connection, step.rows)) {
      await writeRows(connection, chunk, step)
      changed += chunk.length
      onProgress(changed)
    }
  return { conflict, changed }
}

/** A change of orders. */
interface OrderChange {
  readonly set: RawBuilder<unknown>
  /** What each order does to the uses of its code. */
  readonly uses: -1 | 0 | 1
}

interface Step extends OrderChange {
  /** The orders of it, for FROM; its condition can be continued. */
  readonly rows: RawBuilder<unknown>
}

/** The uses of orders are given back as the import has noted. */
export const givenBackBy = (operationId: number): OrderChange => {
  const at = sql`(SELECT at FROM site_order_return
    WHERE operation_id = ${operationId} AND site_order_id = site_order.id)`
  return { set: sql`given_back_at = ${at}, given_back_by = ${operationId}`, uses: -1 }
}

const counting = (operationId: number) =>
  sql`site_order WHERE operation_id = ${operationId} AND given_back_at IS NULL`
/** The file that brought them said that they were given back, too. */
const broughtBack = (operationId: number) =>
  sql`site_order WHERE operation_id = ${operationId} AND given_back_at IS NOT NULL`
/** Earlier orders whose use the import gave back. */
const returned = (operationId: number) =>
  sql`site_order WHERE id IN (SELECT site_order_id FROM site_order_return WHERE operation_id = ${operationId})`

function stepsOf(operationId: number, direction: Direction): readonly Step[] {
  const orders = counting(operationId)
  const over = broughtBack(operationId)
  const earlier = returned(operationId)
  if (direction === 'undo')
    return [
      { rows: orders, set: sql`withdrawn = 1`, uses: -1 },
      { rows: over, set: sql`withdrawn = 1`, uses: 0 },
      { rows: earlier, set: sql`given_back_at = NULL, given_back_by = NULL`, uses: 1 },
    ]
  return [
    { rows: earlier, ...givenBackBy(operationId) },
    { rows: over, set: sql`withdrawn = 0`, uses: 0 },
    { rows: orders, set: sql`withdrawn = 0`, uses: 1 },
  ]
}

/** An order by its row. */
export interface OrderRow {
  readonly id: number
  readonly codeId: number
}

async function* chunks(connection: WriteConnection, from: RawBuilder<unknown>): AsyncGenerator<OrderRow[]> {
  for (let after = 0; ;) {
    const rows = await connection.all(
      'orders.undo-chunk',
      raw(
        sql<OrderRow>`SELECT id, code_id AS "codeId" FROM ${from} AND id > ${after} ORDER BY id LIMIT ${CHUNK}`,
      ),
    )
    if (rows.length === 0) return
    yield rows
    after = rows.at(-1)?.id ?? 0
    await connection.pause()
  }
}

/** Writes the rows, each with the number of its change, and counts what they do to the uses of their codes. */
export async function writeRows(
  connection: WriteConnection,
  rows: readonly OrderRow[],
  { set, uses }: OrderChange,
): Promise<void> {
  const codeIds = rows.map(({ codeId }) => codeId)
  if (uses === 1) await giveWayToOrders(connection, codeIds)
  const listed = connection.dialect.numbers(
    rows.map(({ id }) => id),
    'listed',
  )
  const first = (await lastChange(connection)) + 1
  await connection.run(
    'orders.write',
    raw(sql`UPDATE site_order SET ${set}, change = listed.position + ${first}
      FROM ${listed} WHERE site_order.id = listed.value`),
  )
  if (uses !== 0) await countUses(connection, codeIds, uses)
}

/** Orders that are not as the import, or its undo, left them; and codes that have no use left for what comes back. */
async function findConflict(
  connection: ReadConnection,
  operationId: number,
  direction: Direction,
): Promise<UndoConflict> {
  const isUndo = direction === 'undo'
  const moved = isUndo
    ? sql`SELECT order_id FROM ${broughtBack(operationId)} AND given_back_by IS DISTINCT FROM ${operationId}
        UNION ALL SELECT order_id FROM ${returned(operationId)} AND (given_back_by IS DISTINCT FROM ${operationId} OR withdrawn = 1)`
    : sql`SELECT order_id FROM site_order AS own WHERE operation_id = ${operationId}
          AND EXISTS (SELECT 1 FROM site_order AS other WHERE other.order_id = own.order_id AND other.withdrawn = 0)
        UNION ALL SELECT order_id FROM ${returned(operationId)} AND (given_back_at IS NOT NULL OR withdrawn = 1)`
  const coming = isUndo ? returned(operationId) : counting(operationId)
  const byTests = sql`(SELECT count(*) FROM redemption
    WHERE redemption.code_id = promo_code.id AND mode = 'test' AND redemption.given_back_at IS NULL)`
  // A code whose creation was undone is gone.
  const crowded = sql`SELECT coming.code FROM
    (SELECT code_id, min(code) AS code, count(*) AS uses FROM ${coming} GROUP BY code_id) AS coming
    LEFT JOIN promo_code ON promo_code.id = coming.code_id
    WHERE promo_code.id IS NULL OR used + coming.uses - ${byTests} > usage_limit`
  const all = sql`(${moved} UNION ALL ${crowded}) AS found`
  const [count = 0] = await connection.column<number>(
    'orders.conflicts',
    raw(sql`SELECT count(*) FROM ${all}`),
  )
  if (count === 0) return { count, examples: [] }
  const examples = raw(sql`SELECT * FROM ${all} LIMIT ${EXAMPLES}`)
  return { count, examples: await connection.column<string>('orders.conflicts', examples) }
}
