import { read, type DenseWorkSheet, type ParsingOptions, type WorkBook } from 'xlsx'
import type { Sheet } from '#shared/contract/recipients.ts'
import { hiddenOdsSheets, hiddenRows, type HiddenRows } from './hidden-rows.ts'
import { type Failure, rowsOf, type SheetRows } from './sheet-rows.ts'
import {
  activeSheet,
  anyPartHas,
  bytesOf,
  isOle,
  type Parts,
  partsOf,
  sheetParts,
  withStyles,
} from './workbook-parts.ts'
import { WORKBOOK_LIMITS } from './workbook-limits.ts'
import type { WorkbookAnswer } from './workbook-messages.ts'

/** Reads a workbook's sheet of recipients: `wanted`, or the one found (SPEC 5). Runs in the child only. */
export function parseWorkbook(bytes: Buffer, wanted: string | null): WorkbookAnswer {
  let found: Read
  try {
    found = readWhole(withStyles(bytes))
  } catch (error) {
    return { outcome: 'failed', why: /password|encrypt/i.test(String(error)) ? 'password' : 'damaged' }
  }
  const { workbook, parts } = found
  const sheets = sheetsOf(workbook, parts, activeSheet(workbook, parts, bytes))
  if (sheets.length === 0) return { outcome: 'failed', why: 'damaged' }
  return pick(sheets, wanted)
}

const OPTIONS = {
  type: 'buffer',
  dense: true,
  // A formula counts as the value that was stored with it, and is never looked at.
  cellFormula: false,
  cellHTML: false,
  // The parts are kept: what the parser leaves out is read from them.
  bookFiles: true,
  sheetRows: WORKBOOK_LIMITS.rowsRead,
} as const satisfies ParsingOptions

interface Read {
  readonly workbook: WorkBook
  readonly parts: Parts
}

/** Some workbooks are read a second time, for what hardly any has. */
function readWhole(bytes: Buffer): Read {
  const workbook = read(bytes, OPTIONS)
  const parts = partsOf(workbook, bytes)
  const hasOpen = hasOpenFormulas(parts)
  const needsFormulas = hasOpen || hasLinks(parts, bytes)
  // Rows below those that were read: as blank as in most such files, or after a gap.
  const isLong = Object.values(workbook.Sheets).some((sheet) => sheet?.['!fullref'] !== undefined)
  const isBinary = workbook.bookType === 'xlsb'
  if (!needsFormulas && !isLong && !isBinary) return { workbook, parts }
  const again = read(bytes, {
    ...OPTIONS,
    cellFormula: needsFormulas,
    // A cell with a formula alone counts as one without content.
    sheetStubs: hasOpen,
    // Of this format the parser has hidden rows with the styles only.
    cellStyles: isBinary,
    sheetRows: isLong && !isFull(workbook) ? 0 : OPTIONS.sheetRows,
  })
  return { workbook: again, parts }
}

/** A link may be made by a formula, of which otherwise only the value is read; an .xls has no text of formulas. */
const hasLinks = (parts: Parts, bytes: Buffer): boolean =>
  isOle(bytes)
    ? bytes.includes(MAILTO) || bytes.includes(Buffer.from(MAILTO, 'utf16le'))
    : anyPartHas(parts, /^content\.xml$|^xl\/worksheets\/[^/]*\.xml$/, 'HYPERLINK(')
const MAILTO = 'mailto:'

/** What comes after a formula whose result was not saved, as programs write it that do not calculate. */
const WITHOUT_RESULT = ['</f></c>', '</f><v></v>', '</f><v/>', '</f><v />']

const hasOpenFormulas = (parts: Parts): boolean =>
  WITHOUT_RESULT.some((text) => anyPartHas(parts, /^xl\/worksheets\/[^/]*\.xml$/, text))

/** So many rows of one sheet have something in them that the rest is not worth the memory. */
const isFull = (workbook: WorkBook): boolean =>
  Object.values(workbook.Sheets).some((sheet) => {
    const data = (sheet as DenseWorkSheet | undefined)?.['!data']
    return (
      data !== undefined &&
      data.reduce((sum, row) => sum + Number(row.length > 0), 0) > WORKBOOK_LIMITS.rowsRead / 2
    )
  })

