import pg from 'pg'
import type { CellValue, KeptChange, Row, TableSource } from '../table-source.ts'
import { translating } from './errors.ts'
import { foundIn, orderOf } from './tables.ts'

/** So many rows come with one answer. */
const BLOCK = 5000

/** The rows that a client sees, which is in a transaction that sees one state. */
export function tableSource(client: pg.ClientBase): TableSource {
  const first = async (sql: string): Promise<number> => (await foundIn<{ n: number }>(client, sql))[0]?.n ?? 0
  async function* blocks(sql: string): AsyncGenerator<Row[]> {
    await translating(() => client.query(`DECLARE copied NO SCROLL CURSOR FOR ${sql}`))
    for (;;) {
      const { rows } = await translating(() =>
        client.query<CellValue[]>({ text: `FETCH ${BLOCK} FROM copied`, rowMode: 'array' }),
      )
      if (rows.length > 0) yield rows
      if (rows.length < BLOCK) break
    }
    await translating(() => client.query('CLOSE copied'))
  }
  return {
    count: (table) => first(`SELECT count(*) AS n FROM ${pg.escapeIdentifier(table)}`),
    async *rows(table, columns) {
      const names = columns.map(pg.escapeIdentifier).join(', ')
      // By its key a database is filled from its beginning to its end, and two of the same rows are the same.
      const order = (await orderOf(client, table)).map(pg.escapeIdentifier).join(', ')
      yield* blocks(`SELECT ${names} FROM ${pg.escapeIdentifier(table)} ORDER BY ${order}`)
    },
    countChanges: () => first('SELECT coalesce(sum(cardinality(code_ids)), 0) AS n FROM operation_change'),
    async *keptChanges() {
      const rows = blocks(`
        SELECT operation_id, kind, code_id, before
        FROM operation_change JOIN operation ON operation.id = operation_id, LATERAL unnest(
          code_ids, coalesce(expires_before::text[], deleted_at_before::text[], content_before)
        ) AS change (code_id, before)
        ORDER BY operation_id, code_id`)
      for await (const block of rows as AsyncGenerator<[number, string, number, string | null][]>)
        yield block.map(([operationId, kind, codeId, before]): KeptChange => ({
          operationId,
          kind,
          codeId,
          before,
        }))
    },
    lastViewId: () => first("SELECT max(id) AS n FROM last_issued_id WHERE table_name = 'report_view'"),
  }
}
