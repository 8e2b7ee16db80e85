import type { CodeProblem, ImportRow, OwnCodes, RowProblem } from '#shared/contract/recipients.ts'
import { MAX_NAME } from '#shared/domain/creation.ts'
import { type ListedAddress, splitAddresses } from '#shared/domain/address-list.ts'
import { cleanedAddress, displayName, isPlain, localPart, refusalOf } from '#shared/domain/email-address.ts'
import { isErrorValue, NO_RESULT } from '#shared/domain/error-values.ts'
import { CUSTOM_CODE, typedCode } from '#shared/domain/promo-code.ts'
import { isDangerous } from '#shared/domain/formula-guard.ts'
import type { Columns, Located } from './columns/find-columns.ts'
import { isHeadingRow, isSameHeading, isTitleOfOthers } from './columns/header-row.ts'
import { createDraftList, type DraftList, type DraftRow } from './draft-list.ts'
import { isBlank, type TableRow } from '#backend/areas/tables/tables.ts'

export type { DraftRow }

/** A row as the person sees it. */
export interface CheckedRow extends ImportRow {
  readonly skipped: boolean
}

/** What is to be said of a row without the others. */
export type RowAlone = Pick<ImportRow, 'nameFromAddress' | 'problem' | 'suggestion'>

/** The recipients below the headings, and what is there beside them. */
export function draftRows(columns: Columns, includeHidden = false, ownCodes?: OwnCodes): DraftsTaken {
  const { take, finish } = draftsFrom(columns, includeHidden, ownCodes)
  columns.body.forEach(take)
  return finish()
}

export interface DraftsTaken {
  readonly drafts: DraftList
  readonly hidden: { readonly rows: number; readonly addresses: number }
  /** The row of other headings further down; what follows is another table. */
  readonly otherTable: { readonly headerRow: number; readonly addresses: number } | null
  /** How many cells of other columns have an @, by column. */
  readonly strays: ReadonlyMap<number, number>
}

type Wanted = Pick<Located, 'header' | 'emailColumn' | 'nameColumn' | 'lastNameColumn' | 'codeColumn'>

/**
 * Recipients row by row: `take` adds those of a row, unless there is nothing in it; `stray` counts a cell with an @ that was
 * not handed over; `finish` gives all.
 */
export function draftsFrom(
  { header, emailColumn, nameColumn, lastNameColumn, codeColumn }: Wanted,
  includeHidden: boolean,
  ownCodes?: OwnCodes,
) {
  const codeOf = (cells: readonly string[]): string | undefined =>
    ownCodes && typedCode(cells[codeColumn] ?? '')
  const drafts = createDraftList()
  const hidden = { rows: 0, addresses: 0 }
  const strays = new Map<number, number>()
  let otherTable: { headerRow: number; addresses: number } | null = null
  /** Titles, if headings follow; otherwise rows like any other. */
  let titles: TableRow[] = []
  const stray = (column: number): void => void strays.set(column, (strays.get(column) ?? 0) + 1)

  function take(row: TableRow): void {
    const { cells } = row
    const cell = cells[emailColumn] ?? ''
    const has = cell.includes('@')
    if (ownCodes === 'alone') return takeCode(row)
    if (row.hidden && !includeHidden) {
      hidden.rows += 1
      if (has || hasAt(cells)) hidden.addresses += 1
      return
    }
    if (!has && isNoRecipient(row)) return
    if (otherTable) {
      if (has || hasAt(cells)) otherTable.addresses += 1
      return
    }
    cells.forEach((it, column) => column !== emailColumn && it.includes('@') && stray(column))
    if (titles.length > 0) flush()
    add(row.row, cell, nameIn(cells), codeOf(cells))
  }

  /** A row of a file with codes alone; one with nothing in it is none. */
  function takeCode({ row, cells, hidden: isHidden }: TableRow): void {
    if (isHidden && !includeHidden) hidden.rows += 1
    else if (!cells.every(isBlank)) drafts.add(row, '', '', { code: codeOf(cells) ?? '' })
  }

  /** Rows without an address that are no bad rows either: blank ones, headings, and the titles above those. */
  function isNoRecipient(row: TableRow): boolean {
    const filled = row.cells.filter((it) => !isBlank(it))
    if (filled.length === 0) return true
    const isRepeated = header !== undefined && !titles.some(isTitleOfOthers) && isSameHeading(header, row)
    if (isRepeated) titles = []
    if (isRepeated) return true
    // Where a person said that there are no headings, there are none further down either.
    if (header && !otherTable && isHeadingRow(row)) {
      otherTable = { headerRow: row.row, addresses: 0 }
      titles = []
      return true
    }
    if (otherTable || filled.length > 1) return false
    titles.push(row)
    return true
  }

  function flush(): void {
    for (const { row, cells } of titles) add(row, cells[emailColumn] ?? '', nameIn(cells), codeOf(cells))
    titles = []
  }

  function nameIn(cells: readonly string[]): Name {
    const first = nameColumn < 0 ? '' : cleanName(cells[nameColumn] ?? '')
    const last = lastNameColumn < 0 ? '' : cleanName(cells[lastNameColumn] ?? '')
    // Half a name beside an error value is no name either.
    const error = [first, last].find(isErrorValue) ?? ''
    if (error !== '') return { name: '', error }
    return { name: first === '' || last === '' ? first + last : `${first} ${last}`, error }
  }

  function add(row: number, cell: string, { name, error }: Name, code?: string): void {
    if (error === '' && code === undefined && isPlain(cell)) return drafts.add(row, cell, name)
    const recipients = splitAddresses(cell)
    const own =
      recipients.length > 1 ? namesFor(recipients, name) : [name === '' ? cleanName(displayName(cell)) : name]
    recipients.forEach(({ text }, i) => {
      const { address, cleaned } = cleanedAddress(text)
      const details = {
        ...(i > 0 && { part: i + 1 }),
        ...(code !== undefined && { code }),
        ...(error !== '' && { nameError: error }),
        ...(cleaned.length > 0 && { cleaned }),
      }
      drafts.add(
        row,
        address,
        own[i] ?? '',
        i > 0 || error !== '' || code !== undefined || cleaned.length > 0 ? details : undefined,
      )
    })
  }

  return {
    take,
    stray,
    finish(): DraftsTaken {
      flush()
      return { drafts: drafts.finish(), hidden, otherTable, strays }
    },
  }
}

