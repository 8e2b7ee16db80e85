import { z } from 'zod'
import { fileTokenSchema } from './files.ts'
import { mutation, query } from './method.ts'

/** Longer reports are cut at the oldest lines of the log. */
export const REPORT_LIMIT = 400_000

export const aboutPlaceSchema = z.enum(['data', 'log'])
export type AboutPlace = z.output<typeof aboutPlaceSchema>

/** The program itself, for the person and for whoever helps. Works while no site is open. */
export const about = {
  show: mutation(
    { effect: 'none', records: [] },
    'Lets the desktop show the data folder, or the log in it, in its file manager. A browser cannot.',
    z.strictObject({ place: aboutPlaceSchema }),
    z.object({ shown: z.boolean() }),
  ),
  report: query(
    'A problem report to be read before it is saved: versions and the newest lines of the log, without personal data.',
    z.strictObject({ window: z.string().max(500).meta({ description: 'What the window runs on' }) }),
    z.object({ text: z.string().max(REPORT_LIMIT) }),
  ),
  saveReport: mutation(
    { effect: 'none', records: [] },
    'Writes a problem report into a file, as it was shown.',
    z.strictObject({ file: fileTokenSchema, text: z.string().max(REPORT_LIMIT) }),
    z.object({ bytes: z.int() }),
  ),
}
