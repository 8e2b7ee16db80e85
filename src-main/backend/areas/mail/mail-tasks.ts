import { z } from 'zod'
import type { QueuePlan } from '#shared/contract/mail.ts'
import { isoDateSchema } from '#shared/domain/date-schemas.ts'
import { serviceSchema } from '#shared/domain/service-schemas.ts'
import { languageSchema } from '#shared/preferences-schemas.ts'
import { defineReadTask, defineWriteTask } from '#backend/storage/sqlite/threads/task.ts'
import { idsSchema, rangesSchema } from '#backend/storage/sqlite/threads/task-inputs.ts'
import type { Queued } from './queue/queue-messages.ts'

const pickedSchema = z.object({
  ids: idsSchema,
  ranges: rangesSchema,
  language: languageSchema,
  today: isoDateSchema,
  again: z.boolean(),
})

/** What queueing messages for the picked codes would do. */
export const planQueueTask = defineReadTask('mail.planQueue', pickedSchema).returning<
  Omit<QueuePlan, 'now'>
>()

/** A code whose recipient has the longest name, or none; of the ids, or of the whole site. */
export const findSampleTask = defineReadTask(
  'mail.findSample',
  z.object({
    kind: z.enum(['longest-name', 'no-name']),
    service: serviceSchema,
    ids: idsSchema.optional(),
  }),
).returning<number | null>()

export const queueTask = defineWriteTask(
  'mail.queue',
  pickedSchema.extend({
    expect: z.object({ messages: z.int(), codes: z.int(), now: z.int().optional() }),
    stopped: z.boolean(),
    at: z.int(),
    seed: z.string(),
  }),
).returning<Queued>()
