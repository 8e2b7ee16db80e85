import { guardFormula } from '#shared/domain/formula-guard.ts'
import { countOf, type Ranges } from '#shared/domain/selection.ts'
import type { GridColumn } from './columns.ts'
import { isOneCell, type Rectangle } from './cell-range.ts'
import { htmlRow, htmlTable } from './html-table.ts'

/** What is to be copied: these rows, these columns, with their titles as first line or without. */
export interface Copied<Row> {
  readonly ranges: Ranges
  readonly columns: readonly GridColumn<Row>[]
  readonly titles?: boolean
}

/** The same cells in both forms that spreadsheets take. */
export interface CopiedText {
  readonly text: string
  /** A table; null where it would be very large. */
  readonly html: string | null
}

/** Above this a person is asked first. */
export const ASK_ABOVE = 100_000
/** A sheet of Excel ends here. */
export const SHEET_ROWS = 1_048_576
/** More cells than this are copied as text alone. */
export const MOST_TABLE_CELLS = 200_000
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

/** As texts that a spreadsheet takes as they are and does not run. */
const cellsOf = <Row>(row: Row, columns: readonly GridColumn<Row>[]): string[] =>
  columns.map((column) => guardFormula((column.copy ?? column.text)(row)))
const asLine = (cells: readonly string[]): string => cells.map(quoted).join('\t')
const quoted = (text: string): string => (/[\t\n\r"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)

/** Gathers rows in both forms. */
function collector<Row>({ ranges, columns, titles }: Copied<Row>) {
  const lines: string[] = []
  const rows: string[] | null = countOf(ranges) * columns.length <= MOST_TABLE_CELLS ? [] : null
  const take = (cells: readonly string[]) => {
    lines.push(asLine(cells))
    rows?.push(htmlRow(cells, columns))
  }
  if (titles) take(columns.map(({ title }) => title))
  return {
    add: (row: Row | null) => row !== null && take(cellsOf(row, columns)),
    end: (): CopiedText => ({ text: lines.join('\r\n'), html: rows && htmlTable(rows) }),
  }
}

/** What is copied when all of it is available; null when a row has still to be read. Gone rows are left out. */
export function availableText<Row>(
  copied: Copied<Row>,
  at: (position: number) => Row | null | undefined,
): CopiedText | null {
  const collected = collector(copied)
  for (const [from, to] of copied.ranges)
    for (let position = from; position < to; position += 1) {
      const row = at(position)
      if (row === undefined) return null
      collected.add(row)
    }
  return collected.end()
}

export interface Reading<Row> {
  read(offset: number, limit: number): Promise<readonly (Row | null)[]>
  onProgress(done: number): void
  readonly signal: AbortSignal
}

/** What is copied, read in strides. Rejects with the signal's reason when it is cancelled. */
export async function textOf<Row>(copied: Copied<Row>, reading: Reading<Row>): Promise<CopiedText> {
  const collected = collector(copied)
  let done = 0
  for (const [from, to] of copied.ranges)
    for (let offset = from; offset < to; offset += AT_A_TIME) {
      const limit = Math.min(AT_A_TIME, to - offset)
      const rows = await reading.read(offset, limit)
      reading.signal.throwIfAborted()
      for (const row of rows) collected.add(row)
      done += limit
      reading.onProgress(done)
    }
  return collected.end()
}
