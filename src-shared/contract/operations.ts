import { z } from 'zod'
import { paymentCurrencySchema } from '../domain/commerce/payment-currency.ts'
import { providerIdSchema } from '../domain/commerce/providers.ts'
import { instantSchema } from '../domain/date-schemas.ts'
import { testTargetSchema } from '../domain/payments/answer-codes.ts'
import { modeSchema, serviceSchema } from '../domain/service-schemas.ts'
import { termChangeSchema } from '../domain/term-change.ts'
import type { Mode } from '../domain/services.ts'
import { languageSchema } from '../preferences-schemas.ts'
import { backupReasonSchema } from './backup-reasons.ts'
import { editableSchema } from './edits.ts'
import { personCountsSchema } from './person-counts.ts'
import { paymentStateSchema } from './payments.ts'
import { extendToSchema, skippedCodesSchema } from './promo.ts'
import { rescuedSchema } from './rescued.ts'
import { SETTING_NAMES } from './site-settings.ts'

/**
 * How an operation that has an inverse is undone. `review`: whether undoing or redoing it can change what buyers meet,
 * payments that are on or off and what they pay with. That is done in a review (SPEC 2.7); a shortcut never does it.
 */
export interface Undo {
  readonly review: 'never' | 'outside-test' | 'always'
}

/** `as-undone`: an undo or a redo is undone as what a person did in the first place. */
type UndoRule = Undo | 'none' | 'as-undone'

/** What is recorded of an operation besides its kind, and how it is undone. */
interface Definition {
  readonly details: z.ZodRawShape
  readonly undo: UndoRule
}
const define = <const Kinds extends Record<string, Definition>>(kinds: Kinds): Kinds => kinds

const FREELY = { review: 'never' } as const
const AFTER_REVIEW = { review: 'always' } as const

/** So long at the most is a text of an operation's details: names, values of a cell or a setting, codes. */
const text = z.string().max(1000)
const key = z.string().max(100)
/** The most entries of a list of them, which says what was done and does not hold all of it. */
const MOST = 1000

const changedCodes = { changed: z.int(), skipped: z.array(skippedCodesSchema).max(MOST) }

export const codeOperations = define({
  'create-codes': {
    details: {
      service: serviceSchema,
      codes: z.int(),
      recipients: z.int(),
      batches: z.array(z.int()),
      batchName: text,
    },
    undo: FREELY,
  },
  'extend-codes': { details: { to: extendToSchema, ...changedCodes }, undo: FREELY },
  'delete-codes': { details: changedCodes, undo: FREELY },
  'restore-codes': { details: changedCodes, undo: FREELY },
  'change-terms': { details: { change: termChangeSchema, ...changedCodes }, undo: FREELY },
  'edit-codes': {
    details: {
      cells: z.int(),
      changed: z.int().meta({ description: 'Codes' }),
      columns: z.array(editableSchema).max(MOST),
      examples: z
        .array(z.object({ code: text, column: editableSchema, before: text, after: text }))
        .max(MOST)
        .meta({
          description:
            'At most 10; dates as ISO, discounts as `%2500` and `USD2500`, no limit as an empty text',
        }),
    },
    undo: FREELY,
  },
  'export-report': { details: { format: z.enum(['xlsx', 'csv']), rows: z.int() }, undo: 'none' },
})

/** Counts of orders, as `redemptions.read` has them. */
const orders = z.int()

/** What goes to the site, and what comes back from it. */
export const shopOperations = define({
  'import-redemptions': {
    details: { file: text, counted: orders, returned: orders, known: orders, bad: orders },
    undo: FREELY,
  },
  'hand-over-settings': {
    details: { services: z.array(serviceSchema).max(MOST), revisions: z.array(z.int()).max(MOST) },
    undo: 'none',
  },
  'hand-over-secrets': {
    details: {
      services: z.array(serviceSchema).max(MOST),
      revisions: z.array(z.int()).max(MOST),
      fingerprint: text.meta({ description: 'Of the key that they were encrypted for' }),
    },
    undo: 'none',
  },
  'hand-over-codes': {
    details: {
      format: z.enum(['csv', 'xlsx', 'jsonl']),
      codes: z.int(),
      scope: z.enum(['all', 'changed']),
      upTo: z.int().meta({ description: 'The last operation that the file has in it' }),
    },
    undo: 'none',
  },
})

