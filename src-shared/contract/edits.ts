import { z } from 'zod'
import { isoDateSchema } from '../domain/date-schemas.ts'
import { addressProblemSchema } from '../domain/email-address.ts'
import { EDITABLE_COLUMNS } from '../report-columns.ts'

/** The columns whose cells can be written in: the code itself never changes. */
export const editableSchema = z.enum(EDITABLE_COLUMNS)
export type Editable = z.output<typeof editableSchema>
export const EDITABLE = editableSchema.options

/** So many cells in one edit; a paste of more is several. */
export const MAX_EDITED_CELLS = 100_000

export const cellEditSchema = z.strictObject({
  id: z.int().meta({ description: 'Of the row, so that a new sort cannot misdirect it' }),
  column: editableSchema,
  text: z.string().max(1000).meta({ description: 'As typed or pasted' }),
  seen: z.string().max(1000).optional().meta({
    description:
      'What the person saw there, as it would be typed: where something else is stored now, that stays',
  }),
})
export type CellEdit = z.output<typeof cellEditSchema>

/** Where a cell comes twice, the later one counts. */
export const editSchema = z.array(cellEditSchema).min(1).max(MAX_EDITED_CELLS)

const cell = { id: z.int(), column: editableSchema }

/** What is wrong with a cell; it is left as it was. */
export const editProblemSchema = z.discriminatedUnion('code', [
  z.object({ ...cell, code: z.literal('unknown-row') }),
  z.object({ ...cell, code: z.literal('deleted').meta({ description: 'Deleted codes are not edited' }) }),
  z.object({
    ...cell,
    code: z.literal('changed-since').meta({ description: 'Something else is stored there than `seen`' }),
  }),
  z.object({ ...cell, code: z.literal('empty') }),
  z.object({
    ...cell,
    code: z.literal('error-value').meta({ description: 'Of a spreadsheet, such as #N/A' }),
  }),
  z.object({ ...cell, code: z.literal('name-too-long'), limit: z.int() }),
  z.object({
    ...cell,
    code: z.literal('bad-address'),
    problem: addressProblemSchema,
    suggestion: z.string().optional(),
  }),
  z.object({ ...cell, code: z.literal('bad-date') }),
  z.object({ ...cell, code: z.literal('date-passed'), today: isoDateSchema }),
  z.object({ ...cell, code: z.literal('bad-discount') }),
  z.object({ ...cell, code: z.literal('bad-limit'), limit: z.int() }),
  z.object({ ...cell, code: z.literal('used-more'), used: z.int() }),
  z.object({ ...cell, code: z.literal('bad-item') }),
  z.object({ ...cell, code: z.literal('other-service') }),
  z.object({ ...cell, code: z.literal('note-too-long'), limit: z.int() }),
  z.object({ ...cell, code: z.literal('expires-before'), expires: isoDateSchema }),
  z.object({ ...cell, code: z.literal('starts-after'), validFrom: isoDateSchema }),
])
export type EditProblem = z.output<typeof editProblemSchema>
