import type { z } from 'zod'
import { orderImportSchema, orderRowSchema } from '#shared/contract/redemptions.ts'

const reading = {
  format: 'text',
  encoding: 'utf-8',
  delimiter: ';',
  sheet: null,
  sheets: [],
  headerRow: 1,
  headings: ['Ordrenr', 'Kampanjekode', 'Tidspunkt', 'Beløp', 'Valuta', 'Type'],
  columns: { code: 1, order: 0, time: 2, amount: 3, currency: 4, kind: 5 },
  missing: [],
} satisfies z.input<typeof orderImportSchema>['reading']

/** A file of the site's orders as it was read. */
export const orderImport = (
  change: Partial<z.input<typeof orderImportSchema>> = {},
): z.output<typeof orderImportSchema> =>
  orderImportSchema.parse({
    importId: 'a1b2',
    file: { token: '0123456789abcdef', name: 'ordrer-mars-2026.csv', bytes: 21_400 },
    reading,
    counts: { rows: 412, counted: 396, returned: 4, known: 9, bad: 3 },
    ...change,
  })

export const UNCLEAR_IMPORT = orderImport({
  reading: {
    ...reading,
    headings: ['VAAR-25', '12.03.2026 10:00', '12,50', 'K-77'],
    headerRow: 0,
    columns: { code: 0, time: 1, amount: 2, order: -1, currency: -1, kind: -1 },
    missing: ['order'],
  },
  counts: { rows: 2, counted: 0, returned: 0, known: 0, bad: 2 },
})

const row = (change: Partial<z.input<typeof orderRowSchema>>) =>
  orderRowSchema.parse({
    row: 2,
    code: 'VAAR-25',
    order: '1001',
    at: '2026-03-12T09:00:00.000Z',
    amount: '360,00',
    pay: 36_000,
    currency: 'USD',
    refund: false,
    problem: null,
    ...change,
  })

export const ORDER_ROWS = [
  row({}),
  row({ row: 3, order: '1002', at: '2026-03-12T09:05:00.000Z', pay: 136_050 }),
  row({ row: 4, order: 'K-2026-000771', code: 'NORDLYS-KONFERANSEN-2026', pay: 0 }),
]
export const BAD_ORDER_ROWS = [
  row({ row: 7, code: 'FINNES-IKKE', problem: 'code-unknown' }),
  row({ row: 8, order: '1005', at: null, problem: 'bad-time' }),
  row({ row: 9, order: '1006', problem: 'used-up' }),
]
