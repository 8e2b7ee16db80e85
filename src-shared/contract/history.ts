import { z } from 'zod'
import { instantSchema, isoDateSchema } from '../domain/date-schemas.ts'
import { paymentCurrencySchema } from '../domain/commerce/payment-currency.ts'
import { providerIdSchema } from '../domain/commerce/providers.ts'
import { testTargetSchema } from '../domain/payments/answer-codes.ts'
import { modeSchema, serviceSchema } from '../domain/services.ts'
import { languageSchema } from '../preferences-schemas.ts'
import { editableSchema } from './edits.ts'
import { extendToSchema, skippedCodesSchema } from './promo.ts'
import { siteKindSchema } from './site.ts'
import { requestIdSchema } from '../wire.ts'
import { job, query } from './method.ts'
import { paymentStateSchema } from './payments.ts'

const services = z.array(serviceSchema)
const changed = z.array(z.string()).meta({ description: 'Keys of fields, as in a revision' })

const commerceDetails = [
  z.object({
    kind: z.literal('enable-service'),
    service: serviceSchema,
    enabled: z.boolean(),
    page: serviceSchema.meta({
      description: 'Where it was done; where it linked the services, the one whose settings are for both',
    }),
    links: z.boolean().meta({ description: 'It linked the services' }),
    changed,
  }),
  z.object({
    kind: z.literal('update-settings'),
    services,
    mode: modeSchema,
    revision: z.int(),
    changed,
  }),
  z.object({ kind: z.literal('publish'), services, revision: z.int(), changed }),
  z.object({
    kind: z.literal('restore'),
    services,
    mode: modeSchema,
    revision: z.int(),
    restoredFrom: z.int(),
    changed,
  }),
  z.object({ kind: z.literal('back-to-test'), services, revision: z.int() }),
  z.object({
    kind: z.literal('change-grant'),
    services,
    mode: modeSchema,
    provider: providerIdSchema,
    granted: z.boolean(),
  }),
  z.object({ kind: z.literal('set-api-account'), mode: modeSchema }),
  z.object({ kind: z.literal('set-test-target'), target: testTargetSchema }),
  z.object({
    kind: z.literal('protect-secrets'),
    action: z.enum(['set-passphrase', 'change-passphrase', 'forget']),
    passwords: z.int(),
  }),
  z.object({ kind: z.literal('save-site-file'), bytes: z.int() }),
  z.object({ kind: z.literal('open-site-file'), savedAt: instantSchema }),
] as const

/** What happened to a payment; `pay` in minor units, `code` as it is spelt. */
const ofPayment = {
  service: serviceSchema,
  payment: z.int(),
  state: paymentStateSchema,
  pay: z.int(),
  currency: paymentCurrencySchema,
  code: z.string().nullable(),
}

const paymentDetails = [
  z.object({ kind: z.literal('pay-test'), ...ofPayment }),
  z.object({ kind: z.literal('reverse-payment'), ...ofPayment }),
  z.object({ kind: z.literal('resolve-payment'), ...ofPayment }),
] as const

const messages = z.int().meta({ description: 'How many' })

const mailDetails = [
  z.object({
    kind: z.literal('save-template'),
    service: serviceSchema,
    language: languageSchema,
    isDefault: z.boolean().meta({ description: 'The default came back' }),
  }),
  z.object({ kind: z.literal('queue-messages'), messages, codes: z.int() }),
  z.object({ kind: z.literal('cancel-messages'), messages }),
  z.object({ kind: z.literal('resend-messages'), messages }),
  z.object({ kind: z.literal('resolve-messages'), messages, arrived: z.boolean() }),
  z.object({ kind: z.literal('mark-sent'), messages }),
  z.object({ kind: z.literal('save-mail-files'), messages, format: z.enum(['folder', 'zip', 'xlsx']) }),
  z.object({ kind: z.literal('set-mail-settings') }),
] as const

