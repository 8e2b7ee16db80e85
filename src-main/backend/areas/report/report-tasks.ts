import { z } from 'zod'
import { columnSchema } from '#shared/contract/report.ts'
import { languageSchema } from '#shared/preferences-schemas.ts'
import { defineTask } from '#backend/kernel/threads/task.ts'
import type { PickedRows } from '#backend/storage/result-sets.ts'
import type { SiteTime } from '#backend/storage/site-time.ts'

export const exportTask = defineTask(
  'report.export',
  z.object({
    // What another thread of this program passes on.
    picked: z.custom<PickedRows>(),
    time: z.custom<SiteTime>(),
    columns: z.array(columnSchema),
    format: z.enum(['xlsx', 'csv']),
    language: languageSchema,
    path: z.string(),
    name: z.string(),
  }),
).returning<{ rows: number; bytes: number }>()
