import type { CellObject, DenseWorkSheet } from 'xlsx'
import { isErrorValue, NO_RESULT } from '#shared/domain/error-values.ts'
import { LIMITS } from '../import-limits.ts'
import type { HiddenRows } from './hidden-rows.ts'
import { WORKBOOK_LIMITS } from './workbook-limits.ts'
import type { SheetRow, WorkbookAnswer } from './workbook-messages.ts'

export type Failure = Exclude<WorkbookAnswer, { outcome: 'read' }>

export interface SheetRows {
  readonly rows: SheetRow[]
  /** Rows that have an address. */
  readonly addresses: number
  /** Columns with something in them, counted to the last. */
  readonly columns: number
}

/** Like an address enough to distinguish the sheet of recipients from the others. */
const ADDRESS = /[^\s@]@[^\s@]+\.[^\s@]/

/** The rows with anything in them, cells as they are displayed. */
export function rowsOf(sheet: DenseWorkSheet, hidden: HiddenRows): SheetRows | Failure {
  const data = (sheet['!data'] ?? []) as (CellObject | undefined)[][]
  const words = linkWords(data)
  fillMerged(sheet, data)
  const rows: SheetRow[] = []
  const sum = { addresses: 0, letters: 0, columns: 0 }
  for (let i = 0; i < data.length; i += 1) {
    const cells = textsOf(data[i] ?? [], words)
    const columns = cells.length
    if (columns === 0) continue
    if (columns > LIMITS.columns && cells.slice(LIMITS.columns).some((cell) => cell.includes('@')))
      return { outcome: 'columns', columns }
    if (rows.length >= LIMITS.rows) return { outcome: 'failed', why: 'rows' }
    const kept = columns > LIMITS.columns ? cells.slice(0, LIMITS.columns) : cells
    for (const cell of kept) sum.letters += cell.length
    if (sum.letters > WORKBOOK_LIMITS.letters) return { outcome: 'failed', why: 'large' }
    sum.addresses += Number(kept.some((cell) => cell.includes('@') && ADDRESS.test(cell)))
    sum.columns = Math.max(sum.columns, columns)
    rows.push(hidden.has(i) ? { row: i + 1, cells: kept, hidden: true } : { row: i + 1, cells: kept })
  }
  return { rows, addresses: sum.addresses, columns: sum.columns }
}

/** The texts of a row's cells up to the last that has one. */
function textsOf(row: readonly (CellObject | undefined)[], words: ReadonlySet<string>): string[] {
  const texts: string[] = []
  let end = 0
  for (let i = 0; i < row.length; i += 1) {
    const text = textOf(row[i], words)
    texts.push(text)
    if (text !== '') end = i + 1
  }
  texts.length = end
  return texts
}

/** Replaces an error value that has no known name. */
const SOME_ERROR = '#N/A'

function textOf(cell: CellObject | undefined, words: ReadonlySet<string>): string {
  if (!cell) return ''
  const linked = linkedAddress(cell, words)
  if (linked !== undefined) return linked
  if (cell.t === 'z') return cell.f === undefined ? '' : NO_RESULT
  // An error value is reported as one even where the parser has no number for it.
  if (cell.t === 'e') return isErrorValue(cell.w ?? '') ? (cell.w ?? '') : SOME_ERROR
  if (cell.v === undefined || cell.v === null) return ''
  const text = cell.t === 's' ? String(cell.v) : cell.t === 'b' ? wordOf(cell) : (cell.w ?? String(cell.v))
  if (text.trim() === '') return ''
  // A cell with addresses may have many of them.
  return text.length > LIMITS.cellLength && !text.includes('@') ? text.slice(0, LIMITS.cellLength) : text
}

/** A boolean keeps the word that is in the file; a format for numbers shows none. */
function wordOf({ w = '', v }: CellObject): string {
  return /\p{L}/u.test(w) ? w : v === true ? 'TRUE' : 'FALSE'
}

/** The addresses of a mailto link, set as a link or made by a formula. */
function mailtoOf(cell: CellObject): string | undefined {
  const target = cell.l?.Target ?? /^(?:of:)?=?\s*HYPERLINK\(\s*"([^"]*)"/i.exec(cell.f ?? '')?.[1] ?? ''
  const addresses = /^\s*mailto:([^?]*)/i.exec(target)?.[1]
  if (addresses === undefined) return undefined
  try {
    return decodeURIComponent(addresses).trim()
  } catch {
    return addresses.trim()
  }
}

const shownIn = ({ v, w }: CellObject): string =>
  (w ?? (v === undefined || v === null ? '' : String(v))).trim()

/**
 * What several links of a sheet show is a word like "Send e-post", and nobody's name; so is one about mail.
 */
function linkWords(data: readonly (readonly (CellObject | undefined)[] | undefined)[]): ReadonlySet<string> {
  const seen = new Set<string>()
  const words = new Set<string>()
  for (const row of data)
    for (const cell of row ?? []) {
      if (!cell || (!cell.l && cell.f === undefined) || mailtoOf(cell) === undefined) continue
      const shown = shownIn(cell)
      if (seen.has(shown) || /mail|e-?post|correo|courriel|@/i.test(shown)) words.add(shown)
      seen.add(shown)
    }
  return words
}

/** Comes before an address that only the link of its cell has. */
export const LINK_MARK = 'mailto:'

/** The address behind a cell that shows something else, with the name that it shows; undefined for any other cell. */
function linkedAddress(cell: CellObject, words: ReadonlySet<string>): string | undefined {
  if (!cell.l && cell.f === undefined) return undefined
  const shown = shownIn(cell)
  if (shown.includes('@')) return undefined
  const addresses = mailtoOf(cell)
  if (!addresses?.includes('@')) return undefined
  const isName = shown !== '' && !words.has(shown) && !/[,;]/.test(addresses)
  return isName ? `${shown} <${LINK_MARK}${addresses}>` : `${LINK_MARK}${addresses}`
}

/** More cells than these were merged by a program, and not to name their rows. */
const FILLED_AT_MOST = 200_000

/** A cell that was merged over several rows counts for each of them, unless it has an address: that is one recipient. */
function fillMerged(sheet: DenseWorkSheet, data: (CellObject | undefined)[][]): void {
  let left = FILLED_AT_MOST
  for (const { s, e } of sheet['!merges'] ?? []) {
    const cell = data[s.r]?.[s.c]
    const last = Math.min(e.r, data.length - 1)
    if (!cell || last <= s.r || last - s.r > left || shownIn(cell).includes('@') || cell.l) continue
    left -= last - s.r
    for (let r = s.r + 1; r <= last; r += 1) {
      const row = data[r]
      // A row with nothing else in it is only the rest of the merged cell.
      if (row?.some((it) => it && it.t !== 'z' && shownIn(it) !== '')) row[s.c] = cell
    }
  }
}
