import type { SqlValue } from '../sql/connection.ts'
import { storable } from './storable.ts'

const ESCAPED: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** A value as a field of a line of COPY. */
export const copyField = (value: SqlValue): string =>
  value === null
    ? '\\N'
    : storable(String(value)).replace(/[\\\t\n\r]/g, (letter) => ESCAPED[letter] ?? letter)

/** The rows as lines of COPY. */
export function* copyLines(rows: Iterable<readonly SqlValue[]>): Generator<string> {
  for (const row of rows) yield `${row.map(copyField).join('\t')}\n`
}
