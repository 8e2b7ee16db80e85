import type { Editable } from '#shared/contract/edits.ts'
import type { Service } from '#shared/domain/services.ts'
import type { PromoCodeTable } from '../promo-code-table.ts'

/** The tables as Kysely sees them. Instants are UTC milliseconds, days are ISO dates, money is in minor units. */
export interface Schema {
  setting: { key: string; value: string }
  operation: OperationTable
  request: RequestTable
  batch: BatchTable
  promo_code: PromoCodeTable
  withdrawn_code: PromoCodeTable & { operation_id: number }
  code_edit: CodeEditTable
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
}

/** A call that was carried out, with an operation that it recorded or without one. */
interface RequestTable {
  id: string
  method: string
  at: number
  operation_id: number | null
}

interface BatchTable {
  id: number
  operation_id: number
  name: string
  service: Service
  created_at: number
  /** How the system made its codes, JSON of `generatedCodesSchema`; null for a person's own, or before this was kept. */
  code_type: string | null
}

/** A cell of the report that was written in, with what was there. */
interface CodeEditTable {
  operation_id: number
  code_id: number
  field: Editable
  before: string
  after: string
}
