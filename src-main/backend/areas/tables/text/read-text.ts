import { setImmediate as yieldToEventLoop } from 'node:timers/promises'
import { Refusal } from '#shared/contract/refusal.ts'
import type { Delimiter, Encoding } from '#shared/contract/recipients.ts'
import { isAddressList } from '#shared/domain/address-list.ts'
import { unguardFormula } from '#shared/domain/formula-guard.ts'
import { LIMITS } from '../import-limits.ts'
import type { Table, TableRow } from '../table.ts'
import { beginCsv, type Others } from './csv-parser.ts'
import { declaredDelimiter, findDelimiter } from './delimiter.ts'
import { countUnreadable, decodeInPieces, findEncoding } from './encoding.ts'
import { unwrapRows } from './unwrap-rows.ts'

export interface TextRead {
  readonly table: Table
  /** Cells of the widest row. */
  readonly width: number
  readonly encoding: Encoding
  readonly delimiter: Delimiter
  /** Characters that could not be read in the encoding; left out for none. */
  readonly unreadable?: number
}

export interface TextChoices {
  readonly encoding?: Encoding | undefined
  readonly delimiter?: Delimiter | undefined
}

interface TextAsked {
  readonly name: string
  readonly choices: TextChoices
  readonly signal?: AbortSignal
}

/** How the cells of each row are put together again that a comma inside them has separated. */
export interface Joining {
  /** Cells that a row has when it is whole. */
  readonly width: number
  joined(record: TableRow): TableRow
}

/** What whoever reads a table knows about its rows. */
export interface RowKnowledge {
  /** The rows have addresses, by which a delimiter is distinguished from a comma in a name. */
  readonly isOfAddresses?: boolean
  /** Decides from the first rows what is needed of the others; everything where it is left out. */
  othersFor?(beginning: Table): Others | undefined
  /** Undefined where no row has to be put together. */
  joiningOf?(beginning: Table, delimiter: Delimiter): Joining | undefined
}

/** So many rows are read whole; of the others only what the columns found in these need. */
const WHOLE_ROWS = 2100
/** About ten milliseconds of reading; then other calls have their turn. */
const CHARACTERS_AT_ONCE = 128 * 1024

/**
 * Reads delimited text in whatever encoding and with whatever delimiter it has, or those chosen.
 * @throws Refusal 'file.too-many-rows' · 'file.too-many-columns' · 'job.cancelled'
 */
export async function readText(
  bytes: Uint8Array,
  { name, choices, signal }: TextAsked,
  { isOfAddresses = false, othersFor, joiningOf }: RowKnowledge = {},
): Promise<TextRead> {
  const encoding = choices.encoding ?? findEncoding(bytes)
  const whole = await decodeInPieces(bytes, encoding)
  const declared = declaredDelimiter(whole)
  const text = await unwrapRows(withoutEnd(whole.slice(declared?.length ?? 0)))
  const delimiter = choices.delimiter ?? declared?.delimiter ?? delimiterOf(text, isOfAddresses)
  let joining: Joining | undefined
  const finished = (record: TableRow): TableRow => plain(joining?.joined(record) ?? record)
  const reading = beginCsv(text, delimiter, LIMITS, {
    after: WHOLE_ROWS,
    others(beginning) {
      joining = joiningOf?.(beginning, delimiter)
      const others = othersFor?.(beginning.map(finished))
      const take = others?.take
      const wholeOver = joining?.width
      return others && { ...others, wholeOver, ...(take && { take: (record) => take(finished(record)) }) }
    },
  })
  while (!reading.step(CHARACTERS_AT_ONCE)) {
    await yieldToEventLoop()
    if (signal?.aborted) throw new Refusal('job.cancelled', {})
  }
  const { records, width, stopped } = reading.result()
  if (stopped?.why === 'rows') throw new Refusal('file.too-many-rows', { name, limit: LIMITS.recipients })
  if (stopped?.why === 'columns')
    throw new Refusal('file.too-many-columns', { name, columns: stopped.columns, limit: LIMITS.columns })
  joining ??= joiningOf?.(records, delimiter)
  const unreadable = countUnreadable(whole)
  return {
    table: records.map(finished),
    width,
    encoding,
    delimiter,
    ...(unreadable > 0 && { unreadable }),
  }
}

const delimiterOf = (text: string, isOfAddresses: boolean): Delimiter =>
  isOfAddresses && isAddressList(text) ? 'none' : findDelimiter(text, isOfAddresses)

/** The last byte of old files says that they end. */
const withoutEnd = (text: string): string => (text.endsWith('\x1a') ? text.slice(0, -1) : text)

const APOSTROPHE = 39
const EQUALS = 61
const isWrapped = (cell: string): boolean =>
  cell.charCodeAt(0) === APOSTROPHE || cell.charCodeAt(0) === EQUALS

/** Cells without the apostrophe of our own files, and without the formula that keeps a spreadsheet from changing a text. */
function plain(record: TableRow): TableRow {
  for (const cell of record.cells)
    if (isWrapped(cell)) return { row: record.row, cells: record.cells.map(plainCell) }
  return record
}

const plainCell = (cell: string): string => {
  const text = /^="((?:[^"]|"")*)"$/.exec(cell)?.[1]
  return text === undefined ? unguardFormula(cell) : text.replaceAll('""', '"')
}
