import type { ImportRow, RowProblem } from '#shared/contract/recipients.ts'
import {
  addressKey,
  cleanAddress,
  displayName,
  isAddress,
  localPart,
  refusalOf,
} from '#shared/domain/email-address.ts'
import { isDangerous } from '#shared/domain/formula-guard.ts'
import type { Columns } from './columns/find-columns.ts'
import { isBlank, type TableRow } from './table.ts'

/** The longest name of a recipient. */
export const MAX_NAME = 200

/** A row of an import as it stands after the person's corrections, before it is judged beside the others. */
export interface DraftRow {
  readonly row: number
  readonly email: string
  /** Empty when the file has none. */
  readonly name: string
  readonly corrected: boolean
  /** Taken out by the person. */
  readonly skipped: boolean
  /** A duplicate that the person allows. */
  readonly kept: boolean
}

export interface JudgedRow extends ImportRow {
  readonly skipped: boolean
}

/** The rows below the headings that have anything in them. */
export function draftRows(columns: Columns): DraftRow[] {
  return columns.body.filter(({ cells }) => !cells.every(isBlank)).map((row) => draftRow(row, columns))
}

function draftRow({ row, cells }: TableRow, columns: Columns): DraftRow {
  const cell = cells[columns.emailColumn] ?? ''
  const parts = [columns.nameColumn, columns.lastNameColumn].map((column) => cleanName(cells[column] ?? ''))
  const name = parts.filter((part) => part !== '').join(' ')
  return {
    row,
    email: detached(cleanAddress(cell)),
    name: detached(name === '' ? cleanName(displayName(cell)) : name),
    corrected: false,
    skipped: false,
    kept: false,
  }
}

/** A copy that does not keep the whole file's text alive, as a piece of a string does. */
const detached = (text: string): string => Buffer.from(text, 'utf16le').toString('utf16le')

/**
 * One line, without white space around it. A name that a spreadsheet would run is left as it is to the letter, so that a
 * report of ours comes back unchanged.
 */
export const cleanName = (text: string): string =>
  isDangerous(text) && /[^\s\0]/.test(text) ? text : text.replace(/[\s\0]+/g, ' ').trim()

/** Judges every row, each address beside those above it. */
export function judgeRows(drafts: readonly DraftRow[]): JudgedRow[] {
  const firstRows = new Map<string, number>()
  return drafts.map((draft) => {
    const own = judgeAlone(draft)
    if (draft.skipped || own.problem !== null) return { ...own, skipped: draft.skipped }
    const key = addressKey(draft.email)
    const firstRow = firstRows.get(key)
    if (firstRow === undefined) firstRows.set(key, draft.row)
    const duplicate = firstRow !== undefined && !draft.kept
    return { ...own, skipped: false, ...(duplicate ? { problem: 'duplicate' as const, firstRow } : {}) }
  })
}

const judged = new WeakMap<DraftRow, ImportRow>()

/** What is to be said of a row without the others; kept, since a correction changes one row of many. */
function judgeAlone(draft: DraftRow): ImportRow {
  const known = judged.get(draft)
  if (known) return known
  const refusal = refusalOf(draft.email)
  const named = draft.name !== ''
  const problem: RowProblem | null =
    refusal?.problem ?? (draft.name.length > MAX_NAME ? 'name-too-long' : null)
  const row: ImportRow = {
    row: draft.row,
    email: draft.email,
    name: named || !isAddress(draft.email) ? draft.name : localPart(draft.email),
    nameFromAddress: !named && isAddress(draft.email),
    problem,
    suggestion: refusal?.suggestion ?? null,
    firstRow: null,
    corrected: draft.corrected,
  }
  judged.set(draft, row)
  return row
}
