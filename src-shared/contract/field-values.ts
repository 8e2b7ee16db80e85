import { z } from 'zod'

/** The value of one field of e-commerce settings. */
export const fieldValueSchema = z.union([z.string(), z.boolean(), z.array(z.string()), z.null()])

/** A field that differs; `key` is a place as `domain/commerce/fields.ts` names it, such as `settings.footer`. */
export const differenceSchema = z.object({
  key: z.string(),
  before: fieldValueSchema,
  after: fieldValueSchema,
})
export type FieldDifference = z.output<typeof differenceSchema>
