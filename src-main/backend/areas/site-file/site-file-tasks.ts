import { z } from 'zod'
import { type SiteFileContent, siteFileContentSchema } from '#shared/contract/site-file.ts'
import { defineTask } from '#backend/kernel/threads/task.ts'
import type { SiteContents } from '#backend/storage/site-contents.ts'

/** Writes the outgoing file. */
export const saveTask = defineTask('siteFile.save', z.object({ at: z.int() })).returning<null>()

/** Looks at the incoming file; `name` is what the person calls it. */
export const checkTask = defineTask(
  'siteFile.check',
  z.object({ name: z.string() }),
).returning<SiteFileContent>()

/** The same, with what is compared with the site that is in use. */
export const inspectTask = defineTask('siteFile.inspect', z.object({ name: z.string() })).returning<{
  content: SiteFileContent
  contents: SiteContents
}>()

/** Makes it a site; answers with the number of the operation that says so. */
export const prepareTask = defineTask(
  'siteFile.prepare',
  z.object({ savedAt: siteFileContentSchema.shape.savedAt, at: z.int() }),
).returning<number>()

/** Looks at it again before it takes the place of the site in use. */
export const checkPreparedTask = defineTask(
  'siteFile.checkPrepared',
  z.object({ name: z.string(), counts: siteFileContentSchema.shape.counts }),
).returning<null>()
