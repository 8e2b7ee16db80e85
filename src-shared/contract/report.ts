import { z } from 'zod'
import { instantSchema, isoDateSchema } from '../domain/date-schemas.ts'
import { messageStateSchema } from '../domain/mail/message-states.ts'
import { paymentCurrencySchema } from '../domain/commerce/payment-currency.ts'
import { currencySchema } from '../domain/money-schemas.ts'
import { modeSchema, serviceSchema } from '../domain/service-schemas.ts'
import { fileTokenSchema } from './files.ts'
import { operationSchema } from './history.ts'
import { languageSchema } from '../preferences-schemas.ts'
import { job, mutation, query } from './method.ts'
import { operationIdSchema } from './operation-id.ts'
import { itemSchema } from './payments.ts'
import { pickedSchema } from './promo.ts'
import { filterSchema, reportRowSchema, statusSchema } from './report-rows.ts'
import { COLUMNS } from '../report-columns.ts'

export { type DaySpan, filterSchema, type Filter, reportRowSchema, type ReportRow } from './report-rows.ts'
export type { Column } from '../report-columns.ts'

export const columnSchema = z.enum(COLUMNS)

export const orderSchema = z
  .array(z.strictObject({ column: columnSchema, descending: z.boolean() }))
  .max(5)
  .meta({ description: 'First the most important; equal rows are in the order of their creation' })
export type Order = z.output<typeof orderSchema>

export const summarySchema = z.object({
  codes: z.int(),
  active: z.int(),
  notYetValid: z.int(),
  expired: z.int(),
  usedUp: z.int(),
  deleted: z.int(),
  redemptions: z.int(),
})
export type Summary = z.output<typeof summarySchema>

export const sumsSchema = z.object({
  codes: z.int(),
  used: z.int().meta({ description: 'How often they were used' }),
  discounts: z
    .array(z.object({ currency: currencySchema, minor: z.int(), codes: z.int() }))
    .meta({ description: 'Fixed amounts, each currency by itself; percentages have no sum' }),
})
export type Sums = z.output<typeof sumsSchema>

/** Parameters of which all values can be listed. */
export const COUNTED_PARAMETERS = ['status', 'service', 'discount', 'usage', 'batch', 'message'] as const
export type CountedParameter = (typeof COUNTED_PARAMETERS)[number]

export const valueCountSchema = z.object({
  value: filterSchema.meta({ description: 'The parameter with this value alone' }),
  codes: z.int(),
})
export type ValueCount = z.output<typeof valueCountSchema>

/** Of discounts and batches, those with the most codes. */
export const MOST_VALUES = 200

export const reportComparisonSchema = z.object({
  gone: z.int().meta({ description: 'Rows of the result set that would not be in it any more' }),
  added: z.int().meta({ description: 'Rows that would be new' }),
  moved: z.boolean().meta({ description: 'The rows that stay would be in another order' }),
})
export type ReportComparison = z.output<typeof reportComparisonSchema>

export const resultSetSchema = z.object({ resultSet: z.string(), count: z.int() })
export type ResultSet = z.output<typeof resultSetSchema>

/** What was pasted to be found (SPEC 6.1): at most so much text and so many codes or addresses. */
export const LIST_LIMITS = { characters: 5_000_000, values: 100_000, shown: 1000 } as const

export const keptListSchema = z.object({
  list: z.string().meta({ description: 'For `filter.list`' }),
  values: z.int().meta({ description: 'What was pasted: `found` + `notFoundCount` + `duplicates`' }),
  kind: z.enum(['codes', 'addresses', 'mixed']),
  found: z.int().meta({ description: 'Values that the site has; an address may have many codes' }),
  notFound: z.array(z.string()).meta({ description: 'In the order pasted, at most 1,000' }),
  notFoundCount: z.int(),
  duplicates: z.int().meta({ description: 'Values that came before already' }),
})
export type KeptList = z.output<typeof keptListSchema>

const redeemedBatchSchema = z.object({
  batch: z.int(),
  name: z.string(),
  service: serviceSchema,
  codes: z.int(),
  redeemed: z.int().meta({ description: 'Codes that were used at least once' }),
  redemptions: z.int(),
})

