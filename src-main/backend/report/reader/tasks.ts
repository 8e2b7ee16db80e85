import { z } from 'zod'
import type { Overview } from '#shared/contract/overview.ts'
import type { BulkPlan } from '#shared/contract/promo.ts'
import {
  columnSchema,
  filterSchema,
  orderSchema,
  type ReportRow,
  type Summary,
} from '#shared/contract/report.ts'
import type { SiteFileContent } from '#shared/contract/site-file.ts'
import { isoDateSchema } from '#shared/domain/dates.ts'
import type { Ranges } from '#shared/domain/selection.ts'
import { languageSchema } from '#shared/preferences.ts'
import type { FoundCode } from '../../storage/overview.sqlite.ts'

/**
 * What the reader thread can be asked. It keeps nothing but its connection: the ids of a result set lie in memory that
 * both threads see, and the site's time comes with every task.
 */
const timeSchema = z.object({ today: isoDateSchema, timeZone: z.string() })
const idsSchema = z.instanceof(SharedArrayBuffer)
// The border has checked the ranges already, and there may be a hundred thousand of them.
const rangesSchema = z.custom<Ranges>(Array.isArray)

export const tasks = {
  open: z.object({ filter: filterSchema, order: orderSchema, time: timeSchema }),
  rows: z.object({ ids: z.array(z.int()), time: timeSchema }),
  summary: z.object({ ids: idsSchema, ranges: rangesSchema, time: timeSchema }),
  plan: z.object({
    ids: idsSchema,
    ranges: rangesSchema,
    change: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('extend'), expires: isoDateSchema }),
      z.object({ kind: z.literal('delete'), at: z.int() }),
    ]),
  }),
  /** A copy of the whole site without secrets, at `path`. */
  copySite: z.object({ path: z.string(), at: z.int() }),
  /** A file of somebody else's, copied to `path`; `name` is what the person calls it. */
  checkSite: z.object({ path: z.string(), name: z.string() }),
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
  copySite: null
  checkSite: SiteFileContent
  overview: Omit<Overview, 'operations'>
  find: FoundCode[]
  export: { rows: number; bytes: number }
}

export const requestSchema = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('task'),
    id: z.int(),
    task: z.enum(Object.keys(tasks) as [TaskName, ...TaskName[]]),
    input: z.unknown(),
  }),
  z.object({ type: z.literal('cancel'), id: z.int() }),
  z.object({ type: z.literal('close') }),
])
export type ReaderRequest = z.output<typeof requestSchema>

const fieldsSchema = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))

export const replySchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('done'), id: z.int(), output: z.unknown() }),
  z.object({ type: z.literal('refused'), id: z.int(), code: z.string(), details: z.unknown() }),
  z.object({ type: z.literal('failed'), id: z.int(), error: z.instanceof(Error) }),
  z.object({ type: z.literal('progress'), id: z.int(), done: z.int() }),
  z.object({
    type: z.literal('log'),
    level: z.enum(['info', 'warn', 'error']),
    event: z.string(),
    fields: fieldsSchema,
  }),
])
export type ReaderReply = z.output<typeof replySchema>
