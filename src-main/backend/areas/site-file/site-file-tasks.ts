import { z } from 'zod'
import { type SiteFileContent, siteFileContentSchema } from '#shared/contract/site-file.ts'
import { defineReadTask } from '#backend/storage/sqlite/threads/task.ts'

/** A copy of the whole site without secrets, at `path`. */
export const copySiteTask = defineReadTask(
  'siteFile.copy',
  z.object({ path: z.string(), at: z.int() }),
).returning<null>()

/** A file of somebody else's, copied to `path`; `name` is what the person calls it. */
export const checkSiteTask = defineReadTask(
  'siteFile.check',
  z.object({ path: z.string(), name: z.string() }),
).returning<SiteFileContent>()

/** That copy, made a site, before it takes the place of the one in use. */
export const checkPreparedTask = defineReadTask(
  'siteFile.checkPrepared',
  z.object({ path: z.string(), name: z.string(), counts: siteFileContentSchema.shape.counts }),
).returning<null>()
