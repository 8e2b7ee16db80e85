import type { z } from 'zod'
import type { Quote } from '#shared/contract/payments.ts'
import type { redemptions, SiteOrder } from '#shared/contract/redemptions.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import { typedCode } from '#shared/domain/promo-code.ts'
import { checkPurchase, type CheckedPurchase } from '#backend/areas/payments/payments.ts'
import type {
  NewSiteOrder,
  RedemptionsReader,
  SiteOrder as StoredOrder,
} from '#backend/storage/redemptions.ts'
import type { Transaction } from '#backend/storage/storage.ts'
import { describeOrder } from './describe-order.ts'

export type Sale = z.output<typeof redemptions.quote.input>
export type Redeeming = z.output<typeof redemptions.redeem.input>

/** @throws Refusal 'input.invalid' where the service does not sell such an item */
const checkSale = (codes: RedemptionsReader, sale: Sale, today: IsoDate): Promise<CheckedPurchase> =>
  checkPurchase({ findCodeForSale: (code) => codes.findForSale(code) }, sale, {
    currency: sale.currency,
    today,
  })

export const quoteSale = async (codes: RedemptionsReader, sale: Sale, today: IsoDate): Promise<Quote> =>
  (await checkSale(codes, sale, today)).quote

/**
 * Uses the code for the order, or answers with what the order has used already.
 * @throws Refusal 'payments.code-refused', 'payments.price-moved', 'redemptions.other-order', 'redemptions.given-back'
 */
export async function redeemOrder(
  tx: Pick<Transaction, 'redemptions'>,
  sale: Redeeming,
  { at, today }: { at: number; today: IsoDate },
): Promise<{ order: SiteOrder; isNew: boolean }> {
  const known = await tx.redemptions.find(sale.order)
  if (known) return { order: describeOrder(sameOrder(known, sale)), isNew: false }
  const { quote, code } = await checkSale(tx.redemptions, sale, today)
  if (!code) throw codeRefused(quote, sale)
  const { off, pay, currency } = quote.price
  if (sale.expect !== undefined && pay !== sale.expect)
    throw new Refusal('payments.price-moved', { expected: sale.expect, now: pay, currency })
  const added: NewSiteOrder = {
    order: sale.order,
    codeId: code.id,
    code: code.code,
    at,
    item: sale.item,
    off,
    pay,
    currency,
    givenBackAt: null,
  }
  await tx.redemptions.addOrders([added], null)
  return { order: describeOrder({ ...added, withdrawn: false }), isNew: true }
}

const codeRefused = ({ code }: Quote, sale: Sale) =>
  new Refusal('payments.code-refused', {
    code: code?.code ?? sale.code,
    refusal: code && !code.holds ? code.refusal : 'unknown',
  })

/** The order as it is known. @throws Refusal where it cannot be this one */
function sameOrder(known: StoredOrder, sale: Redeeming): StoredOrder {
  const isSamePrice =
    known.off === null || (known.pay + known.off === sale.full && known.currency === sale.currency)
  const isSameCode = known.code.toUpperCase() === typedCode(sale.code).toUpperCase()
  const isSameItem = known.item === null || known.item === sale.item
  if (!isSameCode || !isSamePrice || !isSameItem)
    throw new Refusal('redemptions.other-order', { order: known.order, code: known.code })
  if (known.givenBackAt !== null) throw new Refusal('redemptions.given-back', { order: known.order })
  return known
}

/** @throws Refusal 'redemptions.order-unknown' */
export async function giveBackOrder(
  tx: Pick<Transaction, 'redemptions'>,
  order: string,
  at: number,
): Promise<{ order: SiteOrder; isNew: boolean }> {
  const known = await tx.redemptions.find(order)
  if (!known) throw new Refusal('redemptions.order-unknown', { order })
  if (known.givenBackAt !== null) return { order: describeOrder(known), isNew: false }
  await tx.redemptions.giveBack([{ order, at }], null)
  return { order: describeOrder({ ...known, givenBackAt: at }), isNew: true }
}
