import { z } from 'zod'
import { instantSchema, isoDateSchema } from '../domain/date-schemas.ts'
import { languageSchema } from '../preferences-schemas.ts'
import { fileTokenSchema } from './files.ts'
import { job, query } from './method.ts'
import { PERSON_FACTS, PERSON_KINDS } from '../domain/person-kinds.ts'
import { personCountsSchema } from './person-counts.ts'

/** Whom it is about: one person, who may have had several addresses, and be named in texts in several ways. */
export const personSchema = z
  .strictObject({
    addresses: z.array(z.string().trim().min(1).max(320)).max(20),
    names: z
      .array(z.string().trim().min(1).max(200))
      .max(20)
      .meta({ description: 'To be looked for in texts, besides those that the addresses are stored with' }),
  })
  .refine(({ addresses, names }) => addresses.length + names.length > 0, 'an address or a name')
export type Person = z.output<typeof personSchema>

/** Settings and texts of the site itself: they can mention a person, and are changed in their own place only. */
export const ownPlaceSchema = z.enum(['site-name', 'commerce', 'mail-server', 'mail-templates'])
export type OwnPlace = z.output<typeof ownPlaceSchema>

export const personEntrySchema = z.object({
  kind: z.enum(PERSON_KINDS),
  at: instantSchema.nullable(),
  number: z.int().nullable().meta({ description: 'Of the message, payment or operation' }),
  code: z.string().meta({ description: 'The promo code, where there is one' }),
  name: z.string(),
  address: z.string(),
  state: z
    .string()
    .meta({ description: 'Of a code, message or payment; the kind of an operation, the form of a draft' }),
  facts: z
    .array(z.object({ fact: z.enum(PERSON_FACTS), value: z.string() }))
    .meta({ description: 'What else is stored' }),
})
export type PersonEntry = z.output<typeof personEntrySchema>

export const PERSON_ENTRIES_SHOWN = 200

export const personFoundSchema = z.object({
  addresses: z.array(z.string()).meta({ description: 'As they are stored, in every spelling' }),
  names: z.array(z.string()),
  shared: z
    .array(z.string())
    .meta({ description: 'Of the names, those that others have as well: texts keep them' }),
  counts: personCountsSchema,
  total: z.int().meta({ description: 'All of `counts`: what `privacy.erase` expects' }),
  entries: z.array(personEntrySchema).meta({ description: `The first ${PERSON_ENTRIES_SHOWN}` }),
  own: z
    .array(ownPlaceSchema)
    .meta({ description: 'Settings of the site that mention the person, and stay' }),
  waiting: z.int().meta({ description: 'Messages not yet sent, which are not sent any more' }),
  underWay: z
    .object({ messages: z.int(), payments: z.int() })
    .meta({ description: 'What is not settled yet; while there is any, nothing is erased' }),
})
export type PersonFound = z.output<typeof personFoundSchema>

const erasedSchema = z.object({
  operationId: z.int(),
  persons: z.int(),
  counts: personCountsSchema,
})

export const retentionPlanSchema = z.object({
  months: z.int().meta({ description: 'The setting; 0 where persons are kept' }),
  before: isoDateSchema
    .nullable()
    .meta({ description: 'All codes of these persons expired before this day' }),
  persons: z.int(),
  codes: z.int(),
})
export type RetentionPlan = z.output<typeof retentionPlanSchema>

/** Everything about one person: found, exported, erased. */
export const privacy = {
  search: query(
    'Persons whose name or address contains the text, in the order of their addresses.',
    z.strictObject({ text: z.string().trim().min(1).max(320), limit: z.int().min(1).max(100) }),
    z.object({
      persons: z.array(
        z.object({
          address: z.string(),
          names: z.array(z.string()).meta({ description: 'At most 3' }),
          codes: z.int(),
          messages: z.int(),
        }),
      ),
      more: z.boolean(),
    }),
  ),
  find: job(
    { effect: 'none', records: [] },
    'Everything that is stored about a person: codes, also withdrawn ones, messages, payments, the history, edits kept for undo, batches, drafts, views, imports in memory. It is the plan of `privacy.erase` as well.',
    z.strictObject({ person: personSchema }),
    personFoundSchema,
  ),
  export: job(
    { effect: 'none', records: ['export-person'] },
    'Writes everything about a person to one file: a workbook to be read, or JSON.',
    z.strictObject({
      person: personSchema,
      file: fileTokenSchema,
      format: z.enum(['xlsx', 'json']),
      language: languageSchema,
    }),
    z.object({ operationId: z.int(), entries: z.int(), bytes: z.int() }),
  ),
  erase: job(
    { effect: 'change', records: ['erase-person'] },
    'Replaces names and addresses of a person everywhere, also in what undo puts back; codes and sums stay. It cannot be undone. `expect` is the plan’s `total`. Refuses with `privacy.under-way` while a message or payment is not settled.',
    z.strictObject({ person: personSchema, expect: z.int(), language: languageSchema }),
    erasedSchema,
  ),
  planRetention: query(
    'How many persons have no code that expired less than the retention period ago.',
    z.strictObject({}),
    retentionPlanSchema,
  ),
  applyRetention: job(
    { effect: 'change', records: ['erase-person'] },
    'Erases the persons that `privacy.planRetention` counts. `expect` is its `persons`. It cannot be undone.',
    z.strictObject({ expect: z.int(), language: languageSchema }),
    erasedSchema,
  ),
}
