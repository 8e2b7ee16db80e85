import { z } from 'zod'
import { fileRefSchema } from '#shared/contract/files.ts'
import { readChoicesSchema } from '#shared/contract/recipients.ts'
import { createFormSchema } from './form.ts'

/** One change that a person made to a row, with the row before it, so that it can be repeated after a new reading. */
export const correctionSchema = z.strictObject({
  row: z.int(),
  was: z.strictObject({ email: z.string(), name: z.string() }),
  change: z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('edit'), email: z.string().optional(), name: z.string().optional() }),
    z.strictObject({ kind: z.literal('skip') }),
    z.strictObject({ kind: z.literal('keep') }),
  ]),
})
export type Correction = z.output<typeof correctionSchema>

const savedSchema = z.strictObject({
  form: createFormSchema,
  file: fileRefSchema.nullable(),
  choices: readChoicesSchema,
  corrections: z.array(correctionSchema),
})
export type SavedDraft = z.output<typeof savedSchema>

const KEY = 'create-draft'

/** The draft outlives a reload and a crash of the page; what cannot be read is no draft. */
export function loadDraft(storage: Storage): SavedDraft | null {
  try {
    return savedSchema.parse(JSON.parse(storage.getItem(KEY) ?? 'null'))
  } catch {
    return null
  }
}

export function saveDraft(storage: Storage, draft: SavedDraft): void {
  try {
    storage.setItem(KEY, JSON.stringify(draft))
  } catch {
    // Full or forbidden storage: the draft then lives as long as the page.
  }
}
