import { setImmediate as yieldToEventLoop } from 'node:timers/promises'
import { parseBoundedJson } from '#shared/bounded-json.ts'
import type { Encoding } from '#shared/contract/recipients.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import { LIMITS } from './import-limits.ts'
import type { Table, TableRow } from './table.ts'
import type { TextChoices } from './text/read-text.ts'
import { countUnreadable, decodeInPieces, findEncoding } from './text/encoding.ts'

interface JsonLinesRead {
  /** The first row has the names that the objects have, in the order in which they come. */
  readonly table: Table
  readonly width: number
  readonly encoding: Encoding
  readonly delimiter: null
  readonly unreadable?: number
}

interface JsonLinesAsked {
  readonly name: string
  readonly choices: TextChoices
  readonly signal: AbortSignal
}

/** So many lines are read before other calls have their turn. */
const LINES_AT_ONCE = 2000
/** The row of the names, which no line of the file has. */
export const NAMES_ROW = 0

/**
 * Reads lines of which each is an object of JSON; undefined for any other text. A line that is none becomes a row with a
 * single cell that has it as it is, which whoever looks at the columns finds wanting.
 * @throws Refusal 'file.too-many-rows' · 'file.too-many-columns' · 'job.cancelled'
 */
export async function readJsonLines(
  bytes: Uint8Array,
  { name, choices, signal }: JsonLinesAsked,
): Promise<JsonLinesRead | undefined> {
  const encoding = choices.encoding ?? findEncoding(bytes)
  const text = (await decodeInPieces(bytes, encoding)).replace(/^\uFEFF/, '')
  if (!/^\s*\{/.test(text)) return undefined
  const lines = text.split(/\r\n?|\n/)
  const first = lines.find((line) => line.trim() !== '') ?? ''
  if (!objectIn(first)) return undefined
  const columns = new Map<string, number>()
  const rows: TableRow[] = []
  for (const [i, line] of lines.entries()) {
    if (line.trim() === '') continue
    if (rows.length >= LIMITS.rows)
      throw new Refusal('file.too-many-rows', { name, limit: LIMITS.recipients })
    rows.push({ row: i + 1, cells: cellsOf(line, columns) })
    if (columns.size > LIMITS.columns)
      throw new Refusal('file.too-many-columns', { name, columns: columns.size, limit: LIMITS.columns })
    if (i % LINES_AT_ONCE !== 0) continue
    await yieldToEventLoop()
    if (signal.aborted) throw new Refusal('job.cancelled', {})
  }
  const unreadable = countUnreadable(text)
  return {
    table: [{ row: NAMES_ROW, cells: [...columns.keys()] }, ...rows],
    width: columns.size,
    encoding,
    delimiter: null,
    ...(unreadable > 0 && { unreadable }),
  }
}

function objectIn(line: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value = parseBoundedJson(line)
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined
  } catch {
    return undefined
  }
}

function cellsOf(line: string, columns: Map<string, number>): string[] {
  const value = objectIn(line)
  if (!value) return [line.slice(0, LIMITS.cellLength)]
  const cells: string[] = []
  for (const [key, field] of Object.entries(value)) {
    const column = columns.get(key) ?? columns.size
    columns.set(key, column)
    cells[column] = textOf(field).slice(0, LIMITS.cellLength)
  }
  return Array.from(cells, (cell) => cell ?? '')
}

const textOf = (field: unknown): string =>
  typeof field === 'string' ? field : field === null || typeof field === 'object' ? '' : String(field)
