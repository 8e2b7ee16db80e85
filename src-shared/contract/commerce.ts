import { z } from 'zod'
import { missingSchema } from '../domain/commerce/completeness.ts'
import { linkRefusalSchema } from '../domain/commerce/link-refusal.ts'
import { problemCodeSchema } from '../domain/commerce/problem-codes.ts'
import { providerIdSchema } from '../domain/commerce/providers.ts'
import { contentSchema } from '../domain/commerce/settings.ts'
import { instantSchema } from '../domain/date-schemas.ts'
import { destinationSchema } from '../domain/payments/answer-codes.ts'
import { modeSchema, serviceSchema } from '../domain/service-schemas.ts'
import { differenceSchema } from './field-values.ts'
import { mutation, query } from './method.ts'
import { withOperationId } from './operation-id.ts'
import { secretFields } from './secret-fields.ts'

export { differenceSchema, type FieldDifference } from './field-values.ts'

/** Whether a provider account's password is set, and how it was last found; never the value. */
export const passwordStateSchema = z.object({
  provider: providerIdSchema,
  set: z.boolean(),
  setAt: instantSchema.nullable(),
  verifiedAt: instantSchema.nullable(),
})

/** A permission given at PayPal for an Express Checkout account (SPEC 3.6). It holds for that account only. */
export const grantSchema = z.object({
  provider: providerIdSchema,
  account: z.string().meta({ description: 'The PayPal login that gave it' }),
  scopes: z.array(z.string()),
  at: instantSchema,
  givenAt: destinationSchema.nullable().meta({
    description: 'Where it was asked for and given; null where it is a person’s own word',
  }),
})
export type Grant = z.output<typeof grantSchema>

export { missingSchema }

/** The settings of one mode of a service. */
export const modeSettingsSchema = z.object({
  revision: z.int().meta({ description: 'The number of the Update that made it; 0 before the first' }),
  at: instantSchema.nullable(),
  content: contentSchema,
  passwords: z.array(passwordStateSchema),
  grants: z.array(grantSchema),
  missing: z.array(missingSchema).meta({ description: 'What production would need that is not there' }),
})
export type ModeSettings = z.output<typeof modeSettingsSchema>

export const serviceSettingsSchema = z.object({
  service: serviceSchema,
  enabled: z.boolean(),
  linked: z.boolean(),
  mode: modeSchema,
  test: modeSettingsSchema,
  production: modeSettingsSchema.nullable().meta({ description: 'Null until something was saved there' }),
})
export type ServiceSettings = z.output<typeof serviceSettingsSchema>

/** What every change answers with: the settings as they are now, and the operation that it recorded. */
export const changedSettingsSchema = withOperationId(serviceSettingsSchema)
export type ChangedSettings = z.output<typeof changedSettingsSchema>

/** What each service was when the plan was made. */
const versionsSchema = z.strictObject({ events: z.int(), training: z.int() })

const keepSchema = serviceSchema.meta({
  description: 'Where enabling links the services: whose settings and mode are for both',
})

/** Both boxes as they are to be. */
const boxes = {
  events: z.boolean(),
  training: z.boolean(),
  page: serviceSchema,
  keep: keepSchema.optional(),
}

export const linkPlanSchema = z.object({
  links: z.boolean(),
  keep: serviceSchema.nullable().meta({
    description:
      'Whose settings and mode are for both: the one asked for, or what is proposed: never a side that would empty something of the other, or take it out of Production. Null: nothing can be proposed, a person chooses. Null also where nothing is linked',
  }),
  choices: z
    .array(serviceSchema)
    .meta({ description: 'Which `keep` linking accepts, the page’s first; empty where nothing is linked' }),
  refused: z.array(z.object({ service: serviceSchema, reason: linkRefusalSchema })).meta({
    description:
      'Which `keep` linking refuses, and why: it has no settings, or the other would leave Production',
  }),
  modes: z
    .object({ events: modeSchema, training: modeSchema })
    .meta({ description: 'The mode that each service is in now' }),
  confirm: z.boolean().meta({
    description: 'A person should agree first: settings are replaced, or real payments begin or end',
  }),
  live: z.boolean().meta({
    description:
      'It changes what buyers meet: payments begin or end, or what they pay with is another. A person reviews it first',
  }),
  replaces: z.boolean().meta({
    description: 'The service that is not kept has settings of its own that differ: to be confirmed first',
  }),
  differences: z.array(differenceSchema.extend({ mode: modeSchema })).meta({
    description:
      '`after` is the value of the service that is kept, `before` the other’s; where `keep` is null, `after` is the page’s',
  }),
  passwords: z
    .array(z.object({ mode: modeSchema, provider: providerIdSchema }))
    .meta({ description: 'Passwords of the service that is not kept which are replaced or dropped' }),
  mode: modeSchema.meta({ description: 'The mode that both take; where nothing is linked, the page’s' }),
  otherMode: modeSchema.meta({ description: 'The mode that the service which is not kept leaves' }),
  revisions: versionsSchema.meta({
    description: 'Counts every change of each service. To send back as `expect`',
  }),
})
export type LinkPlan = z.output<typeof linkPlanSchema>

