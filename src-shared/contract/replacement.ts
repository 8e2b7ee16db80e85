import { z } from 'zod'
import { contentSchema } from '../domain/commerce/settings.ts'
import { instantSchema } from '../domain/date-schemas.ts'
import { modeSchema, serviceSchema } from '../domain/service-schemas.ts'
import { differenceSchema } from './field-values.ts'

export const siteSideSchema = z.object({
  name: z.string(),
  mode: modeSchema.meta({ description: 'Production as soon as one enabled service takes real payments' }),
  counts: z.object({
    codes: z.int(),
    batches: z.int(),
    revisions: z.int(),
    operations: z.int(),
    messages: z.int(),
    redemptions: z.int(),
  }),
  lastChange: instantSchema
    .nullable()
    .meta({ description: 'Of the last operation; null where there is none' }),
})
export type SiteSide = z.output<typeof siteSideSchema>

/** What a service takes real payments with, before and after. */
export const liveReplacementSchema = z.object({
  service: serviceSchema,
  before: z.boolean().meta({ description: 'Whether it takes real payments now' }),
  after: z.boolean(),
  content: contentSchema.meta({ description: 'What it takes them with afterwards, or took them with' }),
  differences: z.array(differenceSchema),
})
export type LiveReplacement = z.output<typeof liveReplacementSchema>

/** What changes when another site takes the place of the own one. */
export const replacementPlanSchema = z.object({
  present: siteSideSchema.nullable().meta({ description: 'Null while no own site is open' }),
  incoming: siteSideSchema,
  lost: z
    .object({
      operations: z.int().meta({ description: 'Of the present, later than the last one of the incoming' }),
      isSameHistory: z.boolean().meta({
        description:
          'The last operation of the incoming is in the present, too: it is an earlier state of it',
      }),
    })
    .nullable(),
  live: z.array(liveReplacementSchema).meta({
    description: 'The services that take real payments before or after',
  }),
})
export type ReplacementPlan = z.output<typeof replacementPlanSchema>
