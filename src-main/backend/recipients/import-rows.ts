import type { ImportRow, RowProblem } from '#shared/contract/recipients.ts'
import { addressKey, cleanAddress, displayName, localPart, refusalOf } from '#shared/domain/email-address.ts'
import { isDangerous } from '#shared/domain/formula-guard.ts'
import type { Columns } from './columns/find-columns.ts'
import { isBlank } from './table.ts'

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

/** What is to be said of a row without the others. */
export type RowAlone = Pick<ImportRow, 'nameFromAddress' | 'problem' | 'suggestion'>

/** The rows below the headings that have anything in them. */
export function draftRows(columns: Columns): DraftRow[] {
  const { emailColumn, nameColumn, lastNameColumn, body } = columns
  const emails: string[] = []
  const names: string[] = []
  const rows = body.filter(({ cells }) => !cells.every(isBlank))
  for (const { cells } of rows) {
    const cell = cells[emailColumn] ?? ''
    const first = cleanName(cells[nameColumn] ?? '')
    const last = lastNameColumn < 0 ? '' : cleanName(cells[lastNameColumn] ?? '')
    const name = first === '' || last === '' ? first + last : `${first} ${last}`
    emails.push(cleanAddress(cell))
    names.push(name === '' ? cleanName(displayName(cell)) : name)
  }
  const [ownEmails, ownNames] = [detached(emails), detached(names)]
  return rows.map(({ row }, i) => ({
    row,
    email: ownEmails[i] ?? '',
    name: ownNames[i] ?? '',
    corrected: false,
    skipped: false,
    kept: false,
  }))
}

/** The same texts without the file's whole text, which a piece of a string keeps alive: as pieces of one text of theirs. */
function detached(texts: readonly string[]): string[] {
  const own = texts.join('')
  let at = 0
  return texts.map((text) => own.slice(at, (at += text.length)))
}

/**
 * One line, without white space around it. A name that a spreadsheet would run is left as it is to the letter, so that a
 * report of ours comes back unchanged.
 */
export function cleanName(text: string): string {
  if (TIDY.test(text)) return text
  return isDangerous(text) && /[^\s\0]/.test(text) ? text : text.replace(/[\s\0]+/g, ' ').trim()
}

/** Words with one space between, beginning with a letter or a digit: nearly every name is as it should be. */
const TIDY =
  /^[A-Za-z0-9\u00c0-\u024f][A-Za-z0-9\u00c0-\u024f.,&'()-]*(?: [A-Za-z0-9\u00c0-\u024f.,&'()-]+)*$/

/** Judges every row, each address beside those above it; `alone` is what each is by itself. */
export function judgeRows(drafts: readonly DraftRow[], alone: readonly RowAlone[]): JudgedRow[] {
  const firstRows = new Map<string, number>()
  return drafts.map((draft, i) => {
    const { row, email, corrected, skipped, kept } = draft
    const { nameFromAddress, problem, suggestion } = alone[i] ?? judgeAlone(draft)
    const name = nameFromAddress ? localPart(email) : draft.name
    const judged = {
      row,
      email,
      name,
      nameFromAddress,
      problem,
      suggestion,
      firstRow: null,
      corrected,
      skipped,
    }
    if (skipped || problem !== null) return judged
    const key = addressKey(email)
    const firstRow = firstRows.get(key)
    if (firstRow === undefined) firstRows.set(key, row)
    return firstRow === undefined || kept ? judged : { ...judged, problem: 'duplicate', firstRow }
  })
}

/** Nearly every row: a name, and an address that can receive mail. */
const GOOD: RowAlone = { nameFromAddress: false, problem: null, suggestion: null }

/** What is to be said of a row without the others: asked anew for the one row that a correction changes. */
export function judgeAlone({ email, name }: DraftRow): RowAlone {
  const refusal = refusalOf(email)
  const named = name !== ''
  const problem: RowProblem | null = refusal?.problem ?? (name.length > MAX_NAME ? 'name-too-long' : null)
  if (named && problem === null) return GOOD
  return {
    nameFromAddress: !named && refusal === undefined,
    problem,
    suggestion: refusal?.suggestion ?? null,
  }
}
