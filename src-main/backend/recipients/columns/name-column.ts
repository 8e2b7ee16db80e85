import { cleanAddress, localPart } from '#shared/domain/email-address.ts'
import { isBlank, type Table, type TableRow } from '../table.ts'
import { meaningOf, type Meaning } from './headings.ts'

interface Asked {
  readonly sample: Table
  readonly width: number
  readonly emailColumn: number
  readonly header: TableRow | undefined
}

interface Candidate {
  readonly column: number
  readonly meaning: Meaning | undefined
  /** Share of the filled cells that can be names. */
  readonly namelike: number
  /** Share of the filled cells that have a word of their row's address in them. */
  readonly alike: number
  /** Share of the filled cells that have several words. */
  readonly wordy: number
  readonly score: number
}

/** What a heading is worth beside what the cells hold. */
const WORTH: Record<Meaning, number> = {
  name: 1.5,
  'first-name': 1.2,
  'last-name': 1,
  organisation: 0.7,
  email: -1,
}

/** The column of names, and the one with the rest of the name where first and last names stand apart; -1 for none. */
export function findNameColumns(asked: Asked): { nameColumn: number; lastNameColumn: number } {
  const candidates = Array.from({ length: asked.width }, (_, column) => candidateAt(column, asked))
    .filter((it): it is Candidate => it !== undefined)
    .toSorted((a, b) => b.score - a.score || a.column - b.column)
  const best = candidates[0]
  if (!best) return { nameColumn: -1, lastNameColumn: -1 }
  const [first, last] = splitName(best, candidates) ?? [best]
  return { nameColumn: first.column, lastNameColumn: last?.column ?? -1 }
}

/** First and last name, by their headings, or by each being one word of the address. */
function splitName(best: Candidate, candidates: Candidate[]): [Candidate, Candidate] | undefined {
  if (best.meaning === 'name' || best.meaning === 'organisation') return undefined
  const first = candidates.find(({ meaning }) => meaning === 'first-name')
  const last = candidates.find(({ meaning }) => meaning === 'last-name')
  if (first && last) return [first, last]
  const halves = candidates.filter((it) => it.meaning === undefined && it.alike >= 0.5 && it.wordy < 0.4)
  const [one, two] = halves.toSorted((a, b) => a.column - b.column)
  return best.meaning === undefined && halves.length === 2 && one && two ? [one, two] : undefined
}

function candidateAt(column: number, asked: Asked): Candidate | undefined {
  if (column === asked.emailColumn) return undefined
  const filled = asked.sample.filter(({ cells }) => !isBlank(cells[column]))
  const meaning = meaningOf(asked.header?.cells[column])
  if (filled.length === 0 || meaning === 'email') return undefined
  const share = (holds: (cell: string, row: TableRow) => boolean): number =>
    filled.filter((row) => holds((row.cells[column] ?? '').trim(), row)).length / filled.length
  const namelike = share(canBeName)
  if (namelike < 0.5 && meaning === undefined) return undefined
  const alike = share((cell, row) => isLikeAddress(cell, row.cells[asked.emailColumn] ?? ''))
  const different = new Set(filled.map(({ cells }) => cells[column])).size / filled.length
  const score = namelike + 1.5 * alike + 0.4 * different + (meaning ? WORTH[meaning] : 0) - 0.02 * column
  return { column, meaning, namelike, alike, wordy: share((cell) => cell.includes(' ')), score }
}

/** Letters more than anything else, and no address, number, date or web address. */
function canBeName(cell: string): boolean {
  if (cell.length > 200 || cell.includes('@') || /^https?:|^www\./i.test(cell)) return false
  const letters = cell.match(/[\p{L}\p{M}]/gu)?.length ?? 0
  return letters >= 2 && letters >= cell.replace(/\s/g, '').length * 0.6
}

function isLikeAddress(cell: string, email: string): boolean {
  const address = plain(localPart(cleanAddress(email)))
  return plain(cell)
    .split(/[^a-z]+/)
    .some((word) => word.length > 2 && address.includes(word))
}

/** Small letters without marks, so that `Kåre` is found in `kare.hansen`. */
const plain = (text: string): string =>
  text.toLowerCase().replaceAll('ø', 'o').replaceAll('æ', 'ae').normalize('NFD').replace(/\p{M}/gu, '')
