import type { CellValue, KeptChange, TableSource } from '../table-source.ts'
import type { OwnedConnection } from './connection.ts'

export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`

const BLOCK = 1000

/** The rows that a connection sees, which is in a transaction: one state. */
export function tableSource({ prepare }: Pick<OwnedConnection, 'prepare'>): TableSource {
  const first = (sql: string): number => prepare(sql).pluck().get() as number
  const count = (table: string): number => first(`SELECT count(*) FROM ${quoted(table)}`)
  return {
    count,
    rows: (table, columns) =>
      inBlocks(
        prepare(`SELECT ${columns.map(quoted).join(', ')} FROM ${quoted(table)}`)
          .raw()
          .iterate() as Iterable<CellValue[]>,
      ),
    countChanges: () => count('operation_change'),
    keptChanges: () =>
      inBlocks(
        prepare(`
          SELECT operation_id AS operationId, kind, code_id AS codeId, before FROM operation_change
            CROSS JOIN operation ON operation.id = operation_id ORDER BY operation_id, code_id`)
          .raw(false)
          .iterate() as Iterable<KeptChange>,
      ),
    lastViewId: () => first(`SELECT coalesce(max(seq), 0) FROM sqlite_sequence WHERE name = 'report_view'`),
  }
}

function* inBlocks<T>(items: Iterable<T>): Generator<T[]> {
  let block: T[] = []
  for (const item of items) {
    if (block.push(item) < BLOCK) continue
    yield block
    block = []
  }
  if (block.length > 0) yield block
}
