import { z } from 'zod'
import { languageSchema } from '#shared/preferences-schemas.ts'
import { defineTask } from '#backend/kernel/threads/task.ts'
import type { SiteTime } from '#backend/storage/site-time.ts'

export const codesFileTask = defineTask(
  'handover.codes',
  z.object({
    /** The operation up to which codes were handed over; null for all codes. */
    after: z.int().nullable(),
    // What another thread of this program passes on.
    time: z.custom<SiteTime>(),
    format: z.enum(['csv', 'xlsx', 'jsonl']),
    language: languageSchema,
    path: z.string(),
    name: z.string(),
  }),
).returning<{
  codes: number
  bytes: number
  /** The last operation that the file has in it. */
  upTo: number
}>()
