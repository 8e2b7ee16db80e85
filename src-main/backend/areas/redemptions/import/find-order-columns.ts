import type { OrderChoices } from '#shared/contract/redemptions.ts'
import { ORDER_COLUMNS, type OrderColumn } from '#shared/contract/order-columns.ts'
import { paymentCurrencySchema } from '#shared/domain/commerce/payment-currency.ts'
import { isBlank, type Table, type TableRow } from '#backend/areas/tables/tables.ts'
import { HEADINGS } from './order-words.ts'
import { isAmount, isTime } from './read-cells.ts'

export type OrderColumns = Readonly<Record<OrderColumn, number>>

export interface FoundOrderColumns {
  /** As the file numbers it; 0 for none. */
  readonly headerRow: number
  readonly headings: readonly string[]
  readonly columns: OrderColumns
  readonly missing: readonly OrderColumn[]
  readonly body: Table
}

/** Without them nothing can be counted. */
const NEEDED: readonly OrderColumn[] = ['code', 'order', 'time', 'amount']
/** Enough to see what a column holds. */
const SAMPLE = 500
/** Headings are near the top. */
const HEADER_WITHIN = 20

/**
 * Finds headings and columns: by the headings, then by what the cells hold. `isCode` knows the site's own codes among the
 * first rows.
 */
export function findOrderColumns(
  table: Table,
  width: number,
  { columns: chosen = {} }: OrderChoices,
  isCode: (text: string) => boolean,
): FoundOrderColumns {
  const header = findHeader(table)
  const body = header ? table.filter(({ row }) => row > header.row) : table
  const sample = body.slice(0, SAMPLE)
  const columns: Record<OrderColumn, number> = {
    code: -1,
    order: -1,
    time: -1,
    amount: -1,
    currency: -1,
    kind: -1,
  }
  const isTaken = (column: number) => Object.values(columns).includes(column)
  for (const name of ORDER_COLUMNS) columns[name] = chosen[name] ?? -1
  const isOpen = (name: OrderColumn) => columns[name] === -1 && chosen[name] === undefined
  for (const name of ORDER_COLUMNS) if (isOpen(name)) columns[name] = byHeading(header, name, isTaken)
  for (const name of ORDER_COLUMNS)
    if (isOpen(name)) columns[name] = byContent(name, { sample, width, isTaken, isCode })
  return {
    headerRow: header?.row ?? 0,
    headings: Array.from({ length: width }, (_, column) =>
      ((header ?? body.find(({ cells }) => !isBlank(cells[column])))?.cells[column] ?? '')
        .trim()
        .slice(0, 100),
    ),
    columns,
    missing: NEEDED.filter((name) => columns[name] === -1),
    body,
  }
}

/** Small letters without signs and blanks: `Order no.` is `orderno`, `Beløp` is `belop`. */
const wordOf = (text: string): string =>
  text
    .toLowerCase()
    .replaceAll('ø', 'o')
    .replaceAll('æ', 'ae')
    .normalize('NFD')
    .replace(/[^\p{L}\p{N}]+/gu, '')

const meaningsOf = ({ cells }: TableRow): number =>
  cells.filter((cell) => ORDER_COLUMNS.some((name) => HEADINGS[name].has(wordOf(cell)))).length

/** The first row of which at least two cells are headings. */
const findHeader = (table: Table): TableRow | undefined =>
  table.slice(0, HEADER_WITHIN).find((row) => meaningsOf(row) >= 2)

const byHeading = (
  header: TableRow | undefined,
  name: OrderColumn,
  isTaken: (column: number) => boolean,
): number =>
  header?.cells.findIndex((cell, column) => !isTaken(column) && HEADINGS[name].has(wordOf(cell))) ?? -1

interface Content {
  readonly sample: Table
  readonly width: number
  isTaken(column: number): boolean
  isCode(text: string): boolean
}

/** Most cells of such a column say what it is. */
const MOST = 0.8

function byContent(name: OrderColumn, { sample, width, isTaken, isCode }: Content): number {
  const share = (column: number, is: (cell: string) => boolean): number => {
    const filled = sample.flatMap(({ cells }) => (isBlank(cells[column]) ? [] : [cells[column] ?? '']))
    return filled.length === 0 ? 0 : filled.filter(is).length / filled.length
  }
  const free = Array.from({ length: width }, (_, column) => column).filter((column) => !isTaken(column))
  const first = (is: (cell: string) => boolean, least = MOST) =>
    free.find((column) => share(column, is) >= least) ?? -1
  switch (name) {
    case 'code': {
      const best = free.toSorted((one, other) => share(other, isCode) - share(one, isCode))[0]
      return best !== undefined && share(best, isCode) > 0 ? best : -1
    }
    case 'time':
      return first(isTime)
    case 'amount':
      return first((cell) => isAmount(cell) && /[.,]\d\d\b/.test(cell))
    case 'currency':
      return first((cell) => paymentCurrencySchema.safeParse(cell.trim().toUpperCase()).success)
    // Any text could be one: it is asked.
    case 'order':
    case 'kind':
      return -1
  }
}
