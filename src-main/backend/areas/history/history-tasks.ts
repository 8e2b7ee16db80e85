import { z } from 'zod'
import { languageSchema } from '#shared/preferences-schemas.ts'
import { defineTask } from '#backend/kernel/threads/task.ts'
import type { OperationSearch } from '#backend/storage/operations.ts'

export const exportHistoryTask = defineTask(
  'history.export',
  z.object({
    // What another thread of this program passes on.
    search: z.custom<OperationSearch>(),
    timeZone: z.string(),
    format: z.enum(['xlsx', 'csv']),
    language: languageSchema,
    path: z.string(),
    name: z.string(),
  }),
).returning<{ rows: number; bytes: number }>()
