import { z } from 'zod'
import { sheetReasonSchema, sheetSchema } from '#shared/contract/recipients.ts'

/** What the parent asks of the child, once. */
export interface WorkbookAsked {
  readonly path: string
  /** The sheet that the person chose. */
  readonly sheet: string | null
}

const rowSchema = z.object({
  row: z.int().min(1),
  cells: z.array(z.string()),
  hidden: z.literal(true).optional(),
})
export type SheetRow = z.output<typeof rowSchema>

/** The sheet that it is about, and all that can be chosen. */
const about = { sheet: z.string().optional(), sheetList: z.array(sheetSchema).optional() }

/** What the child answers, once. Why it failed is a word, since an error's text may quote the file. */
export const workbookAnswerSchema = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('read'),
    sheet: z.string(),
    sheetList: z.array(sheetSchema),
    reason: sheetReasonSchema,
    rows: z.array(rowSchema),
    columns: z.int().meta({ description: 'Counted to the last with something in it' }),
  }),
  z.object({
    outcome: z.literal('failed'),
    why: z.enum(['password', 'damaged', 'empty', 'rows', 'large']),
    ...about,
  }),
  z.object({ outcome: z.literal('columns'), columns: z.int(), ...about }),
])
export type WorkbookAnswer = z.output<typeof workbookAnswerSchema>
