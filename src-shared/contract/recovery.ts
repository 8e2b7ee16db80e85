import { z } from 'zod'
import { instantSchema } from '../domain/date-schemas.ts'
import { apiErrorSchema } from './error-codes.ts'
import { languageSchema } from '../preferences-schemas.ts'
import { fileTokenSchema } from './files.ts'
import { job, mutation, query } from './method.ts'
import { rescuedSchema } from './rescued.ts'
import { siteKindSchema, siteSchema } from './site.ts'

export const recoveryStateSchema = z.object({
  open: siteKindSchema.nullable().meta({ description: 'The site that is open; null while none is' }),
  problem: apiErrorSchema
    .nullable()
    .meta({ description: 'Why the own site cannot be opened, or can be read only; null where all is well' }),
  readOnly: z.boolean().meta({
    description:
      'The open site is read, and every change refused: it is damaged, or the user of its database may only read',
  }),
  unansweredSince: instantSchema.exactOptional().meta({
    description: 'Since when the database of the open site does not answer; left out while it does',
  }),
})
export type RecoveryState = z.output<typeof recoveryStateSchema>

export const rescueAnswerSchema = z.object({
  operationId: z.int(),
  site: siteSchema,
  kept: z
    .string()
    .nullable()
    .meta({ description: 'The name under which the damaged files are in the list of backups' }),
  ...rescuedSchema.shape,
})
export type RescueAnswer = z.output<typeof rescueAnswerSchema>

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
  rescue: job(
    { effect: 'change', records: ['rescue-site'] },
    'Saves what can be read of the damaged own site into a new one, which takes its place; the damaged files are kept as a backup first. All or nothing. Answers with what was lost. No mail goes out until a person resumes it.',
    z.strictObject({}),
    rescueAnswerSchema,
  ),
  saveLosses: job(
    { effect: 'none', records: [] },
    'Writes what a rescue saved and what it lost into a text file.',
    z.strictObject({
      operationId: z.int().meta({ description: 'Of the rescue' }),
      file: fileTokenSchema,
      language: languageSchema,
    }),
    z.object({ bytes: z.int() }),
  ),
}