export const publishPlanSchema = z.object({
  from: z.int().meta({ description: 'The test revision, or the production one that is edited' }),
  to: z.int().meta({ description: 'The production revision that is replaced; 0 where there is none' }),
  next: z.int(),
  differences: z.array(differenceSchema),
  same: z.int(),
  missing: z.array(missingSchema),
  problems: z
    .array(z.object({ key: z.string(), code: problemCodeSchema }))
    .meta({ description: 'Fields whose value is refused' }),
  services: z.array(serviceSchema),
})
export type PublishPlan = z.output<typeof publishPlanSchema>

export const restorePlanSchema = z.object({
  revision: z.int(),
  mode: modeSchema.meta({ description: 'The mode that the service is in, and that is changed' }),
  replaces: z.int().meta({ description: 'The revision that is replaced. To send back as `base`' }),
  next: z.int(),
  accountComesBack: z
    .boolean()
    .meta({ description: 'False where the revision is of the other mode: an account never crosses' }),
  differences: z.array(differenceSchema),
  same: z.int(),
  missing: z.array(missingSchema).meta({ description: 'What Production would refuse; empty in Test' }),
  services: z.array(serviceSchema),
})
export type RestorePlan = z.output<typeof restorePlanSchema>

/** Passwords travel one way: typed in, sealed, never answered. */
const passwordsSchema = z
  .array(
    z.strictObject({
      provider: providerIdSchema,
      ...secretFields({ password: z.string().min(1).max(255) }),
    }),
  )
  .max(4)

/** Why a revision was made. */
export const revisionReasonSchema = z.enum(['update', 'publish', 'link', 'restore', 'back-to-test', 'undo'])
export type RevisionReason = z.output<typeof revisionReasonSchema>

export const revisionSchema = z.object({
  revision: z.int(),
  at: instantSchema,
  services: z.array(serviceSchema),
  mode: modeSchema,
  reason: revisionReasonSchema,
  changed: z
    .array(z.string())
    .meta({ description: 'The keys of the fields that it changed; `password` for a secret' }),
  restoredFrom: z.int().nullable(),
  redone: z.boolean().meta({
    description: 'Of `undo`: what had been undone was done again',
  }),
})
export type Revision = z.output<typeof revisionSchema>

/**
 * E-commerce of the two services: Test and Production, revisions, and the link between the services (SPEC 1, 2).
 * Every change answers with the settings of the service that was asked for and the `operationId` that it recorded (null
 * where nothing differed), and emits `commerce.onChanged` to all windows.
 */
