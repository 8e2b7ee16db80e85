import { type FileHandle, open } from 'node:fs/promises'
import { Refusal } from '#shared/contract/refusal.ts'
import { NO_RESULT } from '#shared/domain/error-values.ts'
import type { ReadChoices, Reading } from '#shared/contract/recipients.ts'
import type { ReadableFile } from '#backend/kernel/files/file-registry.ts'
import {
  bodyBelow,
  findColumns,
  locateCodes,
  locateColumns,
  type Located,
  SAMPLE_ROWS,
  widthOf,
} from './columns/find-columns.ts'
import type { DraftList } from './draft-list.ts'
import { draftsFrom, draftRows, type DraftsTaken } from './import-rows.ts'
import { leftOutOf } from './left-out.ts'
import { LIMITS } from './import-limits.ts'
import type { PastedText } from './pasted-texts.ts'
import { sniff, SNIFF_BYTES } from './sniff.ts'
import type { Table } from './table.ts'
import { readText } from './text/read-text.ts'
import { checkZip } from './workbook/check-zip.ts'
import type { WorkbookReader } from './workbook/read-workbook.ts'

interface Means {
  readonly workbooks: WorkbookReader
  readonly signal: AbortSignal
}

type Source = Pick<
  Reading,
  'format' | 'encoding' | 'delimiter' | 'unreadable' | 'sheet' | 'sheets' | 'sheetList' | 'sheetReason'
> & {
  table: Table
  width: number
  /** Columns with something in them, where there are more than are looked at. */
  columns?: number
  /** Where the beginning of a long file was enough to find out. */
  located?: Located | undefined
  /** The recipients, where they were taken while reading; `table` is the beginning only then. */
  taken?: DraftsTaken | undefined
}

/** A file, or a text that was pasted. */
type Given = ReadableFile | PastedText

/**
 * Reads a recipient file by what it holds, whatever its name says.
 * @throws Refusal 'file.*' · 'job.cancelled'
 */
export async function readFile(
  file: Given,
  choices: ReadChoices,
  means: Means,
): Promise<{ reading: Reading; drafts: DraftList }> {
  const {
    table,
    width,
    columns: all = width,
    located,
    taken,
    ...source
  } = await readSource(file, choices, means)
  const { ownCodes } = choices
  const isCodesAlone = ownCodes === 'alone'
  const columns = isCodesAlone
    ? findColumns(table, choices, width, locateCodes(table, choices, width) ?? null)
    : findColumns(table, choices, width, located)
  if (!columns)
    throw isCodesAlone
      ? new Refusal('file.no-codes', { name: file.name, rows: table.length })
      : noAddresses(file.name, table, source)
  const found = taken ?? draftRows(columns, choices.includeHidden, ownCodes)
  const { headerRow, emailColumn, nameColumn, lastNameColumn, codeColumn, headings, question } = columns
  const reading: Reading = {
    ...source,
    ...{ headerRow, columns: headings, emailColumn, nameColumn, lastNameColumn, question },
    ...{ ownCodes: ownCodes ?? null, codeColumn },
    chosen: Object.keys(choices).filter((choice) => !NOT_OF_THE_READING.has(choice)),
    leftOut: isCodesAlone ? hiddenOf(found) : leftOutOf(columns, table, found, all),
  }
  return { reading, drafts: found.drafts }
}

/** They say what is wanted, not how the file is read. */
const NOT_OF_THE_READING = new Set(['splitOverLimit', 'ownCodes'])

const hiddenOf = ({ hidden }: DraftsTaken): Reading['leftOut'] =>
  hidden.rows > 0 ? [{ kind: 'hidden-rows', ...hidden }] : []

/** A workbook may have its addresses on hidden sheets, which are read only when a person chooses them. */
function noAddresses(
  name: string,
  table: Table,
  { sheet, sheetList }: Pick<Reading, 'sheet' | 'sheetList'>,
): Refusal {
  const others = sheetList.filter((it) => it.name !== sheet && (it.addresses ?? 0) > 0).map((it) => it.name)
  if (table.length === 0 && others.length === 0) return new Refusal('file.empty', { name })
  const formulas = table.filter(({ cells }) => cells.includes(NO_RESULT)).length
  return new Refusal('file.no-addresses', {
    ...{ name, rows: table.length },
    ...(others.length > 0 && { others }),
    ...(formulas > 0 && { formulas }),
  })
}

async function readSource(file: Given, choices: ReadChoices, means: Means): Promise<Source> {
  const { name } = file
  if ('content' in file) return await pastedSource(file, choices, means)
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

/** A text that was pasted has no encoding of its own. */
async function pastedSource(
  { name, content }: PastedText,
  choices: ReadChoices,
  means: Means,
): Promise<Source> {
  const seen = sniff(content.subarray(0, SNIFF_BYTES))
  if (seen.kind !== 'text')
    throw new Refusal('file.wrong-type', { name, found: seen.kind === 'other' ? seen.found : 'binary' })
  const read = await textSource(content, name, { ...choices, encoding: 'utf-8' }, means)
  return { ...read, encoding: null }
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
    if (choices.ownCodes === 'alone') return undefined
    located = locateColumns(beginning, choices)
    if (!located) return undefined
    const columns = columnsOf(located)
    const body = bodyBelow(located.headerRow, beginning)
    // With so few, rows that are still to come may decide which row has the headings.
    if (body.length < SAMPLE_ROWS) return undefined
    recipients = draftsFrom(located, false, choices.ownCodes)
    body.forEach(recipients.take)
    return { columns, take: recipients.take, stray: recipients.stray }
  })
  if (table.length === 0) throw new Refusal('file.empty', { name })
  const taken = recipients?.finish()
  const sheets = { sheet: null, sheets: [], sheetList: [], sheetReason: null }
  return { format: 'text', ...sheets, ...read, table, located, taken }
}

const columnsOf = ({ emailColumn, nameColumn, lastNameColumn, codeColumn }: Located): number[] =>
  [emailColumn, nameColumn, lastNameColumn, codeColumn].filter((column) => column >= 0)

async function workbookSource(
  { path, name }: ReadableFile,
  kind: 'zip' | 'ole',
  choices: ReadChoices,
  { workbooks, signal }: Means,
): Promise<Source> {
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
