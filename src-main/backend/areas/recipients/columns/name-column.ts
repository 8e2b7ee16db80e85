import { cleanAddress, localPart } from '#shared/domain/email-address.ts'
import { isErrorValue } from '#shared/domain/error-values.ts'
import { isAscii, isBlank, type Table, type TableRow } from '../table.ts'
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

/** The column of names, and the one with the rest of the name where first and last names are separate; -1 for none. */
export function findNameColumns(asked: Asked): { nameColumn: number; lastNameColumn: number } {
  const accounts = asked.sample.map(({ cells }) => accountOf(cells[asked.emailColumn] ?? ''))
  const candidates = Array.from({ length: asked.width }, (_, column) => candidateAt(column, asked, accounts))
    .filter((it): it is Candidate => it !== undefined)
    .toSorted((a, b) => b.score - a.score || a.column - b.column)
  const best = candidates[0]
  if (!best) return { nameColumn: -1, lastNameColumn: -1 }
  const [first, last] = splitName(best, candidates) ?? [best]
  return { nameColumn: first.column, lastNameColumn: last?.column ?? -1 }
}

const accountOf = (email: string): string => plain(localPart(cleanAddress(email)))

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

function candidateAt(
  column: number,
  { sample, emailColumn, header }: Asked,
  accounts: readonly string[],
): Candidate | undefined {
  if (column === emailColumn) return undefined
  const filled = filledIn(column, sample, accounts)
  const meaning = meaningOf(header?.cells[column])
  if (meaning === 'email') return undefined
  if (filled.length === 0) {
    // Names that all failed are missing names, which are to be reported.
    const failed = meaning !== undefined && sample.some(({ cells }) => isErrorValue(cells[column] ?? ''))
    return failed
      ? { column, meaning, namelike: 0, alike: 0, wordy: 0, score: WORTH[meaning] - 1 }
      : undefined
  }
  const share = (holds: (it: Filled) => boolean): number => filled.filter(holds).length / filled.length
  const namelike = share(({ text }) => canBeName(text))
  if (namelike < 0.5 && meaning === undefined) return undefined
  const alike = share(({ text, account }) => isLikeAccount(text, account))
  const different = new Set(filled.map(({ cell }) => cell)).size / filled.length
  const score = namelike + 1.5 * alike + 0.4 * different + (meaning ? WORTH[meaning] : 0) - 0.02 * column
  const wordy = share(({ text }) => text.includes(' '))
  return { column, meaning, namelike, alike, wordy, score }
}

interface Filled {
  readonly cell: string
  /** The cell without white space around it. */
  readonly text: string
  /** What is before the @ of the row's address, in plain letters. */
  readonly account: string
}

function filledIn(column: number, sample: Table, accounts: readonly string[]): Filled[] {
  const filled: Filled[] = []
  sample.forEach(({ cells }, i) => {
    const cell = cells[column] ?? ''
    if (!isBlank(cell) && !isErrorValue(cell))
      filled.push({ cell, text: cell.trim(), account: accounts[i] ?? '' })
  })
  return filled
}

/** Letters more than anything else, and no address, number, date or web address. */
function canBeName(cell: string): boolean {
  if (cell.length > 200 || cell.includes('@') || /^https?:|^www\./i.test(cell)) return false
  const letters = countLetters(cell)
  if (letters < 2) return false
  return letters >= cell.length * 0.6 || letters >= cell.replace(/\s/g, '').length * 0.6
}

/** Letters and marks of any script; the classes of Unicode are slow, and most cells do without. */
function countLetters(text: string): number {
  let letters = 0
  for (let i = 0; i < text.length; i += 1) {
    const letter = text.charCodeAt(i)
    if (letter > 127) return text.match(/[\p{L}\p{M}]/gu)?.length ?? 0
    const small = letter | 32
    if (small >= 97 && small <= 122) letters += 1
  }
  return letters
}

/** True for a text with a word of three letters or more that the account has too. */
const isLikeAccount = (text: string, account: string): boolean =>
  plain(text)
    .match(/[a-z]{3,}/g)
    ?.some((word) => account.includes(word)) ?? false

/** Small letters without marks, so that `Kåre` is found in `kare.hansen`. */
function plain(text: string): string {
  const small = text.toLowerCase()
  if (isAscii(small)) return small
  return small.replaceAll('ø', 'o').replaceAll('æ', 'ae').normalize('NFD').replace(/\p{M}/gu, '')
}