interface FoundSheet extends Omit<Sheet, 'addresses'> {
  readonly active: boolean
  readonly content: SheetRows | Failure
}

const VISIBILITY = ['visible', 'hidden', 'very-hidden'] as const

function sheetsOf(workbook: WorkBook, parts: Parts, active: number): FoundSheet[] {
  const hidden = hiddenRows(workbook, parts)
  const hiddenSheets = hiddenOdsSheets(parts)
  const places = sheetParts(workbook, parts)
  return workbook.SheetNames.flatMap((name, i) => {
    // Charts are sheets too, without rows.
    if (places[i]?.isTable === false) return []
    const sheet = workbook.Sheets[name] as DenseWorkSheet | undefined
    const visibility =
      VISIBILITY[hiddenSheets.has(i) ? 1 : (workbook.Workbook?.Sheets?.[i]?.Hidden ?? 0)] ?? 'hidden'
    const content = contentOf(sheet, bytesOf(parts, places[i]?.path ?? ''), hidden[i] ?? new Set())
    return [{ name, visibility, active: i === active, content }]
  })
}

function contentOf(sheet: DenseWorkSheet | undefined, xml: Buffer, hidden: HiddenRows): SheetRows | Failure {
  // The parser gives up on a damaged sheet without a word, or takes what comes before the damage for all of it.
  if (!sheet || (xml.length > 0 && !isWhole(xml))) return { outcome: 'failed', why: 'damaged' }
  if (sheet['!fullref'] !== undefined && lastRow(sheet['!fullref']) > WORKBOOK_LIMITS.rowsRead)
    return { outcome: 'failed', why: 'rows' }
  return rowsOf(sheet, hidden)
}

/** Whether the rows of a sheet are closed. */
function isWhole(xml: Buffer): boolean {
  const last = xml.lastIndexOf('sheetData')
  const around = xml.toString('latin1', Math.max(0, last - 32), last + 64)
  return /<\/(?:\w+:)?sheetData\s*>|<(?:\w+:)?sheetData\s*\/>/.test(around)
}

const lastRow = (range: string): number => Number(/(\d+)$/.exec(range)?.[1] ?? 0)

const addressesOf = ({ content }: FoundSheet): number | null =>
  'outcome' in content ? null : content.addresses

/**
 * The sheet that is shown when the workbook opens if it has addresses, otherwise the visible one with the most. One that
 * cannot be read is reported: another in its place would be recipients that nobody meant.
 */
function pick(sheets: readonly FoundSheet[], wanted: string | null): WorkbookAnswer {
  const chosen = wanted === null ? undefined : sheets.find(({ name }) => name === wanted)
  if (chosen) return answer(sheets, chosen, 'chosen')
  const visible = sheets.filter(({ visibility }) => visibility === 'visible')
  const first = visible.find(({ active }) => active) ?? visible[0] ?? sheets[0]
  if (!first) return { outcome: 'failed', why: 'empty' }
  if (sheets.length === 1) return answer(sheets, first, 'only')
  if (addressesOf(first) !== 0) return answer(sheets, first, 'active')
  const unread = visible.find((sheet) => addressesOf(sheet) === null)
  if (unread) return answer(sheets, unread, 'active')
  const best = visible.reduce(
    (most, it) => ((addressesOf(it) ?? 0) > (addressesOf(most) ?? 0) ? it : most),
    first,
  )
  return answer(sheets, best, best === first ? 'active' : 'most-addresses')
}

function answer(
  sheets: readonly FoundSheet[],
  taken: FoundSheet,
  reason: Extract<WorkbookAnswer, { outcome: 'read' }>['reason'],
): WorkbookAnswer {
  const { content } = taken
  const sheetList = sheets.map((sheet) => ({
    name: sheet.name,
    visibility: sheet.visibility,
    addresses: addressesOf(sheet),
  }))
  if ('outcome' in content) return { ...content, sheet: taken.name, sheetList }
  const { rows, columns } = content
  return { outcome: 'read', sheet: taken.name, sheetList, reason, rows, columns }
}
