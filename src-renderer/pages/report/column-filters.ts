import type { Column, Filter, ReportRow } from '#shared/contract/report.ts'
import { COLUMNS, type FilterParameter, REPORT_COLUMNS } from '#shared/report-columns.ts'

const filterOf = (column: string) => REPORT_COLUMNS[column as Column].filter

/** The parameter that narrows by a column; undefined for one that has none. */
export const parameterOf = (column: string): FilterParameter | undefined => filterOf(column)?.parameter
/** Columns that have a filter to offer. */
export const filterableColumns: readonly Column[] = COLUMNS.filter((column) => filterOf(column) !== null)

/** Columns that narrow the report now. */
export const filteredColumns = (filter: Filter): readonly Column[] =>
  filterableColumns.filter((column) => {
    const parameter = parameterOf(column)
    return parameter !== undefined && filter[parameter] !== undefined
  })

/** The report narrowed to rows that have the same in this column; undefined for one that has no parameter,
 * and for an empty cell. */
export function withSameValue(filter: Filter, column: string, row: ReportRow): Filter | undefined {
  const same = filterOf(column)?.same(row)
  return same ? { ...filter, ...same } : undefined
}
