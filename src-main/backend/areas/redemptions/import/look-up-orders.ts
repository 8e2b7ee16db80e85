import { codeKey } from '#shared/domain/promo-code.ts'
import type { RedeemableCode, RedemptionsReader } from '#backend/storage/redemptions.ts'
import type { KnownOrder, KnownOrders } from './plan-orders.ts'
import type { ReadOrderRow } from './read-order-rows.ts'

/** So many are asked for at a time. */
const ASKED_AT_ONCE = 5000

async function inParts<T>(
  texts: readonly string[],
  ask: (part: readonly string[]) => Promise<readonly T[]>,
): Promise<T[]> {
  const asked: Promise<readonly T[]>[] = []
  for (let from = 0; from < texts.length; from += ASKED_AT_ONCE)
    asked.push(ask(texts.slice(from, from + ASKED_AT_ONCE)))
  return (await Promise.all(asked)).flat()
}

/** The codes that the site has, by their key. */
export async function codesNamed(
  redemptions: Pick<RedemptionsReader, 'findCodes'>,
  codes: ReadonlySet<string>,
): Promise<Map<string, RedeemableCode>> {
  const found = await inParts([...codes], (part) => redemptions.findCodes(part))
  return new Map(found.map((code) => [codeKey(code.code), code]))
}

/** What the site knows of the codes and orders that rows name. */
export async function lookUpOrders(
  redemptions: RedemptionsReader,
  rows: readonly ReadOrderRow[],
): Promise<KnownOrders> {
  const codes = new Set<string>()
  const orders: string[] = []
  for (const { problem, code, order } of rows) {
    if (problem !== null) continue
    if (code !== '') codes.add(codeKey(code))
    orders.push(order)
  }
  const known = await inParts<KnownOrder & { readonly order: string }>(orders, (part) =>
    redemptions.findOrders(part),
  )
  return {
    codes: await codesNamed(redemptions, codes),
    orders: new Map(known.map((order) => [order.order, order])),
  }
}
