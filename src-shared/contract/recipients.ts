import { z } from 'zod'
import { addressProblemSchema, cleanedSchema } from '../domain/email-address.ts'
import { fileRefSchema, fileTokenSchema } from './files.ts'
import { languageSchema } from '../preferences-schemas.ts'
import { job, mutation, query } from './method.ts'

export const encodingSchema = z.enum([
  'utf-8',
  'utf-16le',
  'utf-16be',
  'windows-1252',
  'macintosh',
  'windows-1250',
  'windows-1251',
  'windows-1253',
  'windows-1254',
  'windows-1257',
  'iso-8859-15',
  'cp850',
  'windows-1255',
  'windows-1256',
  'koi8-r',
  'ibm866',
  'gb18030',
  'big5',
  'shift_jis',
  'euc-jp',
  'euc-kr',
  'iso-8859-2',
  'iso-8859-4',
  'iso-8859-5',
  'iso-8859-6',
  'iso-8859-7',
  'iso-8859-8',
  'iso-8859-10',
  'iso-8859-13',
  'iso-8859-14',
  'iso-8859-16',
])
export const delimiterSchema = z.enum([';', ',', '\t', '|', 'none'])
export type Encoding = z.output<typeof encodingSchema>
export type Delimiter = z.output<typeof delimiterSchema>

/** Where a file has codes: each beside its recipient, or alone. */
export const ownCodesSchema = z.enum(['beside', 'alone'])
export type OwnCodes = z.output<typeof ownCodesSchema>

/** What the person chose instead of what was found. What is left out is detected again. */
export const readChoicesSchema = z.strictObject({
  encoding: encodingSchema.optional(),
  delimiter: delimiterSchema.optional(),
  sheet: z.string().optional(),
  headerRow: z.int().min(0).optional().meta({ description: 'The row of the headings, from 1; 0 for none' }),
  emailColumn: z.int().min(0).optional().meta({ description: 'From 0' }),
  nameColumn: z.int().min(-1).optional().meta({ description: 'From 0; -1 for none' }),
  ownCodes: ownCodesSchema.optional().meta({
    description: 'The file has promo codes of its own: one in each row, beside its recipient or alone',
  }),
  codeColumn: z.int().min(0).optional().meta({ description: 'From 0; of a file with codes' }),
  includeHidden: z
    .boolean()
    .optional()
    .meta({ description: 'Rows that are hidden or filtered out in the workbook are recipients too' }),
  splitOverLimit: z
    .boolean()
    .optional()
    .meta({ description: 'More recipients than the limit become several batches instead of a refusal' }),
})
export type ReadChoices = z.output<typeof readChoicesSchema>

/** A sheet of a workbook that can be chosen. */
export const sheetSchema = z.object({
  name: z.string(),
  visibility: z.enum(['visible', 'hidden', 'very-hidden']),
  addresses: z
    .int()
    .nullable()
    .meta({ description: 'Rows with an address; null where the sheet cannot be read' }),
})
export type Sheet = z.output<typeof sheetSchema>

/**
 * Why a sheet was taken: it is the only one, the one that is shown when the workbook opens, the visible one with the most
 * addresses, the only one with addresses though it is hidden, or the one that the person chose.
 */
export const sheetReasonSchema = z.enum(['only', 'active', 'most-addresses', 'chosen'])

/**
 * What was not taken for recipients, and where it is: rows that are hidden or filtered out, what is above the headings, a
 * further table below, other columns. `addresses` counts cells with an @.
 */
