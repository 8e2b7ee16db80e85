import { z } from 'zod'
import { instantSchema, isoDateSchema } from '../domain/dates.ts'
import { discountSchema } from '../domain/discount.ts'
import { statusSchema } from '../domain/promo-code.ts'
import { appliesToSchema, serviceSchema } from '../domain/services.ts'
import { fileTokenSchema } from './files.ts'
import { job, method } from './method.ts'
import { pickedSchema } from './promo.ts'

const between = z.strictObject({ from: isoDateSchema.optional(), to: isoDateSchema.optional() })

/** The parameters of the report (SPEC 6.1). What is left out does not narrow. Texts match anywhere, any case. */
export const filterSchema = z.strictObject({
  text: z.string().max(200).optional().meta({ description: 'In code, recipient name or e-mail' }),
  code: z.string().max(200).optional(),
  recipient: z.string().max(200).optional(),
  email: z.string().max(320).optional(),
  service: serviceSchema.optional(),
  status: z.array(statusSchema).min(1).optional(),
  discount: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('percent'), hundredths: z.int().optional() }),
      z.strictObject({
        kind: z.literal('amount'),
        minor: z.int().optional(),
        currency: z.enum(['USD', 'CAD', 'GBP']).optional(),
      }),
    ])
    .optional(),
  usage: z.enum(['unused', 'used', 'once', 'times', 'unlimited']).optional(),
  batch: z.int().optional().meta({ description: 'A batch’s number' }),
  created: between.optional().meta({ description: 'Days in the site’s time zone' }),
  expires: between.optional(),
})
export type Filter = z.output<typeof filterSchema>

export const columnSchema = z.enum([
  'code',
  'service',
  'recipient',
  'email',
  'discount',
  'used',
  'appliesTo',
  'batch',
  'created',
  'expires',
  'status',
])
export type Column = z.output<typeof columnSchema>

export const orderSchema = z
  .array(z.strictObject({ column: columnSchema, descending: z.boolean() }))
  .max(5)
  .meta({ description: 'First the most important; equal rows stand in the order of their creation' })
export type Order = z.output<typeof orderSchema>

export const reportRowSchema = z.object({
  id: z.int(),
  code: z.string(),
  service: serviceSchema,
  recipient: z.string(),
  email: z.string(),
  discount: discountSchema,
  used: z.int(),
  limit: z.int().nullable().meta({ description: 'Null for unlimited' }),
  appliesTo: appliesToSchema,
  batch: z.int(),
  batchName: z.string(),
  created: instantSchema,
  createdDay: isoDateSchema.meta({ description: 'In the site’s time zone' }),
  expires: isoDateSchema,
  status: statusSchema,
})
export type ReportRow = z.output<typeof reportRowSchema>

export const summarySchema = z.object({
  codes: z.int(),
  active: z.int(),
  expired: z.int(),
  usedUp: z.int(),
  deleted: z.int(),
  redemptions: z.int(),
})
export type Summary = z.output<typeof summarySchema>

export const resultSetSchema = z.object({ resultSet: z.string(), count: z.int() })
export type ResultSet = z.output<typeof resultSetSchema>

/** The promo code report, on result sets: an order of rows that stays as it was when it was opened. */
export const report = {
  open: method(
    'Turns filter and order into a result set. The last 8 are kept; an older one answers `report.unknown-result-set`.',
    z.strictObject({ filter: filterSchema, order: orderSchema }),
    resultSetSchema,
  ),
  rows: method(
    'Rows of a result set by position, as they stand now. Rows that are gone since are left out.',
    z.strictObject({ resultSet: z.string(), offset: z.int().min(0), limit: z.int().min(1).max(5000) }),
    z.object({ offset: z.int(), rows: z.array(reportRowSchema.nullable()) }),
  ),
  summary: method(
    'Counts by status, of the whole result set or of the picked rows.',
    z.strictObject({ resultSet: z.string(), ranges: pickedSchema.shape.ranges.optional() }),
    summarySchema,
  ),
  batches: method(
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
  export: job(
    'Writes the picked rows as .xlsx or .csv, by the target’s name, with the given columns in their order.',
    z.strictObject({
      picked: pickedSchema,
      columns: z.array(columnSchema).min(1),
      target: fileTokenSchema,
      format: z.enum(['xlsx', 'csv']),
      language: z.enum(['nb', 'en']),
    }),
    z.object({ rows: z.int(), bytes: z.int() }),
  ),
}
