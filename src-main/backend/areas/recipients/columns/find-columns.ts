import type { ColumnQuestion, ReadChoices } from '#shared/contract/recipients.ts'
import { isBlank, type Table, type TableRow, widthOf } from '#backend/areas/tables/tables.ts'
import { findCodeColumn, isCodeHeading } from './code-column.ts'
import { findEmailColumn } from './email-column.ts'
import { findHeaderRow } from './header-row.ts'
import { findNameColumns } from './name-column.ts'

/** Where headings and columns are. */
export interface Located {
  /** Undefined for none. */
  readonly header: TableRow | undefined
  /** As a spreadsheet numbers it; 0 for none. */
  readonly headerRow: number
  readonly emailColumn: number
  /** -1 for none. */
  readonly nameColumn: number
  /** A second column to be joined to the name; -1 for none. */
  readonly lastNameColumn: number
  /** Where the codes are, of a file that is read for them; -1 for none. */
  readonly codeColumn: number
  readonly question: ColumnQuestion | null
}

/** Which row has the headings, which columns hold what, and the rows below. */
export interface Columns extends Located {
  /** Each column's heading, or its first value. */
  readonly headings: string[]
  readonly body: Table
}

/** Enough to see what a column holds. */
export const SAMPLE_ROWS = 2000
/** Headings are near the top. */
const HEADER_WITHIN = 100

/**
 * Finds headings and columns by the headings, and by what the cells hold: the first 2,000 rows decide. Undefined when no
 * column has anything like an address.
 */
export function locateColumns(
  table: Table,
  choices: ReadChoices,
  width: number = widthOf(table),
): Located | undefined {
  const { emailColumn: chosen } = choices
  if (chosen !== undefined && chosen >= width) return undefined
  const top = table.slice(0, SAMPLE_ROWS + HEADER_WITHIN)
  const header =
    choices.headerRow === undefined
      ? findHeaderRow(top, chosen ?? findEmailColumn(undefined, top, width)?.emailColumn)
      : table.find(({ row }) => row === choices.headerRow)
  const headerRow = choices.headerRow ?? header?.row ?? 0
  const sample = top.filter(({ row }) => row > headerRow).slice(0, SAMPLE_ROWS)
  const found =
    chosen === undefined
      ? (findEmailColumn(header, sample, width) ?? furtherDown(table, headerRow))
      : { emailColumn: chosen, question: null }
  if (!found) return undefined
  const names = findNameColumns({ sample, width, emailColumn: found.emailColumn, header })
  return {
    ...found,
    header,
    headerRow,
    nameColumn: choices.nameColumn ?? names.nameColumn,
    lastNameColumn: choices.nameColumn === undefined ? names.lastNameColumn : -1,
    codeColumn: codeColumnOf(sample, choices, header, width, [found.emailColumn]),
  }
}

/** -1 where the file is not read for codes, or has none. */
const codeColumnOf = (
  sample: Table,
  { ownCodes, codeColumn }: ReadChoices,
  header: TableRow | undefined,
  width: number,
  taken: readonly number[],
): number =>
  ownCodes === undefined ? -1 : (codeColumn ?? findCodeColumn({ sample, header, width, taken }) ?? -1)

/** Where the codes are in a file that has nothing else; undefined where no column has anything like a code. */
export function locateCodes(table: Table, choices: ReadChoices, width: number): Located | undefined {
  const top = table.slice(0, SAMPLE_ROWS + HEADER_WITHIN)
  const header =
    choices.headerRow === undefined
      ? top.slice(0, HEADER_WITHIN).find(({ cells }) => cells.some(isCodeHeading))
      : table.find(({ row }) => row === choices.headerRow)
  const headerRow = choices.headerRow ?? header?.row ?? 0
  const sample = top.filter(({ row }) => row > headerRow).slice(0, SAMPLE_ROWS)
  const codeColumn = codeColumnOf(sample, choices, header, width, [])
  if (codeColumn < 0 || codeColumn >= width) return undefined
  const none = { nameColumn: -1, lastNameColumn: -1, question: null }
  return { header, headerRow, emailColumn: codeColumn, codeColumn, ...none }
}

/** The addresses may all be below the first rows. */
function furtherDown(table: Table, headerRow: number): Pick<Located, 'emailColumn' | 'question'> | undefined {
  const first = table.find(({ row, cells }) => row > headerRow && cells.some((cell) => cell.includes('@')))
  return first && { emailColumn: first.cells.findIndex((cell) => cell.includes('@')), question: null }
}

/** The columns with their headings and the rows below; `located` where that is known already. */
export function findColumns(
  table: Table,
  choices: ReadChoices,
  width: number = widthOf(table),
  located: Located | null | undefined = locateColumns(table, choices, width),
): Columns | undefined {
  if (!located) return undefined
  const body = bodyBelow(located.headerRow, table)
  const headings = Array.from({ length: width }, (_, column) => headingAt(column, located.header, body))
  return { ...located, headings, body }
}

/** The rows below the headings. */
export const bodyBelow = (headerRow: number, table: Table): Table =>
  table.filter(({ row }) => row > headerRow)

function headingAt(column: number, header: TableRow | undefined, body: Table): string {
  const first = header ?? body.slice(0, SAMPLE_ROWS).find(({ cells }) => !isBlank(cells[column]))
  return (first?.cells[column] ?? '').trim().slice(0, 100)
}