export const leftOutSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('hidden-rows'), rows: z.int(), addresses: z.int() }),
  z.object({ kind: z.literal('above-headings'), row: z.int(), addresses: z.int() }),
  z.object({
    kind: z.literal('other-table'),
    headerRow: z.int().meta({ description: 'The row with the headings of a further table on the sheet' }),
    addresses: z.int(),
  }),
  z.object({
    kind: z.literal('other-column'),
    column: z.int().meta({ description: 'From 0' }),
    heading: z.string(),
    addresses: z.int(),
  }),
  z.object({
    kind: z.literal('beyond-columns'),
    columns: z.int().meta({ description: 'Columns with something in them' }),
    limit: z.int().meta({ description: 'Columns that are looked at; none to the right of them has an @' }),
  }),
])
export type LeftOut = z.output<typeof leftOutSchema>

/** Which of several columns has the recipients’ addresses, where neither headings nor content say. */
export const columnQuestionSchema = z.object({
  columns: z.array(
    z.object({
      column: z.int().min(0),
      heading: z.string(),
      addresses: z.int().meta({ description: 'Different addresses among the first rows' }),
      samples: z.array(z.string()),
    }),
  ),
})
export type ColumnQuestion = z.output<typeof columnQuestionSchema>

/** How the file was read: found by content, or chosen. */
export const readingSchema = z.object({
  format: z.enum(['text', 'xlsx', 'xls', 'ods']),
  encoding: encodingSchema.nullable().meta({ description: 'Null for a workbook and for what was pasted' }),
  delimiter: delimiterSchema.nullable().meta({ description: 'Null for a workbook' }),
  unreadable: z.int().min(1).optional().meta({
    description: 'Characters of the text that are none in this encoding, shown as U+FFFD',
  }),
  sheet: z.string().nullable(),
  sheets: z.array(z.string()),
  sheetList: z.array(sheetSchema).meta({ description: 'Every sheet with its count; empty for text' }),
  sheetReason: sheetReasonSchema.nullable().meta({ description: 'Null for text' }),
  headerRow: z.int().min(0).meta({ description: 'From 1; 0 for none' }),
  columns: z
    .array(z.string())
    .meta({ description: 'Each column’s heading, or its first value; at most 100' }),
  emailColumn: z.int().min(0),
  nameColumn: z.int().min(-1),
  lastNameColumn: z.int().min(-1).meta({
    description: 'The rest of the name, where first and last names are in columns of their own; -1 for none',
  }),
  ownCodes: ownCodesSchema
    .nullable()
    .meta({ description: 'As it was asked for; null for a list of recipients' }),
  codeColumn: z
    .int()
    .min(-1)
    .meta({ description: 'Where the codes are; -1 for none. A file of codes alone has no other column' }),
  chosen: z.array(z.string()).meta({ description: 'The names of what the person chose' }),
  leftOut: z.array(leftOutSchema).meta({ description: 'Addresses of this sheet that are no recipients' }),
  question: columnQuestionSchema.nullable().meta({
    description: 'To be answered with the choice `emailColumn` before codes are created; null for none',
  }),
})
export type Reading = z.output<typeof readingSchema>

/** What is wrong with a code of the person’s own; a duplicate is one in any case of letters. */
export const codeProblemSchema = z.enum(['code-missing', 'code-length', 'code-letters', 'code-duplicate'])
export type CodeProblem = z.output<typeof codeProblemSchema>

/** Why a row cannot be used as it is. */
export const rowProblemSchema = z.union([
  addressProblemSchema,
  z.enum(['duplicate', 'name-too-long', 'error-value', 'no-result']),
  codeProblemSchema,
])
export type RowProblem = z.output<typeof rowProblemSchema>

export const importRowSchema = z.object({
  row: z.int().min(1).meta({ description: 'The row’s number in the file, as Excel shows it' }),
  part: z.int().min(1).meta({ description: 'Which of the recipients of that row, from 1' }),
  email: z.string(),
  name: z.string(),
  code: z.string().optional().meta({ description: 'Of a file that has codes' }),
  nameFromAddress: z.boolean(),
  nameError: z.string().optional().meta({
    description: 'The error value of a spreadsheet, such as #N/A, found in place of the name',
  }),
  problem: rowProblemSchema.nullable(),
  suggestion: z.string().nullable().meta({ description: 'A good address that was probably meant' }),
  firstRow: z.int().nullable().meta({ description: 'For a duplicate: the row that has the address already' }),
  corrected: z.boolean(),
  cleaned: z
    .array(cleanedSchema)
    .meta({ description: 'What was taken off the cell to get the address, or where it was found' }),
})
export type ImportRow = z.output<typeof importRowSchema>

