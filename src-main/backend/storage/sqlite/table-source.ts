import type { SqlValue } from '../sql/connection.ts'
import type { KeptChange, TableSource } from '../table-source.ts'
import type { OwnedConnection } from './connection.ts'

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** The rows that a connection sees, which is in a transaction: one state. While rows are read, it reads nothing else. */
export function tableSource({ prepare }: Pick<OwnedConnection, 'prepare'>): TableSource {
  const first = (sql: string): number => prepare(sql).pluck().get() as number
  return {
    count: (table) => first(`SELECT count(*) FROM ${quoted(table)}`),
    rows: (table, columns) =>
      prepare(`SELECT ${columns.map(quoted).join(', ')} FROM ${quoted(table)}`)
        .raw()
        .iterate() as Iterable<SqlValue[]>,
    *keptChanges() {
      const found = prepare(`
        SELECT operation_id, kind, code_id, before FROM operation_change
          CROSS JOIN operation ON operation.id = operation_id ORDER BY operation_id, code_id`)
        .raw()
        .iterate() as Iterable<[number, string, number, string | null]>
      for (const [operationId, kind, codeId, before] of found)
        yield { operationId, kind, codeId, before } satisfies KeptChange
    },
    lastViewId: first(`SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'report_view'`),
  }
}
