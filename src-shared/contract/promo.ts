import { z } from 'zod'
import {
  creationProblemSchema,
  creationSchema,
  creationWarningSchema,
  generatedCodesSchema,
} from '../domain/creation.ts'
import { isoDateSchema } from '../domain/date-schemas.ts'
import { termChangeSchema } from '../domain/term-change.ts'
import { STATUSES } from '../domain/promo-code.ts'
import { rangesSchema } from '../domain/selection.ts'
import { SLASHED_FIRST } from '../languages/formats.ts'
import { languageSchema } from '../preferences-schemas.ts'
import { editProblemSchema, editSchema } from './edits.ts'
import { job, query } from './method.ts'

/** Rows of a report, picked by position in its result set. */
export const pickedSchema = z.strictObject({ resultSet: z.string(), ranges: rangesSchema })
export type Picked = z.output<typeof pickedSchema>

/** So many rows of a file are named whose code is taken. */
export const CONFLICTS_SHOWN = 100

export const codeConflictSchema = z.object({
  row: z.int(),
  code: z.string(),
  by: z.string().meta({ description: 'The recipient who has it; empty for nobody yet' }),
  status: z.enum(STATUSES),
})
export type CodeConflict = z.output<typeof codeConflictSchema>

export const creationPlanSchema = z.object({
  recipients: z.int(),
  codes: z.int(),
  batches: z.int(),
  leftOut: z.int().meta({ description: 'Rows of the file that make no codes' }),
  problems: z.array(creationProblemSchema),
  warnings: z
    .array(creationWarningSchema)
    .meta({ description: 'What the codes are created with all the same' }),
  conflicts: z
    .object({ count: z.int(), rows: z.array(codeConflictSchema).max(CONFLICTS_SHOWN) })
    .meta({ description: 'Rows of a file whose code is taken. They are part of `leftOut`' }),
  alreadyHave: z
    .int()
    .meta({ description: 'Recipients that have an active code of the same service and application already' }),
})
export type CreationPlan = z.output<typeof creationPlanSchema>

/** What a new batch can take over from an earlier one. */
export const batchTermsSchema = creationSchema
  .pick({ service: true, appliesTo: true, usage: true, discount: true, expires: true })
  .extend({
    codeType: generatedCodesSchema
      .nullable()
      .meta({ description: 'Null for a person’s own codes, and for batches of earlier versions' }),
    validFrom: isoDateSchema.nullable(),
    note: z.string(),
    batchName: z.string(),
  })
export type BatchTerms = z.output<typeof batchTermsSchema>

export const skippedCodesSchema = z.object({
  reason: z
    .enum([
      'deleted',
      'lasts-longer',
      'used',
      'expired',
      'not-deleted',
      'same',
      'used-more',
      'other-service',
      'expires-before',
      'starts-after',
    ])
    .meta({
      description:
        '`expired` and `not-deleted` prevent a restoration; those after them a change of a term: the code has it already, was used more often than the new limit, is of a service without the item, expires before its first day would come, or begins after its last',
    }),
  count: z.int(),
  examples: z.array(z.string().max(1000)).max(1000).meta({ description: 'At most 10 codes' }),
})
export type SkippedCodes = z.output<typeof skippedCodesSchema>

/** The most days that one extension adds: ten years. */
export const MAX_EXTENSION_DAYS = 3650

/** How far codes are extended: to one date, or by so many days from each code’s own expiry date, passed or not. */
export const extendToSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('date'), expires: isoDateSchema }),
  z.strictObject({ kind: z.literal('days'), days: z.int().min(1).max(MAX_EXTENSION_DAYS) }),
])
export type ExtendTo = z.output<typeof extendToSchema>

/** So many codes a plan of an extension or of a change of terms names with what they have. */
export const EXTENSION_EXAMPLES = 5

export const extensionSchema = z.object({
  earliest: isoDateSchema.meta({ description: 'The first expiry date that a code gets' }),
  latest: isoDateSchema,
  examples: z
    .array(z.object({ code: z.string(), before: isoDateSchema, after: isoDateSchema }))
    .max(EXTENSION_EXAMPLES)
    .meta({ description: 'Codes of the first rows, in the order of the report' }),
})
export type Extension = z.output<typeof extensionSchema>

export const bulkPlanSchema = z.object({
  selected: z.int(),
  change: z.int(),
  skipped: z.array(skippedCodesSchema),
  extension: extensionSchema.optional().meta({ description: 'Of an extension that changes any' }),
  deletion: z
    .object({
      used: z.int().meta({ description: 'Codes that somebody has used' }),
      mailed: z.int().meta({ description: 'Codes that a message has brought, or may have' }),
    })
    .optional()
    .meta({ description: 'Of `change`, where codes are deleted' }),
  terms: z
    .object({
      used: z.int().meta({ description: 'Codes that somebody has used' }),
      mailed: z.int().meta({ description: 'Codes that a message has brought, or may have' }),
      examples: z
        .array(z.object({ code: z.string(), before: termChangeSchema }))
        .max(EXTENSION_EXAMPLES)
        .meta({ description: 'Codes of the first rows with the term as they have it' }),
    })
    .optional()
    .meta({ description: 'Of `change`, where a term is changed' }),
  stayExpired: z
    .int()
    .meta({ description: 'Of `change`: codes that have expired and will have expired afterwards as well' }),
})
export type BulkPlan = z.output<typeof bulkPlanSchema>