export const importSchema = z.object({
  importId: z.string(),
  file: fileRefSchema,
  reading: readingSchema,
  counts: z.object({
    rows: z.int().meta({ description: 'Rows with anything in them, headings not counted' }),
    good: z.int(),
    bad: z.int(),
    duplicates: z.int().meta({ description: 'Part of bad' }),
    namedFromAddress: z.int().meta({ description: 'Part of good' }),
    skipped: z.int().meta({ description: 'Bad rows that the person took out; not part of bad' }),
    cleaned: z.int().meta({ description: 'Addresses from which something was taken off; part of all' }),
  }),
  batches: z.int().min(0).meta({ description: 'Batches that the good rows make under the site’s limit' }),
})
export type RecipientImport = z.output<typeof importSchema>

export const importTabSchema = z.enum(['good', 'bad', 'named'])

/** What can be pasted at once, in characters. */
export const PASTE_LIMIT = 5_000_000

/** Recipients from a file, in steps: read, look, correct, then `promo.create` with the import’s id. */
export const recipients = {
  keepPasted: mutation(
    { effect: 'none', records: [] },
    'Keeps pasted cells, lines or a list of addresses as a file for `read`. They are in memory only, the last ones of all clients.',
    z.strictObject({
      text: z.string().min(1).max(PASTE_LIMIT),
      name: z.string().min(1).max(200).meta({ description: 'What the person calls it' }),
    }),
    fileRefSchema,
  ),
  read: job(
    { effect: 'none', records: [] },
    'Reads a recipient file (.txt, .csv, .xlsx, .xls, .ods), or what was pasted. One bad row never stops the good ones.',
    z.strictObject({ file: fileTokenSchema, choices: readChoicesSchema.optional() }),
    importSchema,
  ),
  rows: query(
    'Rows of an import: the good ones, the bad ones, or those named by their address.',
    z.strictObject({
      importId: z.string(),
      tab: importTabSchema,
      offset: z.int().min(0),
      limit: z.int().min(1).max(1000),
    }),
    z.object({ total: z.int(), rows: z.array(importRowSchema) }),
  ),
  correct: mutation(
    { effect: 'none', records: [] },
    'Corrects one row (address, name), or takes it out; answers with the new counts and the row. `keep` allows a duplicate.',
    z.strictObject({
      importId: z.string(),
      row: z.int().min(1),
      part: z.int().min(1).optional().meta({ description: 'As in the row; 1 when left out' }),
      change: z.discriminatedUnion('kind', [
        z.strictObject({
          kind: z.literal('edit'),
          email: z.string().max(320).optional(),
          name: z.string().max(400).optional(),
          code: z.string().max(200).optional(),
        }),
        z.strictObject({ kind: z.literal('skip') }),
        z.strictObject({ kind: z.literal('keep') }),
      ]),
    }),
    z.object({ import: importSchema, row: importRowSchema }),
  ),
  saveRejected: job(
    { effect: 'none', records: [] },
    'Writes the bad and skipped rows with their reasons as .csv or .xlsx, by the target’s name.',
    z.strictObject({ importId: z.string(), target: fileTokenSchema, language: languageSchema }),
    z.object({ rows: z.int() }),
  ),
  saveExample: job(
    { effect: 'none', records: [] },
    'Writes a small recipient file to start from.',
    z.strictObject({ target: fileTokenSchema, language: languageSchema }),
    z.object({ rows: z.int() }),
  ),
}
