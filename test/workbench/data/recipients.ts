import type { z } from 'zod'
import {
  type ColumnQuestion,
  importSchema,
  type ImportRow,
  importRowSchema,
  type RecipientImport,
} from '#shared/contract/recipients.ts'
import { LONG_NAMED_SITE } from './site.ts'

type Written = z.input<typeof importRowSchema>

/** The `n`th row of a recipient file, good unless `rest` says otherwise. */
export const importRow = (n: number, rest: Partial<Written> = {}): ImportRow =>
  importRowSchema.parse({
    row: n + 1,
    part: 1,
    email: `kurs${n}@havbris.example`,
    name: 'Åse Nordvik',
    nameFromAddress: false,
    problem: null,
    suggestion: null,
    firstRow: null,
    corrected: false,
    cleaned: [],
    ...rest,
  } satisfies Written)

/** Rows with each kind of fault. */
export const BAD_ROWS: readonly ImportRow[] = [
  importRow(3, {
    email: 'kurs@havbris,example',
    problem: 'comma-for-point',
    suggestion: 'kurs@havbris.example',
  }),
  importRow(7, { email: '', name: LONG_NAMED_SITE.name, problem: 'missing' }),
  importRow(9, { problem: 'duplicate', firstRow: 2 }),
  importRow(12, { email: '#N/A', name: '', nameError: '#N/A', problem: 'error-value' }),
]

/** A file of 488 rows that was read, with four bad ones. */
export const recipientImport = (
  rest: Partial<z.input<typeof importSchema>> = {},
): z.input<typeof importSchema> => ({
  importId: 'import-1',
  file: { token: 'file-token-000001', name: 'deltakere-mars.xlsx', bytes: 48_200 },
  reading: {
    format: 'xlsx',
    encoding: null,
    delimiter: null,
    sheet: 'Deltakere',
    sheets: ['Deltakere', 'Venteliste'],
    sheetList: [
      { name: 'Deltakere', visibility: 'visible', addresses: 488 },
      { name: 'Venteliste', visibility: 'visible', addresses: 31 },
    ],
    sheetReason: 'active',
    headerRow: 1,
    columns: ['E-post', 'Navn'],
    emailColumn: 0,
    nameColumn: 1,
    lastNameColumn: -1,
    ownCodes: null,
    codeColumn: -1,
    chosen: [],
    leftOut: [],
    question: null,
  },
  counts: { rows: 488, good: 484, bad: 4, duplicates: 1, namedFromAddress: 12, skipped: 1, cleaned: 0 },
  batches: 1,
  ...rest,
})

/** Two columns that are both likely. */
export const COLUMN_QUESTION: ColumnQuestion = {
  columns: [
    {
      column: 1,
      heading: 'E-post jobb',
      addresses: 12,
      samples: ['kurs1@havbris.example', 'kurs2@havbris.example', 'kurs3@havbris.example'],
    },
    { column: 2, heading: '', addresses: 11, samples: ['ase@example.com', 'nina@example.com'] },
  ],
}

/** A workbook of which much was not taken. */
export const withLeftOut = (): RecipientImport =>
  importSchema.parse(
    recipientImport({
      reading: {
        ...recipientImport().reading,
        sheetList: [
          { name: 'Deltakere', visibility: 'visible', addresses: 488 },
          { name: 'Venteliste', visibility: 'visible', addresses: 31 },
          { name: 'Arkiv', visibility: 'hidden', addresses: 1 },
          { name: 'Gammel', visibility: 'visible', addresses: null },
        ],
        leftOut: [
          { kind: 'above-headings', row: 1, addresses: 1 },
          { kind: 'hidden-rows', rows: 3, addresses: 2 },
          { kind: 'other-column', column: 4, heading: 'Owner Email', addresses: 488 },
          { kind: 'other-column', column: 5, heading: '', addresses: 2 },
          { kind: 'other-table', headerRow: 502, addresses: 12 },
          { kind: 'beyond-columns', columns: 16_384, limit: 500 },
        ],
      },
      counts: { rows: 488, good: 484, bad: 4, duplicates: 1, namedFromAddress: 12, skipped: 1, cleaned: 8 },
    }),
  )
