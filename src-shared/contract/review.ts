import { z } from 'zod'
import { missingSchema } from '../domain/commerce/completeness.ts'
import { problemCodeSchema } from '../domain/commerce/problem-codes.ts'
import { providerIdSchema } from '../domain/commerce/providers.ts'
import { contentSchema } from '../domain/commerce/settings.ts'
import { instantSchema } from '../domain/date-schemas.ts'
import { destinationSchema } from '../domain/payments/answer-codes.ts'
import { modeSchema, serviceSchema } from '../domain/service-schemas.ts'
import { grantSchema } from './commerce.ts'
import { differenceSchema } from './field-values.ts'
import { query } from './method.ts'
import { operationDetailsSchema } from './operations.ts'
import { paymentStateSchema } from './payments.ts'
import { checkedSchema } from './paypal.ts'

/** A change of the payment settings that is to be reviewed (SPEC 2.7). */
export const reviewedChangeSchema = z.discriminatedUnion('kind', [
  z
    .strictObject({
      kind: z.literal('publish'),
      content: contentSchema.optional(),
      passwords: z.array(providerIdSchema).max(providerIdSchema.options.length).optional(),
    })
    .meta({ description: 'As `commerce.planPublish`' }),
  z.strictObject({ kind: z.literal('restore'), revision: z.int() }),
  z
    .strictObject({ kind: z.literal('undo'), operationId: z.int() })
    .meta({ description: 'As `history.undo`: undoing an undo is to do the operation again' }),
  z.strictObject({ kind: z.literal('back-to-test') }),
  z
    .strictObject({
      kind: z.literal('services'),
      events: z.boolean(),
      training: z.boolean(),
      keep: serviceSchema.optional(),
    })
    .meta({ description: 'As `commerce.setServices`' }),
])
export type ReviewedChange = z.output<typeof reviewedChangeSchema>

/** What a person should have seen to before real payments are taken, and may not have. */
export const uncheckedSchema = z.enum(['account', 'api-account', 'grant'])
export type Unchecked = z.output<typeof uncheckedSchema>

/** What is known of settings that take real payments: complete and checked are two things. */
export const liveChecksSchema = z.object({
  account: z.object({
    checked: checkedSchema.nullable().meta({
      description: 'The newest check of exactly this account at PayPal; null where there is none',
    }),
    otherAt: instantSchema.nullable().meta({
      description:
        'Where there is none: when another account of the provider was checked, or this one with another password',
    }),
  }),
  apiAccount: z.boolean().nullable().meta({
    description: 'Whether the site’s own API account at PayPal is stored; null where the provider needs none',
  }),
  grant: grantSchema.nullable().meta({ description: 'The permission that the provider needs' }),
  test: z
    .object({
      payment: z.int(),
      service: serviceSchema,
      at: instantSchema,
      state: paymentStateSchema,
      destination: destinationSchema,
    })
    .nullable()
    .meta({
      description: 'The newest test transaction with this provider, account type, cards and currency',
    }),
  unchecked: z.array(uncheckedSchema).meta({
    description:
      'What a second confirmation names: the account was not found good, the API account is missing, or the permission is a person’s own word',
  }),
})
export type LiveChecks = z.output<typeof liveChecksSchema>

const stateSchema = {
  enabled: z.boolean(),
  mode: modeSchema,
  live: z.boolean().meta({ description: 'Buyers can pay for real' }),
}

/** Services that change alike: linked ones are one part. */
export const reviewPartSchema = z.object({
  services: z.array(serviceSchema),
  before: z.object({
    ...stateSchema,
    test: z.int().meta({ description: 'The test revision; 0 where there is none' }),
    production: z.int().meta({ description: 'The production revision; 0 where there is none' }),
    published: z
      .boolean()
      .meta({ description: 'False while production has an account at the most: nothing to go back to' }),
  }),
  after: z.object(stateSchema),
  content: contentSchema.meta({ description: 'Production as it becomes' }),
  differences: z.array(differenceSchema).meta({ description: 'In production' }),
  testDifferences: z.array(differenceSchema),
  missing: z.array(missingSchema).meta({ description: 'What production would refuse' }),
  problems: z.array(z.object({ key: z.string(), code: problemCodeSchema })),
  checks: liveChecksSchema
    .nullable()
    .meta({ description: 'Null where buyers cannot pay for real afterwards' }),
})
export type ReviewPart = z.output<typeof reviewPartSchema>

export const reviewPlanSchema = z.object({
  live: z.boolean().meta({
    description: 'Buyers meet something else than now. False: it can be done at once',
  }),
  next: z.int().meta({ description: 'The number of the next revision' }),
  revisions: z.strictObject({ events: z.int(), training: z.int() }).meta({
    description: 'Counts every change of each service. `commerce.setServices` takes it as `expect`',
  }),
  parts: z.array(reviewPartSchema),
  undo: z
    .object({
      direction: z.enum(['undo', 'redo']),
      details: operationDetailsSchema.meta({ description: 'What a person did in the first place' }),
    })
    .nullable(),
})
export type ReviewPlan = z.output<typeof reviewPlanSchema>

export const liveServicesSchema = z.array(
  z.object({
    services: z.array(serviceSchema),
    since: instantSchema.meta({ description: 'When real payments began' }),
    revision: z.int(),
    at: instantSchema.meta({ description: 'When its settings took effect' }),
    provider: providerIdSchema.nullable(),
    checks: liveChecksSchema,
  }),
)
export type LiveServices = z.output<typeof liveServicesSchema>

/** Every change of live payment settings, before it is made and afterwards (SPEC 2.2, 2.7). */
export const review = {
  plan: query(
    'What a change of the payment settings would do to each service, in production and in test, and what was checked of what it puts into effect. Refuses what the change itself would refuse, except settings that are incomplete.',
    z.strictObject({ service: serviceSchema, change: reviewedChangeSchema }),
    reviewPlanSchema,
  ),
  live: query(
    'The services in which buyers can pay for real, since when, and what was checked of their settings. Linked services are one.',
    z.strictObject({}),
    liveServicesSchema,
  ),
}
