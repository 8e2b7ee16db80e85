import type { Editable } from '#shared/contract/edits.ts'
import type { Column, ReportRow } from '#shared/contract/report.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import type { Language } from '#shared/preferences.ts'
import {
  COLUMNS,
  type EditableColumnName,
  REPORT_COLUMNS,
  type ReportColumnDefinition,
  type RowContext,
} from '#shared/report-columns.ts'
import { REPORT_WORDS } from '#shared/wording/report-words.ts'
import type { GridColumn } from '../../components/grid/columns.ts'
import type { CellEditing } from '../../components/grid/editing.ts'

/** A column of the report: its key is the contract's, so that order and export refer to the same. */
export interface ReportColumn extends GridColumn<ReportRow> {
  readonly key: Column
}

export type LockedColumn = Exclude<Column, EditableColumnName>

const isEditable = (column: Column): column is EditableColumnName => REPORT_COLUMNS[column].editable

/**
 * The report's columns, in the order that they have on screen until a person changes it. `editing` makes those editable
 * that can be; `locked` says of the others where their values are changed.
 */
export function reportColumns(
  context: RowContext,
  editing?: (column: Editable) => CellEditing<ReportRow>,
  locked?: (column: LockedColumn) => string,
): readonly ReportColumn[] {
  const words = REPORT_WORDS[context.language]
  return COLUMNS.map((key) => {
    const { width, kind, pinned, text, copy }: ReportColumnDefinition = REPORT_COLUMNS[key]
    return {
      key,
      title: words.columns[key],
      kind,
      width,
      text: (row) => text(row, context),
      ...(copy && { copy: (row: ReportRow) => copy(row, context) }),
      ...(kind === 'number' && { align: 'end' }),
      ...(pinned && { pinned, alwaysShown: true }),
      ...(editing && isEditable(key) && { editing: editing(key) }),
      ...(!isEditable(key) && locked && { readOnly: locked(key) }),
    }
  })
}

/** The name that an export is given until a person gives it another. */
export const exportName = (language: Language, today: IsoDate, format: 'xlsx' | 'csv'): string =>
  `${REPORT_WORDS[language].fileName}-${today}.${format}`
