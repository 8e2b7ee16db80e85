import { z } from 'zod'
import { providerIdSchema } from '../domain/commerce/providers.ts'
import { accountSchema, providerOptionsSchema } from '../domain/commerce/settings.ts'
import { instantSchema } from '../domain/date-schemas.ts'
import {
  answerCodeSchema,
  answerPairSchema,
  destinationSchema,
  testTargetSchema,
} from '../domain/payments/answer-codes.ts'
import { modeSchema, serviceSchema } from '../domain/service-schemas.ts'
import { serviceSettingsSchema } from './commerce.ts'
import { job, mutation, query } from './method.ts'
import { operationIdSchema, withOperationId } from './operation-id.ts'
import { secretFields } from './secret-fields.ts'

/** How a check of an account ended. `good` is null where PayPal could not be asked, so nothing is known. */
export const checkedSchema = z.object({
  at: instantSchema,
  destination: destinationSchema,
  good: z.boolean().nullable(),
  code: answerCodeSchema.nullable().meta({ description: 'What is wrong; null where nothing is' }),
  pairs: z.array(answerPairSchema).meta({ description: 'PayPal’s own words' }),
})
export type Checked = z.output<typeof checkedSchema>

/** The site’s own API account at PayPal, which asks for permissions and pays in a merchant’s name (Express Checkout NVP). */
export const apiAccountSchema = z.object({
  userName: z.string(),
  applicationId: z.string(),
  set: z.boolean().meta({ description: 'Whether password and signature are stored' }),
})

export const paypalStateSchema = z.object({
  testTarget: testTargetSchema,
  apiAccounts: z.object({ test: apiAccountSchema, production: apiAccountSchema }),
  checks: z
    .array(z.object({ mode: modeSchema, provider: providerIdSchema, checked: checkedSchema }))
    .meta({ description: 'The newest check of each account as it is saved; a changed account has none' }),
})
export type PaypalState = z.output<typeof paypalStateSchema>

/** How asking a merchant for the API permission ended. */
export const grantEndSchema = z.discriminatedUnion('state', [
  withOperationId(z.object({ state: z.literal('granted'), settings: serviceSettingsSchema })),
  withOperationId(z.object({ state: z.literal('cancelled') })).meta({
    description: 'The merchant said no at PayPal',
  }),
  withOperationId(z.object({ state: z.literal('expired') })).meta({
    description: 'Nobody came back within 15 minutes',
  }),
  withOperationId(
    z.object({ state: z.literal('refused'), code: answerCodeSchema, pairs: z.array(answerPairSchema) }),
  ),
])
export type GrantEnd = z.output<typeof grantEndSchema>

/** What PayPal is asked about accounts: whether they work, and the API permission (SPEC 3.5, 3.6). */
export const paypal = {
  state: query(
    'What Test mode talks to, the site’s own API accounts, and how the saved accounts were last found.',
    z.strictObject({ service: serviceSchema }),
    paypalStateSchema,
  ),
  setTestTarget: mutation(
    { effect: 'change', records: ['set-test-target'] },
    'Chooses what Test mode talks to, for the whole site.',
    z.strictObject({ target: testTargetSchema }),
    z.strictObject({ target: testTargetSchema, operationId: operationIdSchema }),
  ),
  setApiAccount: mutation(
    { effect: 'change', records: ['set-api-account'] },
    'Stores the site’s own API account of a mode. Password and signature go into the secret box; left out they stay as they are, unless the user name is another: then they are dropped.',
    z.strictObject({
      mode: modeSchema,
      userName: z.string().min(1).max(127),
      applicationId: z.string().max(127),
      ...secretFields({
        password: z.string().min(1).max(255).optional(),
        signature: z.string().min(1).max(255).optional(),
      }),
    }),
    withOperationId(apiAccountSchema),
  ),
  check: job(
    { effect: 'none', records: [] },
    'Asks PayPal whether the account works, without moving money. What is typed is asked about; without `password` the stored one is used where it was stored for this account, and is missing (`commerce.incomplete`) where it was not. The result is kept where the account is the saved one.',
    z.strictObject({
      service: serviceSchema,
      mode: modeSchema,
      provider: providerIdSchema,
      account: accountSchema,
      options: providerOptionsSchema,
      ...secretFields({ password: z.string().min(1).max(255).optional() }),
    }),
    checkedSchema,
  ),
  startGrant: mutation(
    { effect: 'none', records: [] },
    'Asks PayPal for a permission request, and says where the merchant gives it: an address for the system’s browser. Refuses with `commerce.plan-moved` where another login is saved, and `paypal.no-caller` where the site has no API account.',
    z.strictObject({
      service: serviceSchema,
      mode: modeSchema,
      provider: providerIdSchema,
      account: z.string().max(320),
    }),
    z.object({ grantId: z.string(), url: z.string(), expires: instantSchema }),
  ),
  withdrawGrant: mutation(
    { effect: 'outside', records: ['change-grant'] },
    'Withdraws the permission here, and at PayPal where it was given through it and no other service needs it. Answers when PayPal has.',
    z.strictObject({ service: serviceSchema, mode: modeSchema, provider: providerIdSchema }),
    z.object({
      operationId: operationIdSchema,
      settings: serviceSettingsSchema,
      atPaypal: z
        .enum(['withdrawn', 'still-granted'])
        .meta({ description: 'Where it is not withdrawn, the merchant withdraws it at PayPal' }),
    }),
  ),
  awaitGrant: job(
    { effect: 'outside', records: ['change-grant'] },
    'Waits until the merchant comes back from PayPal, or the request expires. To cancel the job is to give up waiting.',
    z.strictObject({ grantId: z.string() }),
    grantEndSchema,
  ),
}
