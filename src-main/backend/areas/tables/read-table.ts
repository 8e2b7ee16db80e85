import { type FileHandle, open } from 'node:fs/promises'
import { Refusal } from '#shared/contract/refusal.ts'
import type { Reading } from '#shared/contract/recipients.ts'
import type { ReadableFile } from '#backend/kernel/files/file-registry.ts'
import { LIMITS } from './import-limits.ts'
import { readJsonLines } from './json-lines.ts'
import type { PastedText } from './pasted-texts.ts'
import { sniff, SNIFF_BYTES } from './sniff.ts'
import { type Table, widthOf } from './table.ts'
import { readText, type RowKnowledge, type TextChoices } from './text/read-text.ts'
import { checkZip } from './workbook/check-zip.ts'
import type { WorkbookReader } from './workbook/read-workbook.ts'

/** A file, or a text that was pasted. */
export type GivenFile = ReadableFile | PastedText

export interface TableChoices extends TextChoices {
  readonly sheet?: string | undefined
}

export interface TableMeans {
  readonly workbooks: WorkbookReader
  readonly signal: AbortSignal
  /** Lines that are each an object of JSON are rows, too; its names are the headings. */
  readonly jsonLines?: boolean
}

/** A table, and how it was read. */
export type TableSource = Pick<
  Reading,
  'encoding' | 'delimiter' | 'unreadable' | 'sheet' | 'sheets' | 'sheetList' | 'sheetReason'
> & {
  readonly format: Reading['format'] | 'json-lines'
  readonly table: Table
  readonly width: number
  /** Columns with something in them, where there are more than are looked at. */
  readonly columns?: number
}

/**
 * Reads a file by what it holds, whatever its name says.
 * @throws Refusal 'file.*' · 'job.cancelled'
 */
export async function readTable(
  file: GivenFile,
  choices: TableChoices,
  means: TableMeans,
  knowledge?: RowKnowledge,
): Promise<TableSource> {
  const { name } = file
  if ('content' in file) return await pastedSource(file, choices, means, knowledge)
  const handle = await open(file.path, 'r').catch(() => undefined)
  if (!handle) throw new Refusal('file.unreadable', { name })
  try {
    const { size } = await handle.stat()
    if (size === 0) throw new Refusal('file.empty', { name })
    const seen = sniff(await head(handle, SNIFF_BYTES))
    if (seen.kind === 'other') throw new Refusal('file.wrong-type', { name, found: seen.found })
    const limit = seen.kind === 'text' ? LIMITS.textBytes : LIMITS.workbookBytes
    if (size > limit) throw new Refusal('file.too-large', { name, bytes: size, limit })
    if (seen.kind === 'text')
      return await textSource(await head(handle, size), name, choices, means, knowledge)
    return await workbookSource(file, seen.kind, choices, means)
  } finally {
    await handle.close()
  }
}

/** A text that was pasted has no encoding of its own. */
async function pastedSource(
  { name, content }: PastedText,
  choices: TableChoices,
  means: TableMeans,
  knowledge?: RowKnowledge,
): Promise<TableSource> {
  const seen = sniff(content.subarray(0, SNIFF_BYTES))
  if (seen.kind !== 'text')
    throw new Refusal('file.wrong-type', { name, found: seen.kind === 'other' ? seen.found : 'binary' })
  const read = await textSource(content, name, { ...choices, encoding: 'utf-8' }, means, knowledge)
  return { ...read, encoding: null }
}

async function textSource(
  bytes: Uint8Array,
  name: string,
  choices: TableChoices,
  { signal, jsonLines = false }: TableMeans,
  knowledge?: RowKnowledge,
): Promise<TableSource> {
  const sheets = { sheet: null, sheets: [], sheetList: [], sheetReason: null }
  const lines = jsonLines ? await readJsonLines(bytes, { name, choices, signal }) : undefined
  if (lines) return { format: 'json-lines', ...sheets, ...lines }
  const read = await readText(bytes, { name, choices, signal }, knowledge)
  if (read.table.length === 0) throw new Refusal('file.empty', { name })
  return { format: 'text', ...sheets, ...read }
}

async function workbookSource(
  { path, name }: ReadableFile,
  kind: 'zip' | 'ole',
  choices: TableChoices,
  { workbooks, signal }: TableMeans,
): Promise<TableSource> {
  const format = kind === 'zip' ? await checkZip(path, name, signal) : 'xls'
  const { table, ...sheets } = await workbooks.read({ path, name, sheet: choices.sheet ?? null, signal })
  return { format, encoding: null, delimiter: null, ...sheets, table, width: widthOf(table) }
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