/** What a person did, as data; the wording makes a sentence of it in either language. */
export const operationDetailsSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('create-codes'),
    service: serviceSchema,
    codes: z.int(),
    recipients: z.int(),
    batches: z.array(z.int()),
    batchName: z.string(),
  }),
  z.object({
    kind: z.literal('extend-codes'),
    to: extendToSchema,
    changed: z.int(),
    skipped: z.array(skippedCodesSchema),
  }),
  z.object({ kind: z.literal('delete-codes'), changed: z.int(), skipped: z.array(skippedCodesSchema) }),
  z.object({ kind: z.literal('restore-codes'), changed: z.int(), skipped: z.array(skippedCodesSchema) }),
  z.object({
    kind: z.literal('edit-codes'),
    cells: z.int(),
    changed: z.int().meta({ description: 'Codes' }),
    columns: z.array(editableSchema),
    examples: z
      .array(z.object({ code: z.string(), column: editableSchema, before: z.string(), after: z.string() }))
      .meta({ description: 'At most 10; dates as ISO' }),
  }),
  z.object({ kind: z.literal('export-report'), format: z.enum(['xlsx', 'csv']), rows: z.int() }),
  z.object({
    kind: z.literal('change-settings'),
    changes: z.array(
      z.object({
        field: z.enum(['name', 'timeZone', 'recipientLimit']),
        before: z.string(),
        after: z.string(),
      }),
    ),
  }),
  ...commerceDetails,
  ...paymentDetails,
  ...mailDetails,
  z.object({
    kind: z.literal('undo'),
    operationId: z.int(),
    undone: z.string().meta({ description: 'The kind undone; of a redo, the kind that was done again' }),
    changed: z.int(),
  }),
  z.object({
    kind: z.literal('redo'),
    operationId: z.int().meta({ description: 'What was done again' }),
    undo: z.int().meta({ description: 'The undo that it took back' }),
    redone: z.string().meta({ description: 'The kind done again' }),
    changed: z.int(),
  }),
])
export type OperationDetails = z.output<typeof operationDetailsSchema>

export const operationSchema = z.object({
  id: z.int(),
  at: instantSchema,
  day: isoDateSchema.meta({ description: 'In the site’s time zone' }),
  details: operationDetailsSchema,
  undoable: z.boolean().meta({ description: 'An undo, too: undoing it is redo' }),
  undoneBy: z.int().nullable().meta({ description: 'Null again once that was undone in turn' }),
  needsReview: z.boolean().meta({
    description:
      'Undoing it, or redoing it, can change what buyers meet: only after a question, never by a shortcut. Of an undo or a redo, what a person did in the first place decides',
  }),
})
export type Operation = z.output<typeof operationSchema>

export const requestOutcomeSchema = z.object({
  state: z.enum(['done', 'begun', 'not-stored']),
  method: z.string().nullable().meta({ description: 'Null where nothing is stored' }),
  site: siteKindSchema.nullable().meta({ description: 'The site in which it is stored' }),
  operations: z.array(operationSchema).meta({ description: 'What it recorded, the oldest first' }),
})
export type RequestOutcome = z.output<typeof requestOutcomeSchema>

/** Everything that was done, and the way back. */
export const history = {
  list: query(
    'Operations, the newest first.',
    z.strictObject({ before: z.int().optional(), limit: z.int().min(1).max(200) }),
    z.object({ total: z.int(), operations: z.array(operationSchema) }),
  ),
  request: query(
    'What came of a call or job that was sent with this `requestId` and whose answer was lost: `done` with its operations; `begun` where steps of it are stored but not its end; `not-stored` where nothing of it is, or it is longer ago than 30 days. Waits for one that is still under way.',
    z.strictObject({ requestId: requestIdSchema }),
    requestOutcomeSchema,
  ),
  undo: job(
    { effect: 'change', records: ['undo', 'redo'] },
    'Applies the operation’s inverse as an operation of its own, or says what prevents it. Undoing an undo does the operation again.',
    z.strictObject({ operationId: z.int() }),
    z.object({ operationId: z.int(), changed: z.int() }),
  ),
  undoRedo: query(
    'What undo and redo would do now: the newest operation that is not undone, and the newest undo that no other change followed. One with `needsReview` is not to be applied without a question.',
    z.strictObject({}),
    z.object({
      undo: operationSchema.nullable(),
      redo: operationSchema.nullable(),
      redoElsewhere: operationSchema.nullable().meta({
        description:
          'The newest undo, where what it undid is not redone but done again in its own place: enabling a service. `redo` is null then',
      }),
    }),
  ),
}
