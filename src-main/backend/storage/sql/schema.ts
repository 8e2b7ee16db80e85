import type { Generated } from 'kysely'
import type { Editable } from '#shared/contract/edits.ts'
import type { Service } from '#shared/domain/services.ts'
import type { CommerceSchema } from './commerce-schema.ts'
import type { MailSchema } from './mail-schema.ts'
import type { PaymentsSchema } from './payments-schema.ts'
import type { PaypalSchema } from './paypal-schema.ts'
import type { RedemptionsSchema } from './redemptions-schema.ts'
import type { PromoCodeTable } from '../promo-code-table.ts'

/** The tables as Kysely sees them. Instants are UTC milliseconds, days are ISO dates, money is in minor units. */
export interface Schema extends CommerceSchema, PaymentsSchema, PaypalSchema, MailSchema, RedemptionsSchema {
  setting: SettingTable
  operation: OperationTable
  request: RequestTable
  batch: BatchTable
  promo_code: PromoCodeTable
  withdrawn_code: PromoCodeTable & { operation_id: number }
  /** SQLite's; PostgreSQL keeps it in blocks of codes. */
  operation_change: OperationChangeTable
  code_edit: CodeEditTable
  report_view: ReportViewTable
}

export interface SettingTable {
  key: string
  value: string
}

/** An operation of a person; `details` is JSON of contract/history.ts. */
export interface OperationTable {
  id: number
  kind: string
  at: number
  details: string
  undone_by: number | null
  /** The window that did it, or 'script'; null of what the program did by itself, or before this was recorded. */
  client: string | null
  /** The name of the person who did it; null where nobody was named. */
  author: string | null
}

/** A call that was carried out, with an operation that it recorded or without one. */
export interface RequestTable {
  id: string
  method: string
  at: number
  operation_id: number | null
}

export interface BatchTable {
  id: number
  operation_id: number
  name: string
  service: Service
  created_at: number
  /** How the system made its codes, JSON of `generatedCodesSchema`; null for a person's own, or before this was kept. */
  code_type: string | null
}

/** The expiry date or the moment of deletion that a code had before an operation changed it: what undo puts back. */
export interface OperationChangeTable {
  operation_id: number
  code_id: number
  before: string | null
}

/** A cell of the report that was written in, with what was there. */
export interface CodeEditTable {
  operation_id: number
  code_id: number
  field: Editable
  before: string
  after: string
}

/** A view of the report that was given a name (`content`, JSON of contract/views.ts without id and name). */
export interface ReportViewTable {
  id: Generated<number>
  name: string
  name_key: string
  content: string
}
