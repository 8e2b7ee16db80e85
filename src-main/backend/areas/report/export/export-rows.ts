import type { Column, ReportRow } from '#shared/contract/report.ts'
import { REPORT_COLUMNS, type RowContext } from '#shared/report-columns.ts'
import { REPORT_WORDS } from '#shared/wording/report-words.ts'
import {
  countColumn,
  dateColumn,
  discountColumn,
  textColumn,
  wordColumn,
} from '#backend/kernel/files/table/columns.ts'
import {
  type Batches,
  type TableColumn,
  type TableTarget,
  writeTable,
} from '#backend/kernel/files/table/table.ts'

export interface ExportOptions extends TableTarget, RowContext {
  readonly columns: readonly Column[]
  /** The rows in their order, a batch at a time; they are asked for as they can be written. */
  readonly rows: Batches<ReportRow>
  /** How many rows to expect; fewer may come. */
  readonly total: number
  readonly signal: AbortSignal
  onProgress(done: number): void
}

/**
 * Writes rows of the report to a file, whole or not at all, in constant memory.
 * @throws Refusal 'report.too-many-rows' · 'job.cancelled' · 'file.unwritable'
 */
export async function exportRows(options: ExportOptions): Promise<{ rows: number; bytes: number }> {
  const { columns, language, rows, total, signal, onProgress } = options
  return await writeTable(options, total, {
    columns: columns.flatMap((column) => fileColumns(column, options)),
    language,
    sheet: REPORT_WORDS[language].sheet,
    rows,
    signal,
    onProgress,
  })
}

/** The columns of a file that represent a column of the report. */
const fileColumns = (column: Column, context: RowContext): TableColumn<ReportRow>[] =>
  REPORT_COLUMNS[column].file.map((file) => {
    const words = REPORT_WORDS[context.language]
    const look = { heading: file.heading ? words[file.heading] : words.columns[column], width: file.width }
    switch (file.kind) {
      case 'text':
        return textColumn(look, file.value(context))
      case 'word':
        return wordColumn(look, file.value(context))
      case 'date':
        return dateColumn(look, file.value(context))
      case 'count':
        return countColumn(look, file.value(context))
      case 'discount':
        return discountColumn(look, context.language, file.value(context))
    }
  })
