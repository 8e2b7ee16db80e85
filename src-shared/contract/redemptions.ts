import { z } from 'zod'
import { typedCodeSchema } from '../domain/code-schema.ts'
import { paymentCurrencySchema } from '../domain/commerce/payment-currency.ts'
import { instantSchema } from '../domain/date-schemas.ts'
import { mutation, query } from './method.ts'
import { itemSchema, purchaseSchema, quoteSchema } from './payments.ts'

/** So long at the most is the name of an order. */
export const MAX_ORDER_NAME = 100
/** Whatever the site names its orders by. Letters are told apart by case, blanks at the ends are left out. */
export const orderNameSchema = z
  .string()
  .trim()
  .min(1)
  .max(MAX_ORDER_NAME)
  .regex(/^\P{Cc}*$/u)

const { service, item, full } = purchaseSchema.shape

/** What a buyer is about to pay for in the site’s own shop, in the currency of the shop. */
const saleSchema = z.strictObject({
  service,
  item,
  full,
  currency: paymentCurrencySchema,
  code: typedCodeSchema.meta({ description: 'As the buyer typed or pasted it; any case' }),
})

export const siteOrderSchema = z.object({
  order: z.string(),
  code: z.string(),
  at: instantSchema,
  item: itemSchema.nullable().meta({ description: 'Null where a file did not say it' }),
  price: z.object({
    full: z.int().nullable().meta({ description: 'Null where a file did not say it, as `off`' }),
    off: z.int().nullable(),
    pay: z.int(),
    currency: paymentCurrencySchema,
  }),
  state: z.enum(['counted', 'given-back', 'withdrawn']).meta({
    description: '`withdrawn`: it came from a file whose import was undone',
  }),
  givenBack: instantSchema.nullable().meta({ description: 'When the use was given back' }),
})
export type SiteOrder = z.output<typeof siteOrderSchema>

/**
 * Promo codes in the site’s own shop (SPEC 11): orders count as production whatever is tried in Test, and apart from the
 * test transactions of `payments`. An order counts once, however often it is reported. What a shop’s token allows are
 * `quote`, `redeem`, `giveBack` and `list`.
 */
export const redemptions = {
  quote: query(
    'The price with the promo code, or why the code does not hold. Nothing is kept for the buyer: `redeem` checks again.',
    saleSchema,
    quoteSchema,
  ),
  redeem: mutation(
    { effect: 'change', records: [] },
    'Uses the code for this order, once: called again with the same order, it gives the same answer and counts nothing, so a call whose answer was lost is made again. Refuses with `payments.code-refused`, `payments.price-moved` where the price is not `expect` any more, `redemptions.other-order` where the order was reported with another code or price, `redemptions.given-back`.',
    saleSchema.extend({
      order: orderNameSchema,
      expect: z.int().optional().meta({ description: 'The `pay` of the quote that the buyer saw' }),
    }),
    siteOrderSchema,
  ),
  giveBack: mutation(
    { effect: 'change', records: [] },
    'Gives back the use of the code that the order made, as after a refund of the whole price. Called again, it gives the same answer. The order cannot be redeemed again. Refuses with `redemptions.order-unknown`.',
    z.strictObject({ order: orderNameSchema }),
    siteOrderSchema,
  ),
  list: query(
    'Orders that were reported or have changed since `after`, the longest ago first: each as it is now. `cursor` is the next `after`.',
    z.strictObject({ after: z.int().min(0).default(0), limit: z.int().min(1).max(1000).default(100) }),
    z.object({ orders: z.array(siteOrderSchema), cursor: z.int(), more: z.boolean() }),
  ),
}
