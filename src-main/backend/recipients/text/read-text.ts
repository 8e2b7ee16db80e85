import { Refusal } from '#shared/contract/errors.ts'
import type { Delimiter, Encoding, ReadChoices } from '#shared/contract/recipients.ts'
import { cleanAddress, isAddress } from '#shared/domain/email-address.ts'
import { unguardFormula } from '#shared/domain/formula-guard.ts'
import { LIMITS } from '../limits.ts'
import { isBlank, type Table } from '../table.ts'
import { parseCsv } from './csv-parser.ts'
import { declaredDelimiter, findDelimiter } from './delimiter.ts'
import { decode, findEncoding } from './encoding.ts'

export interface TextRead {
  readonly table: Table
  readonly encoding: Encoding
  readonly delimiter: Delimiter
}

/**
 * Reads delimited text in whatever encoding and with whatever delimiter it has, or those chosen.
 * @throws Refusal 'file.too-many-rows' · 'file.too-many-columns'
 */
export function readText(bytes: Uint8Array, name: string, choices: ReadChoices): TextRead {
  const encoding = choices.encoding ?? findEncoding(bytes)
  const whole = decode(bytes, encoding)
  const declared = declaredDelimiter(whole)
  const text = declared ? whole.slice(declared.length) : whole
  const delimiter = choices.delimiter ?? declared?.delimiter ?? findDelimiter(text)
  const { records, stopped } = parseCsv(text, delimiter, LIMITS)
  if (stopped?.why === 'rows') throw new Refusal('file.too-many-rows', { name, limit: LIMITS.recipients })
  if (stopped?.why === 'columns')
    throw new Refusal('file.too-many-columns', { name, columns: stopped.columns, limit: LIMITS.columns })
  const table = addressesOnOneLine(text, delimiter, records.length) ?? records
  return {
    table: table.map(({ row, cells }) => ({ row, cells: cells.map(unguardFormula) })),
    encoding,
    delimiter,
  }
}

/** Addresses all on one line, as a mail program copies them, are so many recipients, not one with surplus columns. */
function addressesOnOneLine(text: string, delimiter: Delimiter, lines: number): Table | undefined {
  if (lines !== 1) return undefined
  const line = parseCsv(text, delimiter, { ...LIMITS, columnsKept: LIMITS.columns }).records[0]
  const cells = line?.cells.filter((cell) => !isBlank(cell)) ?? []
  const all = cells.length > 1 && cells.every((cell) => isAddress(cleanAddress(cell)))
  return all ? cells.map((cell, i) => ({ row: i + 1, cells: [cell] })) : undefined
}
