import { z } from 'zod'
import { sheetReasonSchema, sheetSchema } from '#shared/contract/recipients.ts'

/** What the parent asks of the child, once. */
export interface WorkbookAsked {
  readonly path: string
  /** The sheet that the person chose. */
  readonly sheet: string | null
}

export interface SheetRow {
  readonly row: number
  readonly cells: readonly string[]
  readonly hidden?: true
}

function isSheetRow(value: unknown): value is SheetRow {
  if (typeof value !== 'object' || value === null) return false
  const { row, cells, hidden } = value as Partial<Record<keyof SheetRow, unknown>>
  return (
    Number.isSafeInteger(row) &&
    (row as number) >= 1 &&
    Array.isArray(cells) &&
    cells.every((cell) => typeof cell === 'string') &&
    (hidden === undefined || hidden === true)
  )
}

/** By hand, and without a copy: there are up to a million cells, which a schema for each takes several times as long for. */
const rowsSchema = z.custom<SheetRow[]>((rows) => Array.isArray(rows) && rows.every(isSheetRow))

/** The sheet that it is about, and all that can be chosen. */
const about = { sheet: z.string().optional(), sheetList: z.array(sheetSchema).optional() }

/** What the child answers, once. Why it failed is a word, since an error's text may quote the file. */
export const workbookAnswerSchema = z.discriminatedUnion('outcome', [
  z.object({
    outcome: z.literal('read'),
    sheet: z.string(),
    sheetList: z.array(sheetSchema),
    reason: sheetReasonSchema,
    rows: rowsSchema,
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
