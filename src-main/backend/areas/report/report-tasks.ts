import { z } from 'zod'
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
import { languageSchema } from '#shared/preferences-schemas.ts'
import type { KeptValues } from './lists/keep-values.ts'
import { defineReadTask } from '#backend/storage/sqlite/threads/task.ts'
import { idsSchema, rangesSchema, timeSchema } from '#backend/storage/sqlite/threads/task-inputs.ts'

const listSchema = z.object({ codes: z.array(z.string()), addresses: z.array(z.string()) })

export const openTask = defineReadTask(
  'report.open',
  z.object({
    filter: filterSchema,
    order: orderSchema,
    time: timeSchema,
    list: listSchema.optional().meta({ description: 'What `filter.list` refers to' }),
  }),
).returning<{ ids: SharedArrayBuffer; count: number }>()

export const rowsTask = defineReadTask(
  'report.rows',
  z.object({ ids: z.array(z.int()), time: timeSchema }),
).returning<(ReportRow | null)[]>()

const pickedSchema = z.object({ ids: idsSchema, ranges: rangesSchema, time: timeSchema })
export const summaryTask = defineReadTask('report.summary', pickedSchema).returning<Summary>()
export const breakdownTask = defineReadTask('report.breakdown', pickedSchema).returning<Breakdown>()

export const timelineTask = defineReadTask(
  'report.timeline',
  z.object({ ids: idsSchema, by: stepLengthSchema.optional(), time: timeSchema }),
).returning<Timeline>()

export const keepListTask = defineReadTask(
  'report.keepList',
  z.object({ text: z.string() }),
).returning<KeptValues>()

export const exportTask = defineReadTask(
  'report.export',
  z.object({
    ids: idsSchema,
    ranges: rangesSchema,
    columns: z.array(columnSchema),
    format: z.enum(['xlsx', 'csv']),
    language: languageSchema,
    path: z.string(),
    name: z.string(),
    time: timeSchema,
  }),
).returning<{ rows: number; bytes: number }>()
