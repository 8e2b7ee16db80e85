import type { Column, ReportRow } from '#shared/contract/report.ts'
import { codeMailOf } from '#shared/domain/mail/message-states.ts'
import type { Language } from '#shared/preferences.ts'
import { MAIL_WORDS } from '#shared/wording/mail-words.ts'
import { batchLabel, REPORT_WORDS } from '#shared/wording/report-words.ts'
import { countColumn, dateColumn, discountColumn, textColumn, wordColumn } from '../../files/table/columns.ts'
import { type Batches, type TableColumn, type TableTarget, writeTable } from '../../files/table/table.ts'

export interface ExportOptions extends TableTarget {
  readonly columns: readonly Column[]
  readonly language: Language
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
    columns: columns.flatMap((column) => fileColumns(column, language)),
    language,
    sheet: REPORT_WORDS[language].sheet,
    rows,
    signal,
    onProgress,
  })
}

type ReportColumn = TableColumn<ReportRow>

/** The day on which the message came to be so; empty where there is none. */
function messageDay(look: { heading: string; width: number }): ReportColumn {
  const date = dateColumn<NonNullable<ReportRow['message']>>(look, ({ day }) => day)
  return {
    ...look,
    csv: ({ message }) => (message ? date.csv(message) : ''),
    xlsx: ({ message }, at, strings) => (message ? date.xlsx(message, at, strings) : ''),
  }
}

/** The columns of a file that stand for a column of the report: used and limit are two, so that they can be summed. */
export function fileColumns(column: Column, language: Language): ReportColumn[] {
  const words = REPORT_WORDS[language]
  const look = (width: number) => ({ heading: words.columns[column], width })
  switch (column) {
    case 'code':
      return [textColumn(look(16), (row) => row.code)]
    case 'service':
      return [wordColumn(look(16), (row) => words.services[row.service])]
    case 'recipient':
      return [textColumn(look(30), (row) => row.recipient)]
    case 'email':
      return [textColumn(look(34), (row) => row.email)]
    case 'discount':
      return [discountColumn(look(16), language, (row) => row.discount)]
    case 'used':
      return [
        countColumn({ heading: words.used, width: 9 }, (row) => row.used),
        countColumn({ heading: words.limit, width: 12 }, (row) => row.limit ?? words.unlimited),
      ]
    case 'appliesTo':
      return [wordColumn(look(18), (row) => words.appliesTo[row.appliesTo])]
    case 'batch':
      return [wordColumn(look(20), (row) => batchLabel(row, language))]
    case 'created':
      return [dateColumn(look(12), (row) => row.createdDay)]
    case 'expires':
      return [dateColumn(look(12), (row) => row.expires)]
    case 'status':
      return [wordColumn(look(11), (row) => words.statuses[row.status])]
    case 'message':
      return [
        wordColumn(look(14), ({ message }) => MAIL_WORDS[language].states[codeMailOf(message)]),
        messageDay({ heading: words.messageDay, width: 12 }),
      ]
  }
}