export const bulkDoneSchema = z.object({
  operationId: z.int(),
  changed: z.int(),
  skipped: z.array(skippedCodesSchema),
})
export type BulkDone = z.output<typeof bulkDoneSchema>

/** What an edit of names and addresses means for the messages of the codes. */
export const editMailSchema = z.object({
  readdressed: z.int().meta({ description: 'Messages not yet sent that go to another address' }),
  renamed: z.int().meta({ description: 'Messages not yet sent that get another name only' }),
  joined: z
    .int()
    .meta({ description: 'Codes that were not queued, and go along with a message to their new recipient' }),
  withheld: z.int().meta({
    description: 'Codes whose message is not sent: their new recipient has had one of the batch already',
  }),
  sent: z.int().meta({
    description: 'Codes that were sent to the address before, and can be sent again with `mail.queue`',
  }),
})
export type EditMail = z.output<typeof editMailSchema>

const editRequest = {
  resultSet: z.string(),
  cells: editSchema,
  language: languageSchema,
  slashedFirst: z.enum(SLASHED_FIRST).optional().meta({
    description:
      'What comes first in dates such as 05/06/2026. Without it: what all of them can be read as, else what the language has',
  }),
}

export const editPlanSchema = z.object({
  change: z.int().meta({ description: 'Cells that get another content' }),
  same: z.int().meta({ description: 'Cells that have that content already' }),
  bad: z.array(editProblemSchema).meta({ description: 'In the order of the cells' }),
  mail: editMailSchema,
})
export type EditPlan = z.output<typeof editPlanSchema>

export const editDoneSchema = z.object({
  operationId: z.int(),
  changed: z.int().meta({ description: 'Cells' }),
  codes: z.int(),
  bad: z.array(editProblemSchema),
  mail: editMailSchema,
})
export type EditDone = z.output<typeof editDoneSchema>

/** Promo codes: every change is planned first, then applied as one transaction and one operation. */
export const promo = {
  plan: query('What `promo.create` would do, without doing it.', creationSchema, creationPlanSchema),
  termsOf: query(
    'The terms of a batch as its first code has them now, for starting a new creation from them. Refuses with `promo.unknown-batch`.',
    z.strictObject({ batch: z.int() }),
    batchTermsSchema,
  ),
  create: job(
    { effect: 'change', records: ['create-codes'] },
    'Creates the codes, all or none. Refuses when the plan counted something else than is so now.',
    z.strictObject({ creation: creationSchema, expect: z.strictObject({ codes: z.int() }) }),
    z.object({ operationId: z.int(), codes: z.int(), recipients: z.int(), batchIds: z.array(z.int()) }),
  ),
  planExtend: query(
    'What extending the picked codes would change and skip: to a date, or by days from each code’s own expiry.',
    z.strictObject({ picked: pickedSchema, to: extendToSchema }),
    bulkPlanSchema,
  ),
  extend: job(
    { effect: 'change', records: ['extend-codes'] },
    'Extends the expiry date of the picked codes. `expect` is the plan’s `change`.',
    z.strictObject({ picked: pickedSchema, to: extendToSchema, expect: z.int() }),
    bulkDoneSchema,
  ),
  planDelete: query(
    'What deleting the picked codes would change and skip.',
    z.strictObject({ picked: pickedSchema }),
    bulkPlanSchema,
  ),
  delete: job(
    { effect: 'change', records: ['delete-codes'] },
    'Sets the status of the picked codes to Deleted; the rows stay. `expect` is the plan’s `change`.',
    z.strictObject({ picked: pickedSchema, expect: z.int() }),
    bulkDoneSchema,
  ),
  planRestore: query(
    'What restoring the picked codes would change: deleted codes whose expiry allows it are no longer deleted.',
    z.strictObject({ picked: pickedSchema }),
    bulkPlanSchema,
  ),
  restore: job(
    { effect: 'change', records: ['restore-codes'] },
    'Takes back the deletion of the picked codes that have not expired. `expect` is the plan’s `change`.',
    z.strictObject({ picked: pickedSchema, expect: z.int() }),
    bulkDoneSchema,
  ),
  planChangeTerms: query(
    'What changing a term of the picked codes would change and skip: discount, usage limit, what they apply to, first day, expiry (also earlier) or note.',
    z.strictObject({ picked: pickedSchema, change: termChangeSchema }),
    bulkPlanSchema,
  ),
  changeTerms: job(
    { effect: 'change', records: ['change-terms'] },
    'Changes a term of the picked codes. A limit never goes under what is used. `expect` is the plan’s `change`.',
    z.strictObject({ picked: pickedSchema, change: termChangeSchema, expect: z.int() }),
    bulkDoneSchema,
  ),
  planEdit: query(
    'Which cells would change, which hold the same already, and what is wrong with each of the others.',
    z.strictObject(editRequest),
    editPlanSchema,
  ),
  edit: job(
    { effect: 'change', records: ['edit-codes'] },
    'Writes the cells that nothing is wrong with, as one operation. `expect` is the plan’s `change`.',
    z.strictObject({
      ...editRequest,
      expect: z.int(),
    }),
    editDoneSchema,
  ),
}
