import { z } from 'zod'
import { providerIdSchema } from '../domain/commerce/providers.ts'
import { contentSchema } from '../domain/commerce/settings.ts'
import { instantSchema } from '../domain/dates.ts'
import { modeSchema, serviceSchema } from '../domain/services.ts'
import { method } from './method.ts'

/** Whether a provider account's password is set, and how it was last found; never the value. */
export const passwordStateSchema = z.object({
  provider: providerIdSchema,
  set: z.boolean(),
  setAt: instantSchema.nullable(),
  verifiedAt: instantSchema.nullable(),
})

export const missingSchema = z.enum([
  'provider',
  'accountType',
  'cards',
  'merchantName',
  'support',
  'partnerId',
  'vendor',
  'userId',
  'password',
  'paypalEmail',
  'grant',
])

/** What stands in one mode of a service. */
export const standingSchema = z.object({
  revision: z.int().meta({ description: 'The number of the Update that made it; 0 before the first' }),
  at: instantSchema.nullable(),
  content: contentSchema,
  passwords: z.array(passwordStateSchema),
  missing: z.array(missingSchema),
})
export type Standing = z.output<typeof standingSchema>

export const serviceSettingsSchema = z.object({
  service: serviceSchema,
  enabled: z.boolean(),
  linked: z.boolean(),
  mode: modeSchema,
  test: standingSchema,
  production: standingSchema.nullable(),
})
export type ServiceSettings = z.output<typeof serviceSettingsSchema>

const fieldValueSchema = z.union([z.string(), z.boolean(), z.array(z.string()), z.null()])
/** A field that differs; `key` is a place as `domain/commerce/fields.ts` names it, such as `settings.footer`. */
export const differenceSchema = z.object({
  key: z.string(),
  before: fieldValueSchema,
  after: fieldValueSchema,
})
export type FieldDifference = z.output<typeof differenceSchema>

export const linkPlanSchema = z.object({
  links: z.boolean(),
  differences: z.array(differenceSchema.extend({ mode: modeSchema })),
  otherMode: modeSchema.meta({ description: 'The mode that the other service leaves' }),
  revisions: z
    .object({ events: z.int(), training: z.int() })
    .meta({ description: 'To send back as `expect`' }),
})

export const publishPlanSchema = z.object({
  from: z.int().meta({ description: 'The test revision, or the production one that is edited' }),
  to: z.int().meta({ description: 'The production revision that is replaced; 0 where there is none' }),
  next: z.int(),
  differences: z.array(differenceSchema),
  same: z.int(),
  missing: z.array(missingSchema),
  services: z.array(serviceSchema),
})
export type PublishPlan = z.output<typeof publishPlanSchema>

/** Passwords travel one way: typed in, sealed, never answered. */
const passwordsSchema = z
  .array(z.strictObject({ provider: providerIdSchema, password: z.string().min(1).max(255) }))
  .max(4)

export const revisionSchema = z.object({
  revision: z.int(),
  at: instantSchema,
  services: z.array(serviceSchema),
  mode: modeSchema,
  reason: z.enum(['update', 'publish', 'link', 'restore', 'back-to-test', 'undo']),
  changed: z
    .array(z.string())
    .meta({ description: 'The keys of the fields that it changed; `password` for a secret' }),
  restoredFrom: z.int().nullable(),
})
export type Revision = z.output<typeof revisionSchema>

/** E-commerce of the two services: Test and Production, revisions, and the link between the services (SPEC 1, 2). */
export const commerce = {
  get: method(
    'One service’s e-commerce, in both modes.',
    z.strictObject({ service: serviceSchema }),
    serviceSettingsSchema,
  ),
  planEnable: method(
    'What ticking or unticking a service’s box would do: whether it links the services, and what the other one loses.',
    z.strictObject({ service: serviceSchema, enabled: z.boolean(), page: serviceSchema }),
    linkPlanSchema,
  ),
  enable: method(
    'Ticks or unticks a service’s box. `expect` is the plan’s `revisions`; refuses with `plan.moved` otherwise.',
    z.strictObject({
      service: serviceSchema,
      enabled: z.boolean(),
      page: serviceSchema,
      expect: z.strictObject({ events: z.int(), training: z.int() }),
    }),
    serviceSettingsSchema,
  ),
  update: method(
    'Saves the test settings as a new revision. `base` is the revision that the person began from; a later one refuses with `commerce.changed-meanwhile`.',
    z.strictObject({
      service: serviceSchema,
      base: z.int(),
      content: contentSchema,
      passwords: passwordsSchema,
    }),
    serviceSettingsSchema,
  ),
  planPublish: method(
    'The review before production: from the test settings, or from an edit of the production settings.',
    z.strictObject({
      service: serviceSchema,
      content: contentSchema.optional(),
      passwords: z.array(providerIdSchema).optional(),
    }),
    publishPlanSchema,
  ),
  publish: method(
    'Puts the test settings (or, with `edit`, edited production settings) into effect. Incomplete ones are refused.',
    z.strictObject({
      service: serviceSchema,
      from: z.int(),
      to: z.int(),
      edit: z.strictObject({ content: contentSchema, passwords: passwordsSchema }).optional(),
    }),
    serviceSettingsSchema,
  ),
  productionAccount: method(
    'Saves the production account alone, before the first publishing or apart from it; takes no payment by itself.',
    z.strictObject({
      service: serviceSchema,
      base: z.int(),
      content: contentSchema,
      passwords: passwordsSchema,
    }),
    serviceSettingsSchema,
  ),
  backToTest: method(
    'Back to Test; production stands.',
    z.strictObject({ service: serviceSchema }),
    serviceSettingsSchema,
  ),
  revisions: method(
    'Revisions, the newest first.',
    z.strictObject({
      service: serviceSchema.optional(),
      before: z.int().optional(),
      limit: z.int().min(1).max(200),
    }),
    z.object({ total: z.int(), revisions: z.array(revisionSchema) }),
  ),
  revision: method(
    'One revision with its content.',
    z.strictObject({ revision: z.int() }),
    revisionSchema.extend({ content: contentSchema }),
  ),
  restore: method(
    'Makes a new revision with the settings and account of an earlier one, in its mode. Passwords stay as they are.',
    z.strictObject({ revision: z.int(), base: z.int() }),
    serviceSettingsSchema,
  ),
}