export const siteOperations = define({
  'change-settings': {
    details: {
      changes: z.array(z.object({ field: z.enum(SETTING_NAMES), before: text, after: text })).max(MOST),
    },
    undo: FREELY,
  },
  'protect-secrets': {
    details: { action: z.enum(['set-passphrase', 'change-passphrase', 'forget']), passwords: z.int() },
    undo: 'none',
  },
  'export-history': { details: { format: z.enum(['xlsx', 'csv']), rows: z.int() }, undo: 'none' },
  'save-site-file': { details: { bytes: z.int() }, undo: 'none' },
  'open-site-file': { details: { savedAt: instantSchema }, undo: 'none' },
  'restore-backup': { details: { madeAt: instantSchema, reason: backupReasonSchema }, undo: 'none' },
  'rescue-site': { details: rescuedSchema.shape, undo: 'none' },
})

/** None of them says about whom. */
export const privacyOperations = define({
  'erase-person': {
    details: {
      reason: z.enum(['request', 'retention']),
      persons: z.int(),
      counts: personCountsSchema,
    },
    undo: 'none',
  },
  'export-person': { details: { format: z.enum(['xlsx', 'json']), entries: z.int() }, undo: 'none' },
})

const services = z.array(serviceSchema).max(MOST)
/** Undoing what changed nothing that buyers meet needs no review. */
const reachOf = modeSchema.default('production').meta({
  description: 'Production where it changed what buyers meet, and where an earlier version did not say',
})
const changed = z.array(key).max(MOST).meta({ description: 'Keys of fields, as in a revision' })

export const commerceOperations = define({
  'enable-service': {
    details: {
      service: serviceSchema,
      enabled: z.boolean(),
      page: serviceSchema.meta({
        description: 'Where it was done; where it linked the services, the one whose settings are for both',
      }),
      links: z.boolean().meta({ description: 'It linked the services' }),
      changed,
      mode: reachOf,
    },
    undo: { review: 'outside-test' },
  },
  'set-services': {
    details: {
      enabled: services.meta({ description: 'The services that are enabled from now on' }),
      kept: serviceSchema.nullable().meta({
        description: 'Where it linked the services, the one whose settings are for both',
      }),
      changed,
      mode: reachOf,
    },
    undo: { review: 'outside-test' },
  },
  'update-settings': {
    details: { services, mode: modeSchema, revision: z.int(), changed },
    undo: { review: 'outside-test' },
  },
  publish: { details: { services, revision: z.int(), changed }, undo: AFTER_REVIEW },
  restore: {
    details: { services, mode: modeSchema, revision: z.int(), restoredFrom: z.int(), changed },
    undo: { review: 'outside-test' },
  },
  // Undone, it takes real payments again.
  'back-to-test': { details: { services, revision: z.int() }, undo: AFTER_REVIEW },
  'change-grant': {
    details: { services, mode: modeSchema, provider: providerIdSchema, granted: z.boolean() },
    undo: 'none',
  },
  'set-api-account': { details: { mode: modeSchema }, undo: 'none' },
  'set-test-target': { details: { target: testTargetSchema }, undo: 'none' },
})

/** What happened to a payment; `pay` in minor units, `code` as it is spelt. */
const ofPayment = {
  service: serviceSchema,
  payment: z.int(),
  state: paymentStateSchema,
  pay: z.int(),
  currency: paymentCurrencySchema,
  code: text.nullable(),
}

export const paymentOperations = define({
  'pay-test': { details: ofPayment, undo: 'none' },
  'reverse-payment': { details: ofPayment, undo: 'none' },
  'resolve-payment': { details: ofPayment, undo: 'none' },
})

const messages = z.int().meta({ description: 'How many' })

export const mailOperations = define({
  'save-template': {
    details: {
      service: serviceSchema,
      language: languageSchema,
      isDefault: z.boolean().meta({ description: 'The default came back' }),
    },
    undo: FREELY,
  },
  'queue-messages': { details: { messages, codes: z.int() }, undo: FREELY },
  'cancel-messages': { details: { messages }, undo: FREELY },
  'resend-messages': { details: { messages }, undo: FREELY },
  'resolve-messages': { details: { messages, arrived: z.boolean() }, undo: FREELY },
  'mark-sent': { details: { messages }, undo: FREELY },
  'save-mail-files': { details: { messages, format: z.enum(['folder', 'zip', 'xlsx']) }, undo: 'none' },
  'set-mail-settings': { details: {}, undo: 'none' },
})

