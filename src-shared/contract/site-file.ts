import { z } from 'zod'
import { instantSchema } from '../domain/date-schemas.ts'
import { fileTokenSchema } from './files.ts'
import { job } from './method.ts'
import { operationIdSchema } from './operation-id.ts'
import { replacementPlanSchema } from './replacement.ts'
import { siteSchema } from './site.ts'

/** The ending of a site file's name. */
export const SITE_FILE_EXTENSION = 'ehandel'

export const isSiteFileName = (name: string): boolean =>
  name.toLowerCase().endsWith(`.${SITE_FILE_EXTENSION}`)

export const siteFileContentSchema = z.object({
  name: z.string().meta({ description: 'Of the site' }),
  savedAt: instantSchema,
  dataVersion: z.int().meta({ description: 'The newest migration in it' }),
  knownVersion: z.int().meta({ description: 'The newest that this program knows' }),
  counts: z.object({
    codes: z.int(),
    batches: z.int(),
    revisions: z.int(),
    operations: z.int(),
  }),
  bytes: z.int(),
})
export type SiteFileContent = z.output<typeof siteFileContentSchema>

export const inspectedSiteFileSchema = siteFileContentSchema.extend({ plan: replacementPlanSchema })
export type InspectedSiteFile = z.output<typeof inspectedSiteFileSchema>

/** A whole site in one file, without its passwords: saved here, opened elsewhere. */
export const siteFile = {
  save: job(
    { effect: 'none', records: ['save-site-file'] },
    'Saves the whole site, as it is now, without passwords, passphrase and unsaved drafts.',
    z.strictObject({ file: fileTokenSchema }),
    z.object({ operationId: z.int(), bytes: z.int() }),
  ),
  inspect: job(
    { effect: 'none', records: [] },
    'What a site file holds, that it can be opened here, and what changes when it takes the place of the own site; says what is wrong with it otherwise. Changes nothing.',
    z.strictObject({ file: fileTokenSchema }),
    inspectedSiteFileSchema,
  ),
  open: job(
    { effect: 'change', records: ['open-site-file'] },
    'Puts the file in place of the own site, which is backed up first. All or nothing; passwords are to be entered again.',
    z.strictObject({
      file: fileTokenSchema,
      expect: z.int().optional().meta({
        description:
          'How many operations the present site has by the plan; refuses with `plan.moved` where something was done since',
      }),
    }),
    z.object({
      operationId: operationIdSchema,
      site: siteSchema,
      backup: z.string().meta({ description: 'The name of the copy of the site before' }),
    }),
  ),
}
