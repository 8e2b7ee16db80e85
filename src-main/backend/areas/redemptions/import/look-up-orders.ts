import { codeKey } from '#shared/domain/promo-code.ts'
import type { RedeemableCode, RedemptionsReader } from '#backend/storage/redemptions.ts'
import type { KnownOrder, KnownOrders } from './plan-orders.ts'
import type { ReadOrderRow } from './read-order-rows.ts'

/** So many are asked for at a time. */
const ASKED_AT_ONCE = 5000

async function inParts<T>(
  texts: ReadonlySet<string>,
  ask: (part: readonly string[]) => Promise<readonly T[]>,
): Promise<T[]> {
  const all = [...texts]
  const found: T[] = []
  for (let from = 0; from < all.length; from += ASKED_AT_ONCE)
    found.push(...(await ask(all.slice(from, from + ASKED_AT_ONCE))))
  return found
}

/** The codes that the site has, by their key. */
export async function codesNamed(
  redemptions: Pick<RedemptionsReader, 'findCodes'>,
  codes: ReadonlySet<string>,
): Promise<Map<string, RedeemableCode>> {
  const found = await inParts(codes, (part) => redemptions.findCodes(part))
  return new Map(found.map((code) => [codeKey(code.code), code]))
}

/** What the site knows of the codes and orders that rows name. */
export async function lookUpOrders(
  redemptions: RedemptionsReader,
  rows: readonly ReadOrderRow[],
): Promise<KnownOrders> {
  const good = rows.filter(({ problem }) => problem === null)
  const codes = await codesNamed(
    redemptions,
    new Set(good.flatMap(({ code }) => (code === '' ? [] : [codeKey(code)]))),
  )
  const orders = await inParts<KnownOrder & { readonly order: string }>(
    new Set(good.map(({ order }) => order)),
    (part) => redemptions.findOrders(part),
  )
  return { codes, orders: new Map(orders.map((order) => [order.order, order])) }
}
