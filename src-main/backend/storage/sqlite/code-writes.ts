import { type RawBuilder, sql } from 'kysely'
import { type UndoConflict, conflict } from './codes-undo.ts'
import type { ReadConnection } from './connection.ts'

/** What an operation on codes has written: the same field of all its codes, or cells. */
export interface CodeWrites {
  readonly operationId: number
  /** Null where each of its cells says which field it is. */
  readonly field: 'expires' | 'deleted' | null
  /** How many codes or cells, about: the smaller operation is gone through. */
  readonly count: number
}

/** Every pair of a code and a field that the operation wrote. */
const writesOf = ({ operationId, field }: CodeWrites): RawBuilder<unknown> =>
  field === null
    ? sql`SELECT code_id, field FROM code_edit WHERE operation_id = ${operationId}`
    : sql`SELECT code_id, ${field} AS field FROM operation_change WHERE operation_id = ${operationId}`

/** The codes of which both operations have written the same field. */
export function writtenByBoth(connection: ReadConnection, one: CodeWrites, other: CodeWrites): UndoConflict {
  if (one.field !== null && other.field !== null && one.field !== other.field)
    return { count: 0, examples: [] }
  const [few, many] = one.count <= other.count ? [one, other] : [other, one]
  return conflict(
    connection,
    'undo.written-by-both',
    sql`(${writesOf(few)}) AS few
      CROSS JOIN (${writesOf(many)}) AS many ON many.code_id = few.code_id AND many.field = few.field
      CROSS JOIN (SELECT id, code FROM promo_code UNION ALL SELECT id, code FROM withdrawn_code) AS changed
        ON changed.id = few.code_id`,
  )
}
