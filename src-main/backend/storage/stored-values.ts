import { z } from 'zod'
import { isBounded } from '#shared/bounded-json.ts'

/** Later moments have days, in some time zone, whose year is not written with four digits. */
export const LAST_MOMENT = Date.UTC(9999, 11, 30)
/** A moment as it is stored, in UTC milliseconds. */
export const momentSchema = z.int().min(0).max(LAST_MOMENT)

/** A stored text that is JSON, read by a schema. */
export const jsonSchema = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .string()
    .transform((content, context): unknown => {
      try {
        const value: unknown = JSON.parse(content)
        if (isBounded(value)) return value
        context.addIssue({ code: 'custom', message: 'JSON that is too large' })
        return z.NEVER
      } catch {
        context.addIssue({ code: 'custom', message: 'not JSON' })
        return z.NEVER
      }
    })
    .pipe(schema)