export const historyOperations = define({
  undo: {
    details: {
      operationId: z.int(),
      undone: key.meta({ description: 'The kind undone; of a redo, the kind that was done again' }),
      changed: z.int(),
    },
    undo: 'as-undone',
  },
  redo: {
    details: {
      operationId: z.int().meta({ description: 'What was done again' }),
      undo: z.int().meta({ description: 'The undo that it took back' }),
      redone: key.meta({ description: 'The kind done again' }),
      changed: z.int(),
    },
    undo: 'as-undone',
  },
})

/** The kinds by the part of the site that they concern; an undo and a redo concern that of what they undid. */
export const operationAreas = {
  codes: codeOperations,
  commerce: commerceOperations,
  payments: paymentOperations,
  shop: shopOperations,
  mail: mailOperations,
  site: siteOperations,
  privacy: privacyOperations,
}
export type OperationArea = keyof typeof operationAreas
export const OPERATION_AREAS = Object.keys(operationAreas) as [OperationArea, ...OperationArea[]]
export const operationAreaSchema = z.enum(OPERATION_AREAS)

/** Every kind of operation. Its sentence and rows are in `wording/operations/`, its inverse in the area. */
export const operations = {
  ...codeOperations,
  ...siteOperations,
  ...commerceOperations,
  ...paymentOperations,
  ...shopOperations,
  ...mailOperations,
  ...privacyOperations,
  ...historyOperations,
}

export type Operations = typeof operations
export type OperationKind = keyof Operations
/** What is recorded of an operation, by its kind. */
export type DetailsOf = {
  [K in OperationKind]: { kind: K } & {
    [P in keyof Operations[K]['details']]: z.output<Operations[K]['details'][P]>
  }
}
type Inputs = {
  [K in OperationKind]: { kind: K } & {
    [P in keyof Operations[K]['details']]: z.input<Operations[K]['details'][P]>
  }
}
/** What a person did, as data; the wording makes a sentence of it in either language. */
export type OperationDetails = DetailsOf[OperationKind]
/** The kinds that have an inverse of their own. */
export type UndoableIn<Kinds extends Record<string, { undo: UndoRule }>> = {
  [K in keyof Kinds]: Kinds[K]['undo'] extends string ? never : K
}[keyof Kinds]
export type UndoableKind = UndoableIn<Operations>

export const operationKindSchema = z.enum(
  Object.keys(operations) as [OperationKind, ...OperationKind[]],
) as z.ZodType<OperationKind, OperationKind>

const [first, ...others] = Object.entries<Definition>(operations).map(([kind, { details }]) =>
  z.object({ kind: z.literal(kind), ...details }),
)
if (!first) throw new TypeError('there are no operations')
export const operationDetailsSchema = z.discriminatedUnion('kind', [
  first,
  ...others,
]) as unknown as z.ZodType<OperationDetails, Inputs[OperationKind]>

/** How operations of a kind are undone; null where it has no inverse of its own, or only a later version knows it. */
export function undoOf(kind: string): Undo | null {
  const rule: UndoRule = Object.hasOwn(operations, kind) ? operations[kind as OperationKind].undo : 'none'
  return typeof rule === 'string' ? null : rule
}

/** The kinds of an area. */
export const kindsIn = (area: OperationArea): OperationKind[] =>
  Object.keys(operationAreas[area]) as OperationKind[]

/** Of an undo or a redo, the area of what was undone; null where only a later version knows that kind. */
export function areaOf(details: OperationDetails): OperationArea | null {
  const kind =
    details.kind === 'undo' ? details.undone : details.kind === 'redo' ? details.redone : details.kind
  return OPERATION_AREAS.find((area) => Object.hasOwn(operationAreas[area], kind)) ?? null
}

/** The mode that an operation is about; null where it is about neither. A test transaction is always one of Test. */
export function modeOf(details: OperationDetails): Mode | null {
  if ('mode' in details) return details.mode
  switch (details.kind) {
    case 'publish':
      return 'production'
    case 'back-to-test':
    case 'set-test-target':
    case 'pay-test':
    case 'reverse-payment':
    case 'resolve-payment':
      return 'test'
    default:
      return null
  }
}
