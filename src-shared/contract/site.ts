import { z } from 'zod'
import { isoDateSchema } from '../domain/date-schemas.ts'
import { modeSchema } from '../domain/service-schemas.ts'
import { mutation, query } from './method.ts'
import { withOperationId } from './operation-id.ts'
import { settingsRequestShape, settingsShape } from './site-settings.ts'

/** The person's own site, or the one with made-up data for a first look. */
export const siteKindSchema = z.enum(['own', 'sample'])
export type SiteKind = z.output<typeof siteKindSchema>

/** What the window's frame shows of a service's e-commerce. */
export const serviceInBriefSchema = z.object({ enabled: z.boolean(), mode: modeSchema })

export const siteSchema = z.object({
  id: z.string().meta({
    description: 'Another one for each site, and for what takes a site’s place from a file or a backup',
  }),
  kind: siteKindSchema,
  ...settingsShape,
  mode: modeSchema.meta({ description: 'Production as soon as one enabled service takes real payments' }),
  services: z.object({ events: serviceInBriefSchema, training: serviceInBriefSchema }),
  linked: z.boolean().meta({ description: 'Both services are enabled: what is changed for one is for both' }),
  today: isoDateSchema.meta({ description: 'The day that it is in the site’s time zone' }),
})
export type Site = z.output<typeof siteSchema>

export const site = {
  get: query('The site that is open.', z.strictObject({}), siteSchema),
  update: mutation(
    { effect: 'change', records: ['change-settings'] },
    'Changes settings of the site; what is left out stays. Recorded as one operation, which can be undone.',
    z.strictObject(settingsRequestShape),
    withOperationId(siteSchema),
  ),
  open: mutation(
    { effect: 'none', records: [] },
    'Opens the own site or the sample site, which is made on first opening. Answers with the site now open.',
    z.strictObject({ kind: siteKindSchema }),
    siteSchema,
  ),
}