export const breakdownSchema = z.object({
  statuses: z.array(z.object({ status: statusSchema, codes: z.int() })).meta({ description: 'All of them' }),
  services: z.array(z.object({ service: serviceSchema, codes: z.int() })).meta({ description: 'Both' }),
  batches: z
    .array(z.object({ batch: z.int(), name: z.string(), codes: z.int() }))
    .meta({ description: 'The 20 with the most codes, the largest first' }),
  otherBatches: z.object({ batches: z.int(), codes: z.int() }),
  redeemed: redeemedBatchSchema
    .pick({ codes: true, redeemed: true, redemptions: true })
    .meta({ description: 'Of all batches together' }),
  bestBatches: z
    .array(redeemedBatchSchema)
    .meta({ description: 'The 10 with the most redemptions, without those that have none' }),
  newestBatches: z.array(redeemedBatchSchema).meta({ description: 'The 10 created last, the newest first' }),
})
export type Breakdown = z.output<typeof breakdownSchema>

export const stepLengthSchema = z.enum(['day', 'week', 'month'])
export type StepLength = z.output<typeof stepLengthSchema>

const takingsSchema = z.object({
  mode: modeSchema.meta({ description: 'Test transactions are never added to sales' }),
  currency: paymentCurrencySchema,
  redemptions: z.int(),
  paid: z
    .int()
    .meta({ description: 'In minor units, as `discount`: what buyers paid for what they used codes for' }),
  discount: z.int().meta({ description: 'What the codes took off' }),
})
export type Takings = z.output<typeof takingsSchema>

export const timelineSchema = z.object({
  by: stepLengthSchema,
  steps: z
    .array(
      z.object({
        from: isoDateSchema,
        to: isoDateSchema.meta({ description: 'The last day of the step' }),
        expiries: z.int(),
        statuses: summarySchema
          .pick({ active: true, notYetValid: true, expired: true, usedUp: true, deleted: true })
          .meta({ description: 'The status that the codes which expire then have now' }),
        redemptions: z.int(),
        takings: z.array(takingsSchema).meta({
          description: 'One for each mode and currency, which are never added up, the most redeemed first',
        }),
      }),
    )
    .meta({
      description:
        'Without gaps, the earliest first; weeks begin on Monday. At most 400: the first and the last reach further where there is more.',
    }),
})
export type Timeline = z.output<typeof timelineSchema>

const takings = z.array(takingsSchema).meta({ description: 'As in a step of `report.timeline`' })
const byUse = 'Those with redemptions, the most redeemed first'

export const redemptionsBySchema = z.object({
  services: z.array(z.object({ service: serviceSchema, takings })).meta({ description: byUse }),
  batches: z
    .array(z.object({ batch: z.int(), name: z.string(), takings }))
    .meta({ description: 'The 10 with the most redemptions in each mode, the most redeemed first' }),
  items: z
    .array(z.object({ service: serviceSchema, item: itemSchema.nullable(), takings }))
    .meta({ description: `${byUse}; null where an imported file did not say what was sold` }),
})
export type RedemptionsBy = z.output<typeof redemptionsBySchema>

/** So many codes are named that a spreadsheet reads as something else. */
export const SPREADSHEET_EXAMPLES = 5

export const spreadsheetValuesSchema = z.object({
  count: z.int(),
  examples: z.array(z.string()).max(SPREADSHEET_EXAMPLES),
})
export type SpreadsheetValues = z.output<typeof spreadsheetValuesSchema>

export const redemptionSchema = z.object({
  at: instantSchema,
  day: isoDateSchema.meta({ description: 'In the site’s time zone' }),
  payment: z.int().meta({ description: 'The payment that it belongs to' }),
  mode: modeSchema,
  givenBack: instantSchema.nullable().meta({ description: 'When a void or refund gave the use back' }),
})
export type Redemption = z.output<typeof redemptionSchema>

/** A use of a code by an order of the site’s own shop. */
export const codeOrderSchema = z.object({
  order: z.string(),
  at: instantSchema,
  pay: z.int(),
  currency: paymentCurrencySchema,
  givenBack: instantSchema.nullable().meta({ description: 'When the use was given back' }),
})
export type CodeOrder = z.output<typeof codeOrderSchema>

export const codeDetailsSchema = z.object({
  row: reportRowSchema,
  batch: z.object({ id: z.int(), name: z.string(), created: instantSchema, codes: z.int() }),
  redemptions: z.array(redemptionSchema).meta({ description: 'The newest first' }),
  orders: z
    .array(codeOrderSchema)
    .meta({ description: 'Orders of the site’s own shop that used it, the newest first' }),
  messages: z
    .array(
      z.object({
        id: z.int(),
        at: instantSchema,
        subject: z.string(),
        state: messageStateSchema,
        name: z.string(),
        email: z.string().meta({ description: 'Where it went, or is to go' }),
        elsewhere: z.boolean().meta({ description: 'That is another address than the code has now' }),
      }),
    )
    .meta({ description: 'Mail about the code, the newest first' }),
  operations: z
    .array(operationSchema)
    .meta({ description: 'What touched the code, undone or not, the newest first' }),
})
export type CodeDetails = z.output<typeof codeDetailsSchema>

