import { Refusal } from '#shared/contract/refusal.ts'
import type { Delimiter, Encoding, ReadChoices } from '#shared/contract/recipients.ts'
import { cleanAddress, isAddress } from '#shared/domain/email-address.ts'
import { unguardFormula } from '#shared/domain/formula-guard.ts'
import { LIMITS } from '../import-limits.ts'
import { isBlank, type Table, type TableRow } from '../table.ts'
import { type Others, parseCsv } from './csv-parser.ts'
import { declaredDelimiter, findDelimiter } from './delimiter.ts'
import { decode, findEncoding } from './encoding.ts'

export interface TextRead {
  readonly table: Table
  /** Cells of the widest row. */
  readonly width: number
  readonly encoding: Encoding
  readonly delimiter: Delimiter
}

/** So many rows are read whole; of the others only what the columns found in these need. */
const WHOLE_ROWS = 2100

/**
 * Reads delimited text in whatever encoding and with whatever delimiter it has, or those chosen. `othersFor` decides
 * from the first rows what is needed of the others.
 * @throws Refusal 'file.too-many-rows' · 'file.too-many-columns'
 */
export function readText(
  bytes: Uint8Array,
  name: string,
  choices: ReadChoices,
  othersFor: (beginning: Table) => Others | undefined = () => undefined,
): TextRead {
  const encoding = choices.encoding ?? findEncoding(bytes)
  const whole = decode(bytes, encoding)
  const declared = declaredDelimiter(whole)
  const text = declared ? whole.slice(declared.length) : whole
  const delimiter = choices.delimiter ?? declared?.delimiter ?? findDelimiter(text)
  const { records, width, stopped } = parseCsv(text, delimiter, LIMITS, {
    after: WHOLE_ROWS,
    others(beginning) {
      const others = othersFor(beginning.map(unguarded))
      const take = others?.take
      return take ? { ...others, take: (record) => take(unguarded(record)) } : others
    },
  })
  if (stopped?.why === 'rows') throw new Refusal('file.too-many-rows', { name, limit: LIMITS.recipients })
  if (stopped?.why === 'columns')
    throw new Refusal('file.too-many-columns', { name, columns: stopped.columns, limit: LIMITS.columns })
  const lone = addressesOnOneLine(text, delimiter, records.length)
  return {
    table: (lone ?? records).map(unguarded),
    width: lone ? 1 : width,
    encoding,
    delimiter,
  }
}

const isGuarded = (cell: string): boolean => cell.charCodeAt(0) === APOSTROPHE
const APOSTROPHE = 39

function unguarded(record: TableRow): TableRow {
  for (const cell of record.cells)
    if (isGuarded(cell)) return { row: record.row, cells: record.cells.map(unguardFormula) }
  return record
}

/** Addresses all on one line, as a mail program copies them, are so many recipients, not one with surplus columns. */
function addressesOnOneLine(text: string, delimiter: Delimiter, lines: number): Table | undefined {
  if (lines !== 1) return undefined
  const line = parseCsv(text, delimiter, { ...LIMITS, columnsKept: LIMITS.columns }).records[0]
  const cells = line?.cells.filter((cell) => !isBlank(cell)) ?? []
  const all = cells.length > 1 && cells.every((cell) => isAddress(cleanAddress(cell)))
  return all ? cells.map((cell, i) => ({ row: i + 1, cells: [cell] })) : undefined
}
