import { z } from 'zod'
import { columnSchema } from '#shared/contract/report.ts'
import { languageSchema } from '#shared/preferences-schemas.ts'
import { defineReadTask } from '#backend/storage/sqlite/threads/task.ts'
import { idsSchema, rangesSchema, timeSchema } from '#backend/storage/sqlite/threads/task-inputs.ts'

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
