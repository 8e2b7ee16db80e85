import type { SqlValue } from '../sql/connection.ts'
import type { KeptChange } from '../table-source.ts'

/** As many as a change of many codes writes at once (`picked-codes.ts`). */
const BLOCK = 16_384

export const BLOCK_COLUMNS = [
  'operation_id',
  'first_code_id',
  'code_ids',
  'expires_before',
  'deleted_at_before',
  'content_before',
] as const

/** What was before changes of many codes, in blocks of codes as this engine keeps it; by operation, then by code. */
export async function* keptBlocks(
  changes: AsyncIterable<readonly KeptChange[]>,
): AsyncGenerator<SqlValue[][]> {
  let block: KeptChange[] = []
  for await (const some of changes)
    for (const change of some) {
      const isFull = block.length === BLOCK || (block[0] && block[0].operationId !== change.operationId)
      if (isFull) {
        yield [rowOf(block)]
        block = []
      }
      block.push(change)
    }
  if (block.length > 0) yield [rowOf(block)]
}

function rowOf(block: readonly KeptChange[]): SqlValue[] {
  const [first] = block
  const before = arrayOf(block.map((change) => change.before))
  const of = (kind: string): SqlValue => (first?.kind === kind ? before : null)
  return [
    first?.operationId ?? 0,
    first?.codeId ?? 0,
    arrayOf(block.map(({ codeId }) => String(codeId))),
    of('extend-codes'),
    of('restore-codes'),
    of('change-terms'),
  ]
}

/** An array as the server reads it from text. */
const arrayOf = (values: readonly (string | null)[]): string =>
  `{${values.map((value) => (value === null ? 'NULL' : `"${value.replace(/["\\]/g, '\\$&')}"`)).join(',')}}`
