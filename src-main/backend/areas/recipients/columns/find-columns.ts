import type { ReadChoices } from '#shared/contract/recipients.ts'
import { cleanAddress, isAddress } from '#shared/domain/email-address.ts'
import { isBlank, type Table, type TableRow } from '../table.ts'
import { meaningOf } from './headings.ts'
import { findNameColumns } from './name-column.ts'

/** Which row has the headings, and which columns hold what. */
export interface Columns {
  /** As a spreadsheet numbers it; 0 for none. */
  readonly headerRow: number
  readonly emailColumn: number
  /** -1 for none. */
  readonly nameColumn: number
  /** A second column to be joined to the name; -1 for none. */
  readonly lastNameColumn: number
  /** Each column's heading, or its first value. */
  readonly headings: string[]
  /** The rows below the headings. */
  readonly body: Table
}

/** Enough to see what a column holds. */
export const SAMPLE_ROWS = 2000
/** Headings are near the top. */
const HEADER_WITHIN = 30

/** Where headings and columns are. */
export type Located = Omit<Columns, 'headings' | 'body'>

/**
 * Finds headings and columns by what the cells hold, and by the headings where that leaves a choice: the first 2,000 rows
 * decide. Undefined when no column has anything like an address.
 */
export function locateColumns(
  table: Table,
  choices: ReadChoices,
  width: number = widthOf(table),
): Located | undefined {
  const emailColumn = choices.emailColumn ?? findEmailColumn(table, width)
  if (emailColumn === undefined || emailColumn >= width) return undefined
  const headerRow = choices.headerRow ?? findHeaderRow(table, emailColumn)
  const header = table.find(({ row }) => row === headerRow)
  const sample = table.slice(0, SAMPLE_ROWS + HEADER_WITHIN).filter(({ row }) => row > headerRow)
  const names = findNameColumns({ sample: sample.slice(0, SAMPLE_ROWS), width, emailColumn, header })
  return {
    headerRow,
    emailColumn,
    nameColumn: choices.nameColumn ?? names.nameColumn,
    lastNameColumn: choices.nameColumn === undefined ? names.lastNameColumn : -1,
  }
}

/** The columns with their headings and the rows below; `located` where that is known already. */
export function findColumns(
  table: Table,
  choices: ReadChoices,
  width: number = widthOf(table),
  located: Located | undefined = locateColumns(table, choices, width),
): Columns | undefined {
  if (!located) return undefined
  const { headerRow } = located
  const header = table.find(({ row }) => row === headerRow)
  const body = bodyBelow(headerRow, table)
  const headings = Array.from({ length: width }, (_, column) => headingOf(column, header, body))
  return { ...located, headings, body }
}

/** The rows below the headings. */
export const bodyBelow = (headerRow: number, table: Table): Table =>
  table.filter(({ row }) => row > headerRow)

/** Cells of the widest row. */
export const widthOf = (table: Table): number =>
  table.reduce((most, { cells }) => Math.max(most, cells.length), 0)

function headingOf(column: number, header: TableRow | undefined, body: Table): string {
  const first = header ?? body.slice(0, SAMPLE_ROWS).find(({ cells }) => !isBlank(cells[column]))
  return (first?.cells[column] ?? '').trim().slice(0, 100)
}

/** The column with the most addresses; what only has an @ counts for less. */
function findEmailColumn(table: Table, width: number): number | undefined {
  const scores = new Array<number>(width).fill(0)
  for (const { cells } of table.slice(0, SAMPLE_ROWS))
    cells.forEach((cell, column) => (scores[column] = (scores[column] ?? 0) + addressScore(cell)))
  const found = indexOfLargest(scores)
  if ((scores[found] ?? 0) > 0) return found
  // The addresses may all be further down.
  const later = table.slice(SAMPLE_ROWS).find(({ cells }) => cells.some((cell) => cell.includes('@')))
  return later?.cells.findIndex((cell) => cell.includes('@'))
}

function addressScore(cell: string): number {
  if (!cell.includes('@')) return meaningOf(cell) === 'email' ? 0.01 : 0
  return isAddress(cleanAddress(cell)) ? 1 : 0.2
}

const indexOfLargest = (numbers: readonly number[]): number => numbers.indexOf(Math.max(...numbers))

/** The last row above the first address in which a cell is a known heading. Any other row is a recipient, good or bad. */
function findHeaderRow(table: Table, emailColumn: number): number {
  const first = table.findIndex(({ cells }) => cells[emailColumn]?.includes('@'))
  const above = table.slice(0, first === -1 ? HEADER_WITHIN : Math.min(first, HEADER_WITHIN))
  const header = above.findLast(
    ({ cells }) =>
      meaningOf(cells[emailColumn]) === 'email' || cells.filter((cell) => meaningOf(cell)).length > 1,
  )
  return header?.row ?? loneNameHeading(above, emailColumn)
}

/** A heading over the names only, with nothing over the addresses. */
function loneNameHeading(above: Table, emailColumn: number): number {
  const header = above.findLast(
    ({ cells }) => isBlank(cells[emailColumn]) && cells.some((cell) => meaningOf(cell) !== undefined),
  )
  return header?.row ?? 0
}
