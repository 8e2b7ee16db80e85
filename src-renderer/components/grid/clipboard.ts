import { guardFormula } from '#shared/domain/formula-guard.ts'
import { countOf, type Ranges } from '#shared/domain/selection.ts'
import type { GridColumn } from './columns.ts'
import { isOneCell, type Rectangle } from './cell-range.ts'

/** What is to be copied: these rows, these columns. */
export interface Copied<Row> {
  readonly ranges: Ranges
  readonly columns: readonly GridColumn<Row>[]
}

/** Above this a person is asked first. */
export const ASK_ABOVE = 100_000
/** A sheet of Excel ends here. */
export const SHEET_ROWS = 1_048_576
const AT_A_TIME = 5000

/** What Ctrl+C takes: a range of several cells, else the ticked rows, else the one cell. */
export function copiedOf<Row>(
  rectangle: Rectangle | undefined,
  ticked: Ranges,
  columns: readonly GridColumn<Row>[],
): Copied<Row> | null {
  const rowsFirst = !rectangle || isOneCell(rectangle)
  if (rowsFirst && countOf(ticked) > 0) return { ranges: ticked, columns }
  if (!rectangle) return null
  const { top, bottom, left, right } = rectangle
  return { ranges: [[top, bottom + 1]], columns: columns.slice(left, right + 1) }
}

/** One row as a line of tab separated cells that a spreadsheet takes as they are and does not run. */
export function lineOf<Row>(row: Row, columns: readonly GridColumn<Row>[]): string {
  return columns.map((column) => quoted(guardFormula((column.copy ?? column.text)(row)))).join('\t')
}

const quoted = (text: string): string => (/[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** The text of what is copied when all of it is at hand; null when a row has still to be read. Gone rows are left out. */
export function textAtHand<Row>(
  { ranges, columns }: Copied<Row>,
  at: (position: number) => Row | null | undefined,
): string | null {
  const lines: string[] = []
  for (const [from, to] of ranges)
    for (let position = from; position < to; position += 1) {
      const row = at(position)
      if (row === undefined) return null
      if (row !== null) lines.push(lineOf(row, columns))
    }
  return lines.join('\r\n')
}

export interface Reading<Row> {
  read(offset: number, limit: number): Promise<readonly (Row | null)[]>
  onProgress(done: number): void
  readonly signal: AbortSignal
}

/** The text of what is copied, read in strides. Rejects with the signal's reason when it is cancelled. */
export async function textOf<Row>({ ranges, columns }: Copied<Row>, reading: Reading<Row>): Promise<string> {
  const parts: string[] = []
  let done = 0
  for (const [from, to] of ranges)
    for (let offset = from; offset < to; offset += AT_A_TIME) {
      const limit = Math.min(AT_A_TIME, to - offset)
      const rows = await reading.read(offset, limit)
      reading.signal.throwIfAborted()
      for (const row of rows) if (row !== null) parts.push(lineOf(row, columns))
      done += limit
      reading.onProgress(done)
    }
  return parts.join('\r\n')
}
