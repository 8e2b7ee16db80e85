import type { Column, Filter, ReportRow } from '#shared/contract/report.ts'
import { codeMailOf } from '#shared/domain/mail/message-states.ts'
import { type Parameter, setParameters } from './parameters.ts'

/** The parameter that narrows by a column. What codes apply to is not among the parameters. */
const PARAMETER_OF: Partial<Record<Column, Parameter>> = {
  code: 'code',
  recipient: 'recipient',
  email: 'email',
  discount: 'discount',
  used: 'usage',
  service: 'service',
  batch: 'batch',
  created: 'created',
  expires: 'expires',
  status: 'status',
  message: 'message',
}

export const parameterOf = (column: string): Parameter | undefined => PARAMETER_OF[column as Column]
/** Columns that have a filter to offer. */
export const filterableColumns: readonly string[] = Object.keys(PARAMETER_OF)

/** Columns that narrow the report now. */
export function filteredColumns(filter: Filter): readonly string[] {
  const set = setParameters(filter)
  return filterableColumns.filter((column) => set.some((parameter) => parameter === parameterOf(column)))
}

/** The report narrowed to rows that have the same in this column; undefined for one that has no parameter. */
export function withSameValue(filter: Filter, column: string, row: ReportRow): Filter | undefined {
  switch (column as Column) {
    case 'code':
      return { ...filter, code: row.code }
    case 'recipient':
      return { ...filter, recipient: row.recipient }
    case 'email':
      return { ...filter, email: row.email }
    case 'service':
      return { ...filter, service: row.service }
    case 'status':
      return { ...filter, status: [row.status] }
    case 'batch':
      return { ...filter, batch: row.batch }
    case 'expires':
      return { ...filter, expires: { from: row.expires, to: row.expires } }
    case 'created':
      return { ...filter, created: { from: row.createdDay, to: row.createdDay } }
    case 'used':
      return { ...filter, usage: row.used === 0 ? 'unused' : 'used' }
    case 'discount':
      return { ...filter, discount: row.discount }
    case 'message':
      return { ...filter, message: [codeMailOf(row.message)] }
    case 'appliesTo':
      return undefined
  }
}
