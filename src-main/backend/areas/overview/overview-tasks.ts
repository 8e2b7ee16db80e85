import { z } from 'zod'
import type { Overview } from '#shared/contract/overview.ts'
import type { FoundCode } from '#backend/storage/sqlite/overview.ts'
import { defineReadTask } from '#backend/storage/sqlite/threads/task.ts'
import { timeSchema } from '#backend/storage/sqlite/threads/task-inputs.ts'

export const figuresTask = defineReadTask(
  'overview.figures',
  z.object({ time: timeSchema, now: z.int() }),
).returning<Omit<Overview, 'operations'>>()

export const findTask = defineReadTask(
  'overview.find',
  z.object({ text: z.string(), limit: z.int() }),
).returning<FoundCode[]>()
