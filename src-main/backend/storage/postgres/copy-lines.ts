import type { SqlValue } from '../sql/connection.ts'
import { storable } from './storable.ts'

const NULL = '\\N'
const ESCAPED: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** A value as a field of a line of COPY. */
export const copyField = (value: SqlValue): string =>
  value === null
    ? NULL
    : storable(String(value)).replace(/[\\\t\n\r]/g, (letter) => ESCAPED[letter] ?? letter)

/** The rows as lines of COPY. */
export function* copyLines(rows: Iterable<readonly SqlValue[]>): Generator<string> {
  for (const row of rows) yield `${row.map(copyField).join('\t')}\n`
}

/** A field for each of the columns. */
export type FieldsOf<Columns extends readonly string[]> = { readonly [I in keyof Columns]: string }

/** The lines that COPY has written. */
export function copiedLines(copied: string): string[] {
  const lines = copied.split('\n')
  // The end of the last line is an end, too.
  lines.pop()
  return lines
}

/** The fields of a line as they are written. */
export const fieldsOf = <Columns extends readonly string[]>(line: string): FieldsOf<Columns> =>
  line.split('\t') as readonly string[] as FieldsOf<Columns>

/** So many of them, and what follows. */
export function firstFields<Fields extends readonly string[]>(line: string, count: number): [Fields, string] {
  const fields: string[] = []
  let at = 0
  while (fields.length < count) {
    const end = line.indexOf('\t', at)
    fields.push(line.slice(at, end))
    at = end + 1
  }
  return [fields as readonly string[] as Fields, line.slice(at)]
}

const READ: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }

/** The text that a field is. */
export const textField = (field: string): string =>
  field.includes('\\') ? field.replace(/\\(.)/gs, (_, letter: string) => READ[letter] ?? letter) : field

/** What a field is by `read`, or null. */
export const orNull = <T>(field: string, read: (field: string) => T): T | null =>
  field === NULL ? null : read(field)
