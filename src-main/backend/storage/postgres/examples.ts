import { type RawBuilder, sql } from 'kysely'
import { EXAMPLES, type UndoConflict } from '../codes.ts'
import type { ReadConnection } from './connection.ts'
import { raw } from '../sql/query.ts'

/** Counts what `found` selects, columns `id` and `code`, and names those with the smallest ids. */
export async function countWithExamples(
  connection: ReadConnection,
  name: string,
  found: RawBuilder<unknown>,
): Promise<UndoConflict> {
  const rows = await connection.all(
    name,
    raw(sql<{ count: number; code: string }>`SELECT code, count(*) OVER () AS count FROM (${found}) AS found
      ORDER BY id LIMIT ${EXAMPLES}`),
  )
  return { count: rows[0]?.count ?? 0, examples: rows.map(({ code }) => code) }
}
