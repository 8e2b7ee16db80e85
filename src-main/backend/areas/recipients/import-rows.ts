import type { ImportRow, RowProblem } from '#shared/contract/recipients.ts'
import { MAX_NAME } from '#shared/domain/creation.ts'
import { cleanAddress, displayName, localPart, refusalOf } from '#shared/domain/email-address.ts'
import { isErrorValue } from '#shared/domain/error-values.ts'
import { isDangerous } from '#shared/domain/formula-guard.ts'
import type { Columns } from './columns/find-columns.ts'
import { createDraftList, type DraftList, type DraftRow } from './draft-list.ts'
import { isBlank, type TableRow } from './table.ts'

export type { DraftRow }

/** A row as the person sees it. */
export interface CheckedRow extends ImportRow {
  readonly skipped: boolean
}

/** What is to be said of a row without the others. */
export type RowAlone = Pick<ImportRow, 'nameFromAddress' | 'problem' | 'suggestion'>

/** The rows below the headings that have anything in them. */
export function draftRows(columns: Columns): DraftList {
  const { take, finish } = draftsFrom(columns)
  columns.body.forEach(take)
  return finish()
}

type Wanted = Pick<Columns, 'emailColumn' | 'nameColumn' | 'lastNameColumn'>

/** Recipients row by row: `take` adds a row, unless there is nothing in it; `finish` gives all. */
export function draftsFrom({ emailColumn, nameColumn, lastNameColumn }: Wanted) {
  const drafts = createDraftList()
  function take({ row, cells }: TableRow): void {
    const cell = cells[emailColumn] ?? ''
    if (isBlank(cell) && cells.every(isBlank)) return
    const first = nameColumn < 0 ? '' : cleanName(cells[nameColumn] ?? '')
    const last = lastNameColumn < 0 ? '' : cleanName(cells[lastNameColumn] ?? '')
    // Half a name beside an error value is no name either.
    const error = [first, last].find(isErrorValue) ?? ''
    const joined = first === '' || last === '' ? first + last : `${first} ${last}`
    const name = error === '' ? joined : ''
    drafts.add(row, cleanAddress(cell), name === '' ? cleanName(displayName(cell)) : name, error)
  }
  return { take, finish: drafts.finish }
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

/** What is to be said of a row, `firstRow` being that of which it is a duplicate. */
export function checkedRow(draft: DraftRow, firstRow: number | null): CheckedRow {
  const { row, email, corrected, skipped } = draft
  const alone = checkAlone(draft)
  const { nameFromAddress, suggestion } = alone
  const name = nameFromAddress ? localPart(email) : draft.name
  const problem = firstRow === null ? alone.problem : 'duplicate'
  const { nameError } = draft
  return {
    ...{ row, email, name, nameFromAddress, problem, suggestion, firstRow, corrected, skipped },
    ...(nameError !== undefined && { nameError }),
  }
}

/** Nearly every row: a name, and an address that can receive mail. */
const GOOD: RowAlone = { nameFromAddress: false, problem: null, suggestion: null }

/** What is to be said of a row without the others. */
export function checkAlone({ email, name }: Pick<DraftRow, 'email' | 'name'>): RowAlone {
  if (isErrorValue(email)) return { nameFromAddress: false, problem: 'error-value', suggestion: null }
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
