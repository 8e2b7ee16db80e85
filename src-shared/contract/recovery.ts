import { z } from 'zod'
import { apiErrorSchema } from './error-codes.ts'
import { mutation, query } from './method.ts'
import { siteKindSchema } from './site.ts'

export const recoveryStateSchema = z.object({
  open: siteKindSchema.nullable().meta({ description: 'The site that is open; null while none is' }),
  problem: apiErrorSchema
    .nullable()
    .meta({ description: 'Why the own site cannot be opened, or can be read only; null where all is well' }),
  readOnly: z
    .boolean()
    .meta({ description: 'The open site is damaged: it is read, and every change refused' }),
})
export type RecoveryState = z.output<typeof recoveryStateSchema>

/** A site that cannot be opened, or is damaged: what is the matter, and the ways on. Works while no site is open. */
export const recovery = {
  state: query(
    'Whether a site is open, and what is wrong with the own one.',
    z.strictObject({}),
    recoveryStateSchema,
  ),
  retry: mutation(
    { effect: 'none', records: [] },
    'Tries to open the own site again. Answers with how it is then; a site that still cannot be opened is no error.',
    z.strictObject({}),
    recoveryStateSchema,
  ),
}