interface Name {
  readonly name: string
  readonly error: string
}

const hasAt = (cells: readonly string[]): boolean => cells.some((cell) => cell.includes('@'))

/** Several recipients of one row: each its own name, from beside its address or from a list of as many; else the row's. */
function namesFor(recipients: readonly ListedAddress[], name: string): string[] {
  const listed = name.split(/\s*[;|]\s*/).filter((it) => it !== '')
  const each = listed.length === recipients.length ? listed : undefined
  return recipients.map((recipient, i) =>
    recipient.name === '' ? (each?.[i] ?? name) : cleanName(recipient.name),
  )
}

/**
 * One line, without white space around it. A name that a spreadsheet would run is left as it is to the letter, so that a
 * report of ours comes back unchanged.
 */
export function cleanName(text: string): string {
  if (TIDY.test(text)) return text
  if (isDangerous(text) && /[^\s\0]/.test(text)) return text
  return text
    .replace(UNSEEN, '')
    .replace(/[\s\0]+/g, ' ')
    .trim()
}

/** Marks of direction and breaks that nobody sees; joiners stay, since some scripts need them. */
const UNSEEN = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g

/** Words with one space between, beginning with a letter or a digit: nearly every name is as it should be. */
const TIDY =
  /^[A-Za-z0-9\u00c0-\u024f][A-Za-z0-9\u00c0-\u024f.,&'()-]*(?: [A-Za-z0-9\u00c0-\u024f.,&'()-]+)*$/

/** What is to be said of a row, `firstRow` being that of which it is a duplicate. */
export function checkedRow(
  draft: DraftRow,
  firstRow: number | null,
  ownCodes: OwnCodes | null = null,
): CheckedRow {
  const { row, part, email, code, corrected, skipped } = draft
  const alone = checkAlone(draft, ownCodes)
  const { nameFromAddress, suggestion } = alone
  const name = nameFromAddress ? localPart(email) : draft.name
  const problem = firstRow === null ? alone.problem : ownCodes ? 'code-duplicate' : 'duplicate'
  const { nameError } = draft
  return {
    ...{ row, part, email, name, nameFromAddress, problem, suggestion, firstRow, corrected, skipped },
    cleaned: [...draft.cleaned],
    ...(code !== undefined && { code }),
    ...(nameError !== undefined && { nameError }),
  }
}

/** Nearly every row: a name, and an address that can receive mail. */
const GOOD: RowAlone = { nameFromAddress: false, problem: null, suggestion: null }

/** What is to be said of a row without the others. */
export function checkAlone(
  { email, name, code }: Pick<DraftRow, 'email' | 'name' | 'code'>,
  ownCodes: OwnCodes | null = null,
): RowAlone {
  const ofCode = ownCodes ? codeProblem(code ?? '') : null
  if (ownCodes === 'alone') return { nameFromAddress: false, problem: ofCode, suggestion: null }
  const found = checkRecipient({ email, name })
  return ofCode && found.problem === null ? { ...found, problem: ofCode } : found
}

function codeProblem(code: string): CodeProblem | null {
  if (code === '') return 'code-missing'
  if (code.length < CUSTOM_CODE.min || code.length > CUSTOM_CODE.max) return 'code-length'
  return CUSTOM_CODE.pattern.test(code) ? null : 'code-letters'
}

function checkRecipient({ email, name }: Pick<DraftRow, 'email' | 'name'>): RowAlone {
  if (isErrorValue(email)) {
    const problem = email === NO_RESULT ? 'no-result' : 'error-value'
    return { nameFromAddress: false, problem, suggestion: null }
  }
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
