import type { ReportRow } from '../contract/report-rows.ts'
import type { Column, EditableColumnName } from '../report-columns.ts'
import type { CreationText } from '../domain/creation.ts'
import type { Status } from '../domain/promo-code.ts'
import type { AppliesTo, Service } from '../domain/services.ts'
import { byLanguage, type Language } from '../languages/languages.ts'

/** The words of promo codes: of their report, on screen and in exported files, and of what is written on them. */
export interface ReportWords {
  readonly columns: Record<Column, string>
  /** Of the fields in which a creation's texts are written. */
  readonly textLabels: Record<CreationText, string>
  readonly textHints: Record<CreationText, string>
  /** What was written in, inside a sentence. */
  readonly edited: Record<EditableColumnName, string>
  readonly statuses: Record<Status, string>
  readonly services: Record<Service, string>
  readonly appliesTo: Record<AppliesTo, string>
  /** A file keeps used and limit apart, so that they can be counted with. */
  readonly used: string
  readonly limit: string
  readonly unlimited: string
  /** Goes beside the state of the message in a file. */
  readonly messageDay: string
  /** Names the sheet of an exported workbook. */
  readonly sheet: string
  /** A batch that was given no name. */
  readonly batch: string
  /** “3 of 10”; a slash would make a date of it in a spreadsheet. */
  readonly usedOf: (used: string, limit: string) => string
  /** Begins the name that an export is given until a person gives it another. */
  readonly fileName: string
}

export const REPORT_WORDS: Record<Language, ReportWords> = byLanguage(({ report }) => report)

/** A batch as it is shown: by its name, or by its number when it has none. */
export const batchLabel = (row: Pick<ReportRow, 'batch' | 'batchName'>, language: Language): string =>
  row.batchName === '' ? `${REPORT_WORDS[language].batch} ${row.batch}` : row.batchName
