import { z } from 'zod'

/** What was saved of a damaged database, and what was not. */
export const rescuedSchema = z.object({
  tables: z
    .array(
      z.object({
        table: z.string().max(100),
        saved: z.int(),
        lost: z
          .int()
          .nullable()
          .meta({ description: 'Rows; null where it is not known how many there were' }),
        altered: z.int().meta({ description: 'Rows of which something may be other than it was' }),
        examples: z
          .array(z.string().max(1000))
          .max(1000)
          .meta({ description: 'Promo codes that are lost or may be altered' }),
      }),
    )
    .max(1000)
    .meta({ description: 'Those of which something is lost or may be altered' }),
  counts: z.object({ codes: z.int(), batches: z.int(), revisions: z.int(), operations: z.int() }),
})
export type RescuedContent = z.output<typeof rescuedSchema>