/** The promo code report, on result sets: an order of rows that stays as it was when it was opened. */
export const report = {
  open: query(
    'Turns filter and order into a result set. Sets are kept in 256 MB of memory until their client disconnects; where there are more, one that was not used for longest answers `report.unknown-result-set` from then on. An unknown `filter.list` is refused with `report.unknown-list`.',
    z.strictObject({ filter: filterSchema, order: orderSchema }),
    resultSetSchema,
  ),
  rows: query(
    'Rows of a result set by position, as they are now. Rows that are gone since are left out.',
    z.strictObject({ resultSet: z.string(), offset: z.int().min(0), limit: z.int().min(1).max(5000) }),
    z.object({ offset: z.int(), rows: z.array(reportRowSchema.nullable()) }),
  ),
  compare: query(
    'How a result set differs from what `open` would answer now with the same filter and order.',
    z.strictObject({ resultSet: z.string(), filter: filterSchema, order: orderSchema }),
    reportComparisonSchema,
  ),
  summary: query(
    'Counts by status, of the whole result set or of the picked rows.',
    z.strictObject({ resultSet: z.string(), ranges: pickedSchema.shape.ranges.optional() }),
    summarySchema,
  ),
  sums: query(
    'Sums of the numeric columns over the picked rows.',
    z.strictObject({ resultSet: z.string(), ranges: pickedSchema.shape.ranges }),
    sumsSchema,
  ),
  values: query(
    'The values of a parameter, each with how many codes the report would have with it and the other parameters of `filter`. Statuses, services, usages and messages are all listed, in their order; of discounts and batches those that occur, the most frequent first, at most 200. Usages overlap.',
    z.strictObject({ filter: filterSchema, parameter: z.enum(COUNTED_PARAMETERS) }),
    z.array(valueCountSchema),
  ),
  keepList: mutation(
    { effect: 'none', records: [] },
    'Keeps pasted codes or addresses, one a line or in cells, for `filter.list`, and says which of them the site has not. Lists are kept in 64 MB of memory until their client disconnects; where there are more, one that was not used for longest goes.',
    z.strictObject({ text: z.string().max(LIST_LIMITS.characters) }),
    keptListSchema,
  ),
  breakdown: query(
    'How many codes there are by status, service and batch, in the whole result set or among the picked rows.',
    z.strictObject({ resultSet: z.string(), ranges: pickedSchema.shape.ranges.optional() }),
    breakdownSchema,
  ),
  timeline: query(
    'How many codes of the result set expire, and how many redemptions they had, step by step. The step is chosen by the span where it is left out.',
    z.strictObject({ resultSet: z.string(), by: stepLengthSchema.optional() }),
    timelineSchema,
  ),
  redemptions: query(
    'How often codes of the result set were redeemed and what that brought, by service, batch and what was sold. What was given back does not count.',
    z.strictObject({ resultSet: z.string() }),
    redemptionsBySchema,
  ),
  details: query(
    'Everything about one code: recipient, batch, redemptions, messages, and every operation that touched it.',
    z.strictObject({ id: z.int() }),
    codeDetailsSchema,
  ),
  batches: query(
    'The batches, the newest first, for choosing one.',
    z.strictObject({ text: z.string().max(120).optional(), limit: z.int().min(1).max(500) }),
    z.array(
      z.object({
        id: z.int(),
        name: z.string(),
        service: serviceSchema,
        created: instantSchema,
        codes: z.int(),
      }),
    ),
  ),
  spreadsheetValues: query(
    'The codes among the picked rows that a spreadsheet reads as a number, a date or a truth value when it opens a .csv file. No generated code is one of them.',
    z.strictObject({ resultSet: z.string(), ranges: pickedSchema.shape.ranges }),
    spreadsheetValuesSchema,
  ),
  export: job(
    { effect: 'none', records: ['export-report'] },
    'Writes the picked rows as .xlsx or .csv, by the target’s name, with the given columns in their order.',
    z.strictObject({
      picked: pickedSchema,
      columns: z.array(columnSchema).min(1).max(columnSchema.options.length),
      target: fileTokenSchema,
      format: z.enum(['xlsx', 'csv']),
      language: languageSchema,
    }),
    z.object({ operationId: operationIdSchema, rows: z.int(), bytes: z.int() }),
  ),
}
