import type { shop as source } from '../../nb/window/shop.ts'
import type { Shape } from '../../shape.ts'

export const shop: Shape<typeof source> = {
  title: 'Site',
  subtitle: 'What is handed over to those who run the site, and what comes back from it.',
  import: {
    title: 'Redemptions from the site',
    what: 'A file of the orders that have used codes: .csv, .xlsx, or JSON lines. Each order counts once, however often it arrives.',
    choose: 'Choose file…',
    other: 'Choose another file…',
    file: '{name}, {rows}',
    missing: 'It is not clear which column has: {columns}.',
    missingRest: 'Choose the columns below.',
    noColumn: 'None',
    column: 'Column {n}',
    sheet: 'Sheet',
    currency: 'Currency of the whole file',
    usualCurrency: 'As in production',
    tabs: { counted: 'New orders', returned: 'Refunds', known: 'Known already', bad: 'Not counted' },
    rows: 'Rows of the file',
    noRows: 'No rows.',
    more: 'and 1 more row | and 1 more row | and {n} more rows',
    import: 'Import | Import 1 row | Import {n} rows',
    saveRejected: 'Save the rows not counted…',
    rejectedName: '{name} – not counted.xlsx',
    savedRejected: 'The rows are saved.',
    cancel: 'Cancel',
    done: 'No new orders were counted. | 1 order was counted. | {n} orders were counted.',
    doneBad: 'All rows were used. | 1 row was not counted. | {n} rows were not counted.',
  },
}
