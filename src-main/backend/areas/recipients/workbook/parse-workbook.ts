import { read, type CellObject, type DenseWorkSheet, type WorkBook } from 'xlsx'
import { isErrorValue } from '#shared/domain/error-values.ts'
import { LIMITS } from '../import-limits.ts'
import { WORKBOOK_LIMITS } from './workbook-limits.ts'
import type { WorkbookAnswer } from './workbook-messages.ts'

interface SheetRow {
  row: number
  cells: string[]
}
type Failure = Exclude<WorkbookAnswer, { outcome: 'read' }>

/** Like an address enough to distinguish the sheet of recipients from the others. */
const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

/** Reads a workbook's sheet of recipients: `wanted`, or the one with the most addresses. Runs in the child only. */
export function parseWorkbook(bytes: Buffer, wanted: string | null): WorkbookAnswer {
  let workbook: WorkBook
  try {
    workbook = read(bytes, {
      type: 'buffer',
      dense: true,
      // A formula counts as the value that was stored with it, and is never looked at.
      cellFormula: false,
      cellHTML: false,
      sheetRows: WORKBOOK_LIMITS.rowsRead,
    })
  } catch (error) {
    return { outcome: 'failed', why: /password|encrypt/i.test(String(error)) ? 'password' : 'damaged' }
  }
  const sheets = workbook.SheetNames
  if (sheets.length === 0) return { outcome: 'failed', why: 'damaged' }
  const names = wanted !== null && sheets.includes(wanted) ? [wanted] : sheets
  return pickSheet(workbook, names)
}

function pickSheet(workbook: WorkBook, names: readonly string[]): WorkbookAnswer {
  let best: { sheet: string; rows: SheetRow[]; addresses: number } | undefined
  let failure: Failure | undefined
  for (const sheet of names) {
    const rows = rowsOf(workbook.Sheets[sheet] as DenseWorkSheet | undefined)
    if ('outcome' in rows) {
      failure ??= rows
      continue
    }
    const addresses = rows.reduce(
      (sum, { cells }) => sum + Number(cells.some((cell) => ADDRESS.test(cell.trim()))),
      0,
    )
    if (rows.length > 0 && (!best || addresses > best.addresses)) best = { sheet, rows, addresses }
  }
  // A sheet of recipients may be beside a table with too many columns, but not be one.
  if (failure && !best?.addresses) return failure
  if (!best) return { outcome: 'failed', why: 'empty' }
  return { outcome: 'read', sheets: workbook.SheetNames, sheet: best.sheet, rows: best.rows }
}

/** The rows with anything in them, cells as they are displayed. */
function rowsOf(sheet: DenseWorkSheet | undefined): SheetRow[] | Failure {
  const data = (sheet?.['!data'] ?? []) as (CellObject | undefined)[][]
  const rows: SheetRow[] = []
  let letters = 0
  let lastRow = 0
  for (let i = 0; i < data.length; i += 1) {
    const cells = (data[i] ?? []).map(textOf)
    const columns = cells.findLastIndex((cell) => cell !== '') + 1
    if (columns === 0) continue
    if (columns > LIMITS.columns) return { outcome: 'columns', columns }
    if (rows.length >= LIMITS.rows) return { outcome: 'failed', why: 'rows' }
    const kept = Array.from(cells.slice(0, Math.min(columns, LIMITS.columnsKept)), (cell) => cell ?? '')
    letters += kept.reduce((sum, cell) => sum + cell.length, 0)
    if (letters > WORKBOOK_LIMITS.letters) return { outcome: 'failed', why: 'large' }
    rows.push({ row: i + 1, cells: kept })
    lastRow = i + 1
  }
  return lastRow === WORKBOOK_LIMITS.rowsRead ? { outcome: 'failed', why: 'rows' } : rows
}

/** Replaces an error value that has no known name. */
const SOME_ERROR = '#N/A'

function textOf(cell: CellObject | undefined): string {
  if (!cell || cell.t === 'z') return ''
  // An error value is reported as one even where the parser has no number for it.
  if (cell.t === 'e') return isErrorValue(cell.w ?? '') ? (cell.w ?? '') : SOME_ERROR
  if (cell.v === undefined || cell.v === null) return ''
  const text = cell.t === 's' ? String(cell.v) : cell.t === 'b' ? wordOf(cell) : (cell.w ?? String(cell.v))
  return text.trim() === '' ? '' : text.slice(0, LIMITS.cellLength)
}

/** A boolean keeps the word that is in the file; a format for numbers shows none. */
function wordOf({ w = '', v }: CellObject): string {
  return /\p{L}/u.test(w) ? w : v === true ? 'TRUE' : 'FALSE'
}
