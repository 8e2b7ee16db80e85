import type { Column, ReportRow } from '#shared/contract/report.ts'
import { batchLabel, REPORT_WORDS } from '#shared/wording/report-words.ts'

/** The columns of a report that has never been touched; `used` becomes two. */
export const COLUMNS: Column[] = [
  'code',
  'service',
  'recipient',
  'email',
  'discount',
  'used',
  'appliesTo',
  'batch',
  'created',
  'expires',
  'status',
]

/** A row as the cells of the exported workbook, for a library that is handed the same work. */
export function cellsOf(row: ReportRow): unknown[] {
  const words = REPORT_WORDS.nb
  const { discount } = row
  return [
    row.code,
    words.services[row.service],
    row.recipient,
    row.email,
    discount.kind === 'percent' ? discount.hundredths / 10_000 : discount.minor / 100,
    row.used,
    row.limit ?? words.unlimited,
    words.appliesTo[row.appliesTo],
    batchLabel(row, 'nb'),
    new Date(row.createdDay),
    new Date(row.expires),
    words.statuses[row.status],
  ]
}