export const commerce = {
  get: query(
    'One service’s e-commerce, in both modes.',
    z.strictObject({ service: serviceSchema }),
    serviceSettingsSchema,
  ),
  planEnable: query(
    'What ticking or unticking a service’s box would do: whether it links the services, whose settings are kept, and what the other one loses. A `keep` that cannot be is refused with `commerce.link-refused`.',
    z.strictObject({
      service: serviceSchema,
      enabled: z.boolean(),
      page: serviceSchema,
      keep: keepSchema.optional(),
    }),
    linkPlanSchema,
  ),
  enable: mutation(
    { effect: 'change', records: ['enable-service'] },
    'Ticks or unticks a service’s box. `expect` is the plan’s `revisions`; refuses with `commerce.plan-moved` otherwise. Without `keep`, linking keeps the side that the plan proposes, and is refused with `commerce.link-choice` where it proposes none; the other service’s settings stay in its history.',
    z.strictObject({
      service: serviceSchema,
      enabled: z.boolean(),
      page: serviceSchema,
      keep: keepSchema.optional(),
      expect: versionsSchema,
    }),
    changedSettingsSchema,
  ),
  planServices: query(
    'What both boxes together would do, as `planEnable` says it of one.',
    z.strictObject(boxes),
    linkPlanSchema,
  ),
  setServices: mutation(
    { effect: 'change', records: ['enable-service', 'set-services'] },
    'Sets both boxes in one transaction, with the refusals of `enable`. Answers with the settings of `page`. One box that changes is recorded as `enable-service`.',
    z.strictObject({ ...boxes, expect: versionsSchema }),
    changedSettingsSchema,
  ),
  update: mutation(
    { effect: 'change', records: ['update-settings'] },
    'Saves the test settings as a new revision. `base` is the test revision that the person began from; where the settings have changed since, it refuses with `commerce.changed-meanwhile`. In Production it refuses with `commerce.other-mode`: go back to Test first.',
    z.strictObject({
      service: serviceSchema,
      base: z.int(),
      content: contentSchema,
      passwords: passwordsSchema,
    }),
    changedSettingsSchema,
  ),
  planPublish: query(
    'The review before production: from the test settings, or (with `content`, in Production) from an edit of the production settings. `passwords` names the providers whose password is typed in.',
    z.strictObject({
      service: serviceSchema,
      content: contentSchema.optional(),
      passwords: z.array(providerIdSchema).max(providerIdSchema.options.length).optional(),
    }),
    publishPlanSchema,
  ),
  publish: mutation(
    { effect: 'change', records: ['publish'] },
    'Puts the test settings (or, with `edit`, edited production settings) into effect. `from` and `to` are the plan’s. Incomplete settings are refused with `commerce.incomplete`.',
    z.strictObject({
      service: serviceSchema,
      from: z.int(),
      to: z.int(),
      edit: z.strictObject({ content: contentSchema, passwords: passwordsSchema }).optional(),
    }),
    changedSettingsSchema,
  ),
  productionAccount: mutation(
    { effect: 'change', records: ['update-settings'] },
    'Saves the accounts of `content` as the production accounts; its settings are left out. Serves before the first publishing, and in Test.',
    z.strictObject({
      service: serviceSchema,
      base: z.int().meta({ description: 'The production revision that the person began from; 0 for none' }),
      content: contentSchema,
      passwords: passwordsSchema,
    }),
    changedSettingsSchema,
  ),
  backToTest: mutation(
    { effect: 'change', records: ['back-to-test'] },
    'Back to Test, which starts from the settings in production; production is unchanged. `expect` is the plan’s `revisions`; refuses with `commerce.plan-moved` otherwise.',
    z.strictObject({ service: serviceSchema, expect: versionsSchema.optional() }),
    changedSettingsSchema,
  ),
  grant: mutation(
    { effect: 'change', records: ['change-grant'] },
    'Records that the account saved for an Express Checkout provider gave the API permission at PayPal. Refuses with `commerce.plan-moved` where another login is saved by now.',
    z.strictObject({
      service: serviceSchema,
      mode: modeSchema,
      provider: providerIdSchema,
      account: z.string().max(320).meta({ description: 'The PayPal login that the person confirms for' }),
    }),
    changedSettingsSchema,
  ),
  withdrawGrant: mutation(
    { effect: 'change', records: ['change-grant'] },
    'Withdraws an API permission. In Production the settings are incomplete from then on.',
    z.strictObject({ service: serviceSchema, mode: modeSchema, provider: providerIdSchema }),
    changedSettingsSchema,
  ),
  revisions: query(
    'Revisions, the newest first.',
    z.strictObject({
      service: serviceSchema.optional(),
      before: z.int().optional(),
      limit: z.int().min(1).max(200),
    }),
    z.object({ total: z.int(), revisions: z.array(revisionSchema) }),
  ),
  revision: query(
    'One revision with its content.',
    z.strictObject({ revision: z.int() }),
    revisionSchema.extend({ content: contentSchema }),
  ),
  planRestore: query(
    'What restoring an earlier revision would change in the mode that the service is in.',
    z.strictObject({ service: serviceSchema, revision: z.int() }),
    restorePlanSchema,
  ),
  restore: mutation(
    { effect: 'change', records: ['restore'] },
    'Makes a new revision of an earlier one’s settings, in the mode that the service is in; the account comes back too where the revision is of that mode. Passwords stay as they are. `base` is the plan’s `replaces`.',
    z.strictObject({ service: serviceSchema, revision: z.int(), base: z.int() }),
    changedSettingsSchema,
  ),
}
