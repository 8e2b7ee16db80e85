import { z } from 'zod'

/** Represents a file of the person's: the window never sees a path. A token is good for one run of the backend. */
export const fileTokenSchema = z.string().min(16).max(64)
export const fileRefSchema = z.object({
  token: fileTokenSchema,
  name: z.string(),
  bytes: z.int().min(0).nullable().meta({ description: 'Null for a file that is to be written' }),
})
export type FileRef = z.output<typeof fileRefSchema>

/** More than this is not taken in through a browser, whatever is in it. */
export const UPLOAD_LIMIT = 256 * 1024 * 1024
