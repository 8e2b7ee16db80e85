import { z } from 'zod'
import { fileRefSchema } from '#shared/contract/files.ts'
import { PASTE_LIMIT, readChoicesSchema } from '#shared/contract/recipients.ts'
import { createFormSchema } from './form.ts'

/** One change that a person made to a row, with the row before it, so that it can be repeated after a new reading. */
export const correctionSchema = z.strictObject({
  row: z.int(),
  /** Which of the recipients of that row, where it is not the first. */
  part: z.int().optional(),
  was: z.strictObject({ email: z.string(), name: z.string(), code: z.string().optional() }),
  change: z.discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('edit'),
      email: z.string().optional(),
      name: z.string().optional(),
      code: z.string().optional(),
    }),
    z.strictObject({ kind: z.literal('skip') }),
    z.strictObject({ kind: z.literal('keep') }),
  ]),
})
export type Correction = z.output<typeof correctionSchema>

/** What is typed in the form, the file, and what was corrected in it. */
export const savedDraftSchema = z.strictObject({
  form: createFormSchema,
  file: fileRefSchema.nullable(),
  choices: readChoicesSchema,
  corrections: z.array(correctionSchema),
  /** The text that the file is made of; null for a file of the person's. */
  pasted: z.string().max(PASTE_LIMIT).nullable().default(null),
  /** What is typed where recipients are pasted, and is not read yet. */
  pasting: z.string().max(PASTE_LIMIT).nullable().default(null),
  /** The row that is being corrected, as it is typed. */
  rowEdit: z
    .strictObject({
      row: z.int(),
      part: z.int().optional(),
      email: z.string(),
      name: z.string(),
      code: z.string().optional(),
    })
    .nullable(),
})
export type SavedDraft = z.output<typeof savedDraftSchema>
