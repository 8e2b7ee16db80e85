import { isBlank, type Table, type TableRow } from '#backend/areas/tables/tables.ts'
import { headingOf, isAboutOthers, meaningOf } from './headings.ts'

/** Headings over addresses are looked for in all rows that are read first; others only near the top. */
const OTHERS_WITHIN = 30
/** The first address is so near below its heading. */
const NEAR = 5

const hasAt = ({ cells }: TableRow): boolean => cells.some((cell) => cell.includes('@'))
const filledIn = ({ cells }: TableRow): string[] => cells.filter((cell) => !isBlank(cell))

/** True of a row that has a heading of addresses among other headings, or by itself, and no address. */
export function isHeadingRow(row: TableRow): boolean {
  if (hasAt(row) || !row.cells.some((cell) => meaningOf(cell) === 'email')) return false
  const filled = filledIn(row)
  const known = filled.filter((cell) => meaningOf(cell) !== undefined)
  return known.length * 2 >= filled.length
}

/** A part of a sheet under headings of its own: programs write the hosts, then the attendees. */
interface Section {
  readonly header: TableRow
  /** Its title says that it is about somebody else. */
  readonly ofOthers: boolean
  readonly rows: Table
}

/**
 * The row with the headings: the one over the most different addresses that has a heading for them; otherwise the last row
 * above the first address that reads like headings. Undefined for none: then every row is a recipient, good or bad.
 */
export function findHeaderRow(table: Table, emailColumn: number | undefined): TableRow | undefined {
  const sections = sectionsOf(table)
  if (sections.length > 0) return best(sections)
  const first = table.findIndex(({ cells }) =>
    emailColumn === undefined ? cells.some((cell) => cell.includes('@')) : cells[emailColumn]?.includes('@'),
  )
  if (first <= 0) return first === 0 ? undefined : namesOnly(table.slice(0, OTHERS_WITHIN))
  const above = table.slice(0, first).slice(-OTHERS_WITHIN)
  const column = emailColumn ?? table[first]?.cells.findIndex((cell) => cell.includes('@')) ?? 0
  return (
    above.findLast((row) => knownIn(row) > 1 && !hasAt(row)) ??
    loneNameHeading(above, column) ??
    unknownHeadings(above.at(-1), table.slice(first), column)
  )
}

const knownIn = (row: TableRow): number => row.cells.filter((cell) => meaningOf(cell) !== undefined).length

/** A file of nothing but bad rows still has headings. */
const namesOnly = (top: Table): TableRow | undefined => top.findLast((row) => knownIn(row) > 1)

function sectionsOf(table: Table): Section[] {
  const headers = table.flatMap((row, at) =>
    isHeadingRow(row) && isOverAddresses(row, table.slice(at + 1)) ? [at] : [],
  )
  return headers.flatMap((at, i) => {
    const header = table[at]
    const above = table[at - 1]
    const ofOthers = above !== undefined && isTitleOfOthers(above)
    return header ? [{ header, ofOthers, rows: table.slice(at + 1, headers[i + 1]) }] : []
  })
}

/** A row of nothing but a title such as "Host details". */
export function isTitleOfOthers(row: TableRow): boolean {
  const filled = filledIn(row)
  return filled.length === 1 && isAboutOthers(filled[0] ?? '')
}

/** One of its columns has an address below: soon where the row has nothing else, so that a line of text is none. */
function isOverAddresses(header: TableRow, below: Table): boolean {
  const rows = filledIn(header).length > 1 ? below : below.slice(0, NEAR)
  const next = rows.findIndex(isHeadingRow)
  const own = next === -1 ? rows : rows.slice(0, next)
  const columns = header.cells.flatMap((cell, column) => (meaningOf(cell) === 'email' ? [column] : []))
  return columns.some((column) => own.some(({ cells }) => cells[column]?.includes('@')))
}

/** The same headings again, as on each printed page, go on with the same table; of long texts some cells are not read. */
export const isSameHeading = (header: TableRow, { cells }: TableRow): boolean =>
  cells.some((cell) => !isBlank(cell)) &&
  cells.every((cell, column) => isBlank(cell) || cell === header.cells[column])

function best(sections: readonly Section[]): TableRow | undefined {
  let most: { header: TableRow; score: number } | undefined
  for (const [i, { header, ofOthers }] of sections.entries()) {
    const same = sections
      .slice(i)
      .filter((it) => isSameHeading(header, it.header) && it.ofOthers === ofOthers)
    const worth = worthOf(
      header,
      same.flatMap(({ rows }) => [...rows]),
    )
    const score = ofOthers ? worth / 100 : worth
    if (!most || score > most.score) most = { header, score }
  }
  return most?.header
}

/** How many different addresses are below headings of addresses, more with names beside them; those of others hardly count. */
function worthOf(header: TableRow, rows: Table): number {
  const counts = header.cells.map((cell, column) => {
    const heading = headingOf(cell)
    if (heading?.meaning !== 'email') return 0
    const different = new Set(rows.map(({ cells }) => (cells[column] ?? '').trim().toLowerCase()))
    const count = [...different].filter((cell) => cell.includes('@')).length
    return heading.whose === 'other' ? count / 100 : count
  })
  const hasNames = header.cells.some((cell) => /name/.test(meaningOf(cell) ?? ''))
  return Math.max(...counts) + (hasNames ? 0.5 : 0)
}

/** A heading over the names only, with nothing over the addresses. */
const loneNameHeading = (above: Table, emailColumn: number): TableRow | undefined =>
  above.findLast(
    ({ cells }) => isBlank(cells[emailColumn]) && cells.some((cell) => meaningOf(cell) !== undefined),
  )

/** Words: no address, not even a broken one, no number, no date. */
const WORDS = /^[\p{L}\p{M}\s()/:&'’_-]+$/u
const isWords = (cell: string): boolean => WORDS.test(cell.trim())
const isOneWord = (cell: string): boolean => !/\s/.test(cell.trim())

/**
 * Headings that nobody knows, in the row just above the first address: words where what is below is not, or shorter ones.
 * In doubt the row is a recipient without an address, which a person sees, and takes out.
 */
function unknownHeadings(row: TableRow | undefined, body: Table, emailColumn: number): TableRow | undefined {
  const over = row?.cells[emailColumn] ?? ''
  if (!row || !isWords(over) || !filledIn(row).every(isWords)) return undefined
  const evidence = row.cells.filter((cell, column) => {
    if (isBlank(cell)) return false
    if (meaningOf(cell) !== undefined) return true
    const below = body.map(({ cells }) => cells[column] ?? '').filter((it) => !isBlank(it))
    if (below.length === 0) return false
    const isOfOtherKind = below.every((it) => !isWords(it))
    const isShorter = isOneWord(cell) && below.every((it) => !isOneWord(it))
    return column === emailColumn ? false : isOfOtherKind || isShorter
  })
  const isAlone = filledIn(row).length === 1 && body.every(({ cells }) => cells.length <= row.cells.length)
  return evidence.length > 0 || (isAlone && body.length > 1 && row.cells.length === 1) ? row : undefined
}
