import type { FileHandle } from 'node:fs/promises'
import { Refusal } from '#shared/contract/refusal.ts'
import { createZipWriter } from '../zip/zip-writer.ts'
import { createSharedStrings, type SharedStrings } from './shared-strings.ts'
import { refuseWhenCancelled } from './cancelled.ts'
import type { TableColumn, TableJob } from './table.ts'
import {
  contentTypes,
  packageRelations,
  sheetHead,
  sheetTail,
  workbookPart,
  workbookRelations,
} from './xlsx-parts.ts'
import { STYLE, stylesPart } from './xlsx-styles.ts'
import { escapeXml, textElement } from './xlsx-text.ts'

/** What is left of a sheet's 1,048,576 rows below the headings. */
export const MAX_SHEET_ROWS = 1_048_575

const CHUNK = 128 * 1024

/** A heading has the button of the filter beside it. */
const FILTER_BUTTON = 3
const widthOf = ({ heading, width }: { readonly heading: string; readonly width: number }): number =>
  Math.max(width, heading.length + FILTER_BUTTON)

/** A sheet of few rows, which are asked for once those of the first sheet are written. */
export interface SmallSheet {
  readonly name: string
  write(strings: SharedStrings): { readonly xml: string; readonly range: string }
}

export const smallSheet = <Row>(
  name: string,
  columns: readonly TableColumn<Row>[],
  rows: () => readonly Row[],
): SmallSheet => ({
  name,
  write(strings) {
    const letters = columns.map((_, i) => columnLetters(i))
    const rowXml = rowXmlOf(columns, letters, strings)
    const written = rows().map((row, i) => rowXml(row, i + 2))
    const last = `${letters[letters.length - 1] ?? 'A'}${written.length + 1}`
    const head = sheetHead(columns.map(widthOf), { isShown: false })
    return {
      xml: head + headingRow(columns, letters) + written.join('') + sheetTail(`A1:${last}`),
      range: `$A$1:$${last.replace(/(\d+)$/, '$$$1')}`,
    }
  },
})

/** Writes a workbook, its first sheet row by row; gives the number of rows below the headings of that. */
export async function writeXlsx<Row>(file: FileHandle, job: TableJob<Row>): Promise<number> {
  const strings = createSharedStrings()
  const zip = createZipWriter(file)
  const count = { rows: 0 }
  const add = (path: string, text: string) => zip.add(path, [Buffer.from(text)])
  const letters = job.columns.map((_, i) => columnLetters(i))
  const last = letters[letters.length - 1] ?? 'A'

  const sheets = job.after ? 2 : 1

  await add('[Content_Types].xml', contentTypes(sheets))
  await add('_rels/.rels', packageRelations)
  await add('xl/_rels/workbook.xml.rels', workbookRelations(sheets))
  await add('xl/styles.xml', stylesPart(job.language))
  await zip.add('xl/worksheets/sheet1.xml', sheetXml(job, letters, strings, count))
  const after = job.after?.write(strings)
  if (after) await add('xl/worksheets/sheet2.xml', after.xml)
  // Only when the sheets are through is it known which strings they have, and how far down they go.
  await add('xl/sharedStrings.xml', strings.part())
  const first = { name: job.sheet, range: `$A$1:$${last}$${count.rows + 1}` }
  const second = job.after && after ? [{ name: job.after.name, range: after.range }] : []
  await add('xl/workbook.xml', workbookPart([first, ...second]))
  await zip.end()
  return count.rows
}

async function* sheetXml<Row>(
  job: TableJob<Row>,
  letters: readonly string[],
  strings: SharedStrings,
  count: { rows: number },
): AsyncGenerator<Buffer> {
  const rowXml = rowXmlOf(job.columns, letters, strings)
  let text = sheetHead(job.columns.map(widthOf)) + headingRow(job.columns, letters)
  for await (const batch of job.rows) {
    for (const row of batch) {
      count.rows += 1
      text += rowXml(row, count.rows + 1)
      if (text.length < CHUNK) continue
      yield Buffer.from(text)
      text = ''
      refuseWhenCancelled(job.signal)
    }
    refuseWhenCancelled(job.signal)
    if (count.rows > MAX_SHEET_ROWS)
      throw new Refusal('report.too-many-rows', { rows: count.rows, limit: MAX_SHEET_ROWS })
    job.onProgress(count.rows)
  }
  yield Buffer.from(text + sheetTail(`A1:${letters[letters.length - 1] ?? 'A'}${count.rows + 1}`))
}

function rowXmlOf<Row>(
  columns: readonly TableColumn<Row>[],
  letters: readonly string[],
  strings: SharedStrings,
): (row: Row, number: number) => string {
  return (row, number) => {
    let xml = `<row r="${number}">`
    for (let i = 0; i < columns.length; i += 1)
      xml += columns[i]?.xlsx(row, (letters[i] ?? '') + number, strings) ?? ''
    return xml + '</row>'
  }
}

function headingRow<Row>(columns: readonly TableColumn<Row>[], letters: readonly string[]): string {
  const cells = columns.map(
    ({ heading }, i) =>
      `<c r="${letters[i]}1" s="${STYLE.heading}" t="inlineStr"><is>${textElement(escapeXml(heading))}</is></c>`,
  )
  return `<row r="1">${cells.join('')}</row>`
}

/** 0 is `A`, 26 is `AA`. */
export function columnLetters(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26))
  return index < 26 ? letter : columnLetters(Math.floor(index / 26) - 1) + letter
}
