import type { Language } from '#shared/preferences.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import { writeSafely } from '../write-safely.ts'
import { refuseWhenCancelled } from './cancelled.ts'
import { writeCsv } from './csv.ts'
import type { SharedStrings } from './shared-strings.ts'
import { MAX_SHEET_ROWS, type SmallSheet, writeXlsx } from './xlsx.ts'

/** How one column of a table is written to either kind of file. */
export interface TableColumn<Row> {
  readonly heading: string
  /** In characters, about. */
  readonly width: number
  /** The cell as it is written to a text file: guarded, and in quotes where it must be. */
  csv(row: Row): string
  /** The whole `<c …>` element for the cell at `at` (such as `C7`); empty for an empty cell. */
  xlsx(row: Row, at: string, strings: SharedStrings): string
}

export type Batches<Row> = Iterable<readonly Row[]> | AsyncIterable<readonly Row[]>

export interface TableJob<Row> {
  readonly columns: readonly TableColumn<Row>[]
  readonly language: Language
  /** The sheet's name in a workbook. */
  readonly sheet: string
  readonly rows: Batches<Row>
  readonly signal: AbortSignal
  /** After each batch, with the rows so far. */
  onProgress(done: number): void
  /** A small sheet of its own behind the rows of a workbook; a text file has none. */
  readonly after?: SmallSheet
}

export interface TableTarget {
  readonly format: 'csv' | 'xlsx'
  readonly path: string
  /** What the person calls the file. */
  readonly name: string
}

/**
 * Writes a table to a file in constant memory, whole or not at all.
 * @throws Refusal 'job.cancelled' · 'file.unwritable' · 'report.too-many-rows' when a sheet cannot hold `total` rows
 */
export async function writeTable<Row>(
  target: TableTarget,
  total: number,
  job: TableJob<Row>,
): Promise<{ rows: number; bytes: number }> {
  if (target.format === 'xlsx' && total > MAX_SHEET_ROWS)
    throw new Refusal('report.too-many-rows', { rows: total, limit: MAX_SHEET_ROWS })
  refuseWhenCancelled(job.signal)
  const write = target.format === 'csv' ? writeCsv : writeXlsx
  const { result: rows, bytes } = await writeSafely(target.path, target.name, (file) => write(file, job))
  return { rows, bytes }
}

/** The kind of file that a target's name asks for: .xlsx is a workbook, anything else is text. */
export const formatByName = (name: string): 'csv' | 'xlsx' => (/\.xlsx$/i.test(name) ? 'xlsx' : 'csv')
