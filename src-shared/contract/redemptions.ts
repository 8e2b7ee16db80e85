import { z } from 'zod'
import { typedCodeSchema } from '../domain/code-schema.ts'
import { paymentCurrencySchema } from '../domain/commerce/payment-currency.ts'
import { instantSchema } from '../domain/date-schemas.ts'
import { SLASHED_FIRST } from '../languages/formats.ts'
import { languageSchema } from '../preferences-schemas.ts'
import { fileRefSchema, fileTokenSchema } from './files.ts'
import { job, mutation, query } from './method.ts'
import { orderColumnNameSchema } from './order-columns.ts'
import { delimiterSchema, encodingSchema, readingSchema } from './recipients.ts'
import { itemSchema, purchaseSchema, quoteSchema } from './payments.ts'

/** So long at the most is the name of an order. */
export const MAX_ORDER_NAME = 100
/** Whatever the site names its orders by. Case distinguishes letters, blanks at the ends are left out. */
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

/** What the person chose instead of what was found. What is left out is detected again. */
export const orderChoicesSchema = z.strictObject({
  encoding: encodingSchema.optional(),
  delimiter: delimiterSchema.optional(),
  sheet: z.string().optional(),
  columns: z
    .partialRecord(orderColumnNameSchema, z.int().min(-1))
    .optional()
    .meta({ description: 'From 0; -1 for none' }),
  currency: paymentCurrencySchema.optional().meta({
    description: 'Of rows that say none; that of the code’s service in Production where it is left out',
  }),
  slashedFirst: z.enum(SLASHED_FIRST).optional().meta({
    description: 'What comes first in dates such as 05/06/2026. Without it: what all of them can be read as',
  }),
})
export type OrderChoices = z.output<typeof orderChoicesSchema>

/** Why a row cannot be counted. */
export const orderProblemSchema = z.enum([
  'no-code',
  'code-unknown',
  'no-order',
  'order-too-long',
  'no-time',
  'bad-time',
  'no-amount',
  'bad-amount',
  'no-currency',
  'bad-currency',
  /** The code has no use left: it was used more often than it may be. */
  'used-up',
  /** The order has used another code already. */
  'other-code',
  /** A refund of an order that has used no code. */
  'order-unknown',
  /** Part of the price was refunded: the use stays. */
  'partial-refund',
])
export type OrderProblem = z.output<typeof orderProblemSchema>

const ORDER_TABS = ['counted', 'returned', 'known', 'bad'] as const
/** What a row does: an order that counts, a use that is given back, one that is known already, or none. */
export const orderTabSchema = z.enum(ORDER_TABS)
export type OrderTab = z.output<typeof orderTabSchema>

export const orderRowSchema = z.object({
  row: z.int().min(1).meta({ description: 'The row’s number in the file, as Excel shows it' }),
  code: z.string(),
  order: z.string(),
  at: instantSchema.nullable().meta({ description: 'Null where it cannot be read' }),
  amount: z.string().meta({ description: 'As it is in the file' }),
  pay: z.int().nullable(),
  currency: paymentCurrencySchema.nullable(),
  refund: z.boolean(),
  problem: orderProblemSchema.nullable(),
})
export type OrderRow = z.output<typeof orderRowSchema>

export const orderImportSchema = z.object({
  importId: z.string(),
  file: fileRefSchema,
  reading: readingSchema
    .pick({
      encoding: true,
      delimiter: true,
      unreadable: true,
      sheet: true,
      sheets: true,
      headerRow: true,
    })
    .extend({
      format: z.enum([...readingSchema.shape.format.options, 'json-lines']),
      headings: z.array(z.string()).meta({ description: 'Each column’s heading, or its first value' }),
      columns: z.record(orderColumnNameSchema, z.int().min(-1)).meta({ description: 'From 0; -1 for none' }),
      missing: z
        .array(orderColumnNameSchema)
        .meta({ description: 'Columns that have to be chosen before anything can be imported' }),
    }),
  counts: z.object({
    rows: z.int(),
    counted: z.int().meta({ description: 'Orders that are new' }),
    returned: z.int().meta({ description: 'Uses that refunds give back' }),
    known: z.int().meta({ description: 'Rows that say what is known already, here or above in the file' }),
    bad: z.int(),
  }),
})
export type OrderImport = z.output<typeof orderImportSchema>

const orderCountsSchema = orderImportSchema.shape.counts

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
  read: job(
    { effect: 'none', records: [] },
    'Reads a file of the site’s orders (.csv, .txt, .xlsx, .xls, .ods, or lines of JSON), and says what each row would do. Nothing is changed.',
    z.strictObject({
      file: fileTokenSchema,
      choices: orderChoicesSchema.optional(),
      language: languageSchema,
    }),
    orderImportSchema,
  ),
  rows: query(
    'Rows of an import: orders that count, uses that are given back, what is known already, and the bad ones.',
    z.strictObject({
      importId: z.string(),
      tab: orderTabSchema,
      offset: z.int().min(0),
      limit: z.int().min(1).max(1000),
    }),
    z.object({ total: z.int(), rows: z.array(orderRowSchema) }),
  ),
  import: job(
    { effect: 'change', records: ['import-redemptions'] },
    'Counts the orders of a file that was read, as one operation. Each order counts once, however often it arrives. Refuses with `plan.moved` where another number would count than `expect`, `redemptions.nothing-new`, `redemptions.columns-missing`.',
    z.strictObject({
      importId: z.string(),
      expect: orderCountsSchema.pick({ counted: true, returned: true }),
    }),
    z.object({ operationId: z.int(), counts: orderCountsSchema }),
  ),
  saveRejected: job(
    { effect: 'none', records: [] },
    'Writes the bad rows with their reasons as .csv or .xlsx, by the target’s name.',
    z.strictObject({ importId: z.string(), target: fileTokenSchema, language: languageSchema }),
    z.object({ rows: z.int() }),
  ),
}
