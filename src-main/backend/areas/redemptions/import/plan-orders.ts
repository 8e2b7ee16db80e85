import type { OrderProblem, OrderTab } from '#shared/contract/redemptions.ts'
import { codeKey } from '#shared/domain/promo-code.ts'
import type { NewSiteOrder, OrderReturn, RedeemableCode } from '#backend/storage/redemptions.ts'
import type { ReadOrderRow } from './read-order-rows.ts'

/** What the site knows of the codes and orders that the rows name. */
export interface KnownOrders {
  /** By `codeKey`. */
  readonly codes: ReadonlyMap<string, RedeemableCode>
  /** By name. */
  readonly orders: ReadonlyMap<string, KnownOrder>
}
export type KnownOrder = Pick<NewSiteOrder, 'codeId' | 'code' | 'pay' | 'givenBackAt' | 'at'>

export interface OrderPlan {
  /** What each row does, in their order. */
  readonly outcomes: readonly { readonly tab: OrderTab; readonly problem: OrderProblem | null }[]
  /** Orders that are new, some of them given back already. */
  readonly added: readonly NewSiteOrder[]
  /** Uses of earlier orders that are given back. */
  readonly returns: readonly OrderReturn[]
}

type Outcome = OrderPlan['outcomes'][number]
const bad = (problem: OrderProblem): Outcome => ({ tab: 'bad', problem })
const KNOWN: Outcome = { tab: 'known', problem: null }
const COUNTED: Outcome = { tab: 'counted', problem: null }
const RETURNED: Outcome = { tab: 'returned', problem: null }

/** A sale of the file, with the place of its row. */
interface Sale {
  readonly place: number
  readonly code: RedeemableCode
  order: NewSiteOrder
}

/**
 * What rows of a site's file do, all together: each order counts once, whatever the file repeats and in whichever order
 * sales and refunds are in it. A use that is given back in the file takes none of the code's limit.
 */
export function planOrders(rows: readonly ReadOrderRow[], known: KnownOrders): OrderPlan {
  const outcomes = new Array<Outcome>(rows.length).fill(KNOWN)
  const sales = new Map<string, Sale>()
  rows.forEach((row, place) => {
    if (row.problem !== null) outcomes[place] = bad(row.problem)
    else if (!row.refund) outcomes[place] = sell(row, place, sales, known)
  })

  const returns = new Map<string, OrderReturn>()
  /** Uses that earlier orders give back, by code. */
  const freed = new Map<number, number>()
  rows.forEach((row, place) => {
    if (row.problem === null && row.refund) outcomes[place] = giveBack(row, { sales, known, returns, freed })
  })

  const added: NewSiteOrder[] = []
  for (const sale of sales.values())
    if (sale.order.givenBackAt !== null || takesUse(sale.code, freed)) added.push(sale.order)
    else outcomes[sale.place] = bad('used-up')
  return { outcomes, added, returns: [...returns.values()] }
}

function sell(row: ReadOrderRow, place: number, sales: Map<string, Sale>, known: KnownOrders): Outcome {
  const key = codeKey(row.code)
  const before = known.orders.get(row.order) ?? sales.get(row.order)?.order
  if (before) return codeKey(before.code) === key ? KNOWN : bad('other-code')
  const code = known.codes.get(key)
  if (!code) return bad('code-unknown')
  const { currency } = row
  if (currency === null) return bad('no-currency')
  sales.set(row.order, {
    place,
    code,
    order: {
      order: row.order,
      codeId: code.id,
      code: code.code,
      at: row.at ?? 0,
      item: null,
      off: null,
      pay: row.pay ?? 0,
      currency,
      givenBackAt: null,
    },
  })
  return COUNTED
}

interface Returning {
  readonly sales: Map<string, Sale>
  readonly known: KnownOrders
  readonly returns: Map<string, OrderReturn>
  readonly freed: Map<number, number>
}

function giveBack(row: ReadOrderRow, { sales, known, returns, freed }: Returning): Outcome {
  const sale = sales.get(row.order)
  const order = known.orders.get(row.order) ?? sale?.order
  if (!order) return bad('order-unknown')
  if (row.code !== '' && codeKey(row.code) !== codeKey(order.code)) return bad('other-code')
  if (order.givenBackAt !== null || returns.has(row.order)) return KNOWN
  if (row.pay !== null && row.pay < order.pay) return bad('partial-refund')
  const at = row.at ?? order.at
  if (sale) sale.order = { ...sale.order, givenBackAt: at }
  else {
    returns.set(row.order, { order: row.order, at })
    freed.set(order.codeId, (freed.get(order.codeId) ?? 0) + 1)
  }
  return RETURNED
}

/** Whether the code has a use left, which it takes then. */
function takesUse({ id, used, limit }: RedeemableCode, freed: Map<number, number>): boolean {
  const free = freed.get(id) ?? 0
  if (limit !== null && used - free >= limit) return false
  freed.set(id, free - 1)
  return true
}
