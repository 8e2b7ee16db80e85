import { type RawBuilder, sql } from 'kysely'
import type { CodeWrites, UndoConflict } from '../codes.ts'
import { findConflict } from './codes-undo.ts'
import type { ReadConnection } from './connection.ts'

/** Every pair of a code and a field that the operation wrote. */
const writesOf = ({ operationId, field }: CodeWrites): RawBuilder<unknown> =>
  field === null
    ? sql`SELECT code_id, field FROM code_edit WHERE operation_id = ${operationId}`
    : sql`SELECT code_id, ${field} AS field FROM operation_change WHERE operation_id = ${operationId}`

/** The codes of which both operations have written the same field. The smaller operation is gone through. */
export function writtenByBoth(connection: ReadConnection, one: CodeWrites, other: CodeWrites): UndoConflict {
  if (one.field !== null && other.field !== null && one.field !== other.field)
    return { count: 0, examples: [] }
  const [few, many] = one.count <= other.count ? [one, other] : [other, one]
  return findConflict(
    connection,
    'undo.written-by-both',
    sql`(${writesOf(few)}) AS few
      CROSS JOIN (${writesOf(many)}) AS many ON many.code_id = few.code_id AND many.field = few.field
      CROSS JOIN (SELECT id, code FROM promo_code UNION ALL SELECT id, code FROM withdrawn_code) AS changed
        ON changed.id = few.code_id`,
  )
}
