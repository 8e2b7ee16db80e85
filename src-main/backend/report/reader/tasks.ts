import { z } from 'zod'
import type { Overview } from '#shared/contract/overview.ts'
import type { CellEdit } from '#shared/contract/edits.ts'
import type { QueuePlan } from '#shared/contract/mail.ts'
import type { BulkPlan, EditPlan } from '#shared/contract/promo.ts'
import {
  type Breakdown,
  columnSchema,
  filterSchema,
  orderSchema,
  type ReportRow,
  stepLengthSchema,
  type Summary,
  type Timeline,
} from '#shared/contract/report.ts'
import { type SiteFileContent, siteFileContentSchema } from '#shared/contract/site-file.ts'
import { changeSchema } from '../../bulk/change-schema.ts'
import { isoDateSchema } from '#shared/domain/date-schemas.ts'
import { serviceSchema } from '#shared/domain/services.ts'
import type { Ranges } from '#shared/domain/selection.ts'
import { languageSchema } from '#shared/preferences-schemas.ts'
import type { KeptValues } from '../lists/keep-values.ts'
import type { FoundCode } from '../../storage/overview.sqlite.ts'

/**
 * What a reader thread can be asked. It keeps nothing but its connection: the ids of a result set lie in memory that
 * both threads see, and the site's time comes with every task.
 */
const timeSchema = z.object({ today: isoDateSchema, timeZone: z.string() })
const idsSchema = z.instanceof(SharedArrayBuffer)
const listSchema = z.object({ codes: z.array(z.string()), addresses: z.array(z.string()) })
// The border has checked the ranges already, and there may be a hundred thousand of them.
const rangesSchema = z.custom<Ranges>(Array.isArray)

// Handed on by the border, too: a hundred thousand cells need not be looked at twice.
const cellsSchema = z.custom<readonly CellEdit[]>(Array.isArray)

export const tasks = {
  open: z.object({
    filter: filterSchema,
    order: orderSchema,
    time: timeSchema,
    list: listSchema.optional().meta({ description: 'What `filter.list` stands for' }),
  }),
  rows: z.object({ ids: z.array(z.int()), time: timeSchema }),
  summary: z.object({ ids: idsSchema, ranges: rangesSchema, time: timeSchema }),
  plan: z.object({
    ids: idsSchema,
    ranges: rangesSchema,
    change: changeSchema,
    today: isoDateSchema,
  }),
  planEdit: z.object({ ids: idsSchema, cells: cellsSchema, language: languageSchema, today: isoDateSchema }),
  /** What queueing messages for the picked codes would do. */
  planMail: z.object({
    ids: idsSchema,
    ranges: rangesSchema,
    language: languageSchema,
    today: isoDateSchema,
    again: z.boolean(),
  }),
  /** A code whose recipient has the longest name, or none; of the ids, or of the whole site. */
  mailSample: z.object({
    kind: z.enum(['longest-name', 'no-name']),
    service: serviceSchema,
    ids: idsSchema.optional(),
  }),
  keepList: z.object({ text: z.string() }),
  breakdown: z.object({ ids: idsSchema, ranges: rangesSchema, time: timeSchema }),
  timeline: z.object({ ids: idsSchema, by: stepLengthSchema.optional(), time: timeSchema }),
  /** A copy of the whole site without secrets, at `path`. */
  copySite: z.object({ path: z.string(), at: z.int() }),
  /** A file of somebody else's, copied to `path`; `name` is what the person calls it. */
  checkSite: z.object({ path: z.string(), name: z.string() }),
  /** That copy, made a site, before it takes the place of the one in use. */
  checkPrepared: z.object({ path: z.string(), name: z.string(), counts: siteFileContentSchema.shape.counts }),
  overview: z.object({ time: timeSchema, now: z.int() }),
  find: z.object({ text: z.string(), limit: z.int() }),
  export: z.object({
    ids: idsSchema,
    ranges: rangesSchema,
    columns: z.array(columnSchema),
    format: z.enum(['xlsx', 'csv']),
    language: languageSchema,
    path: z.string(),
    name: z.string(),
    time: timeSchema,
  }),
} as const

export type TaskName = keyof typeof tasks
export type TaskInput<T extends TaskName> = z.output<(typeof tasks)[T]>

export interface TaskOutputs {
  open: { ids: SharedArrayBuffer; count: number }
  rows: (ReportRow | null)[]
  summary: Summary
  plan: BulkPlan
  planEdit: EditPlan
  planMail: Omit<QueuePlan, 'now'>
  mailSample: number | null
  keepList: KeptValues
  breakdown: Breakdown
  timeline: Timeline
  copySite: null
  checkSite: SiteFileContent
  checkPrepared: null
  overview: Omit<Overview, 'operations'>
  find: FoundCode[]
  export: { rows: number; bytes: number }
}
