/** A row of a file as it is stored there, before anyone knows what its columns are. */
export interface TableRow {
  /** As a spreadsheet numbers it, from 1; rows with nothing in them count as well. */
  readonly row: number
  readonly cells: readonly string[]
  /** Hidden or filtered out in its workbook. */
  readonly hidden?: boolean | undefined
}

/** The rows that have something in them, in their order. */
export type Table = readonly TableRow[]

/** Cells of the widest row. */
export const widthOf = (table: Table): number =>
  table.reduce((most, { cells }) => Math.max(most, cells.length), 0)

/** True for a cell with nothing that shows. */
export const isBlank = (cell: string | undefined): boolean =>
  cell === undefined || cell === '' || (!isSign(cell.charCodeAt(0)) && cell.trim() === '')

/** The signs of ASCII show; the others are few enough to be looked at closely. */
const isSign = (letter: number): boolean => letter > 32 && letter < 127

/** Such a text needs no classes of Unicode to be looked at, and no normal form: both are slow. */
export const isAscii = (text: string): boolean => ASCII.test(text)
const ASCII = /^[\0-\x7f]*$/
