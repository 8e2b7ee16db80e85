import { z } from 'zod'

/** What the parent asks of the child, once. */
export interface WorkbookAsked {
  readonly path: string
  /** The sheet that the person chose. */
  readonly sheet: string | null
}

/** What the child answers, once. Why it failed is a word, since an error's text may quote the file. */
export const workbookAnswerSchema = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('read'),
    sheets: z.array(z.string()),
    sheet: z.string(),
    rows: z.array(z.object({ row: z.int().min(1), cells: z.array(z.string()) })),
  }),
  z.object({ outcome: z.literal('failed'), why: z.enum(['password', 'damaged', 'empty', 'rows', 'large']) }),
  z.object({ outcome: z.literal('columns'), columns: z.int() }),
])
export type WorkbookAnswer = z.output<typeof workbookAnswerSchema>
