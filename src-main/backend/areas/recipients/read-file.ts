import { type FileHandle, open } from 'node:fs/promises'
import { Refusal } from '#shared/contract/refusal.ts'
import type { ReadChoices, Reading } from '#shared/contract/recipients.ts'
import type { ReadableFile } from '#backend/kernel/files/file-registry.ts'
import {
  bodyBelow,
  findColumns,
  locateColumns,
  type Located,
  SAMPLE_ROWS,
  widthOf,
} from './columns/find-columns.ts'
import type { DraftList } from './draft-list.ts'
import { draftsFrom, draftRows } from './import-rows.ts'
import { LIMITS } from './import-limits.ts'
import { sniff, SNIFF_BYTES } from './sniff.ts'
import type { Table } from './table.ts'
import { readText } from './text/read-text.ts'
import { checkZip } from './workbook/check-zip.ts'
import type { WorkbookReader } from './workbook/read-workbook.ts'

interface Means {
  readonly workbooks: WorkbookReader
  readonly signal: AbortSignal
}

type Source = Pick<Reading, 'format' | 'encoding' | 'delimiter' | 'unreadable' | 'sheet' | 'sheets'> & {
  table: Table
  width: number
  /** Where the beginning of a long file was enough to find out. */
  located?: Located | undefined
  /** The recipients, where they were taken while reading; `table` is the beginning only then. */
  drafts?: DraftList | undefined
}

/**
 * Reads a recipient file by what it holds, whatever its name says.
 * @throws Refusal 'file.*' · 'job.cancelled'
 */
export async function readFile(
  file: ReadableFile,
  choices: ReadChoices,
  means: Means,
): Promise<{ reading: Reading; drafts: DraftList }> {
  const { table, width, located, drafts, ...source } = await readSource(file, choices, means)
  const columns = findColumns(table, choices, width, located)
  if (!columns) throw new Refusal('file.no-addresses', { name: file.name, rows: table.length })
  const { headerRow, emailColumn, nameColumn, lastNameColumn, headings } = columns
  const chosen = Object.keys(choices).filter((choice) => choice !== 'splitOverLimit')
  const reading = { ...source, headerRow, emailColumn, nameColumn, lastNameColumn, columns: headings, chosen }
  return { reading, drafts: drafts ?? draftRows(columns) }
}

async function readSource(file: ReadableFile, choices: ReadChoices, means: Means): Promise<Source> {
  const { name } = file
  const handle = await open(file.path, 'r').catch(() => undefined)
  if (!handle) throw new Refusal('file.unreadable', { name })
  try {
    const { size } = await handle.stat()
    if (size === 0) throw new Refusal('file.empty', { name })
    const seen = sniff(await head(handle, SNIFF_BYTES))
    if (seen.kind === 'other') throw new Refusal('file.wrong-type', { name, found: seen.found })
    const limit = seen.kind === 'text' ? LIMITS.textBytes : LIMITS.workbookBytes
    if (size > limit) throw new Refusal('file.too-large', { name, bytes: size, limit })
    if (seen.kind === 'text') return await textSource(await head(handle, size), name, choices, means)
    return await workbookSource(file, seen.kind, choices, means)
  } finally {
    await handle.close()
  }
}

async function textSource(
  bytes: Uint8Array,
  name: string,
  choices: ReadChoices,
  { signal }: Means,
): Promise<Source> {
  let located: Located | undefined
  let recipients: ReturnType<typeof draftsFrom> | undefined
  const { table, ...read } = await readText(bytes, { name, choices, signal }, (beginning) => {
    located = locateColumns(beginning, choices)
    if (!located) return undefined
    const columns = columnsOf(located)
    const body = bodyBelow(located.headerRow, beginning)
    // With so few, rows that are still to come may decide which row has the headings.
    if (body.length < SAMPLE_ROWS) return { columns }
    recipients = draftsFrom(located)
    body.forEach(recipients.take)
    return { columns, take: recipients.take }
  })
  if (table.length === 0) throw new Refusal('file.empty', { name })
  const drafts = recipients?.finish()
  return { format: 'text', sheet: null, sheets: [], ...read, table, located, drafts }
}

const columnsOf = ({ emailColumn, nameColumn, lastNameColumn }: Located): number[] =>
  [emailColumn, nameColumn, lastNameColumn].filter((column) => column >= 0)

async function workbookSource(
  { path, name }: ReadableFile,
  kind: 'zip' | 'ole',
  choices: ReadChoices,
  { workbooks, signal }: Means,
): Promise<Source> {
  const format = kind === 'zip' ? await checkZip(path, name, signal) : 'xls'
  const { table, sheet, sheets } = await workbooks.read({ path, name, sheet: choices.sheet ?? null, signal })
  return { format, encoding: null, delimiter: null, sheet, sheets, table, width: widthOf(table) }
}

/** The first `count` bytes of the file, or as many as it has. */
async function head(handle: FileHandle, count: number): Promise<Uint8Array> {
  const buffer = Buffer.alloc(count)
  let filled = 0
  while (filled < count) {
    const { bytesRead } = await handle.read(buffer, filled, count - filled, filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return buffer.subarray(0, filled)
}
