import { cleanAddress, localPart } from '#shared/domain/email-address.ts'
import { isErrorValue } from '#shared/domain/error-values.ts'
import { isAscii, isBlank, type Table, type TableRow } from '#backend/areas/tables/tables.ts'
import { type Heading, headingOf } from './headings.ts'

interface Asked {
  readonly sample: Table
  readonly width: number
  readonly emailColumn: number
  readonly header: TableRow | undefined
}

export interface NameColumns {
  readonly nameColumn: number
  readonly lastNameColumn: number
}

interface Candidate {
  readonly column: number
  readonly heading: Heading | undefined
  /** What the column has, by row; empty where there is nothing. */
  readonly texts: readonly string[]
  /** Shares of the filled cells: those that can be names, have a word of their row's address, or several words. */
  readonly namelike: number
  readonly alike: number
  readonly wordy: number
  /** Share of those whose first letter is that of the address. */
  readonly initial: number
  /** Share of different ones. */
  readonly different: number
  /** All that is there are error values of a spreadsheet. */
  readonly failed: boolean
}

const NONE: NameColumns = { nameColumn: -1, lastNameColumn: -1 }
const only = ({ column }: Candidate): NameColumns => ({ nameColumn: column, lastNameColumn: -1 })
const both = (first: Candidate, last: Candidate): NameColumns => ({
  nameColumn: first.column,
  lastNameColumn: last.column,
})

/**
 * The column of names, and the one with the rest of the name where first and last names are separate; -1 for none. A person
 * comes before an organisation, and a known heading before what the cells hold; a column of anything else is none.
 */
export function findNameColumns(asked: Asked): NameColumns {
  const accounts = asked.sample.map(({ cells }) => accountOf(cells[asked.emailColumn] ?? ''))
  const email = headingOf(asked.header?.cells[asked.emailColumn])
  const candidates = Array.from({ length: asked.width }, (_, column) =>
    candidateAt(column, asked, accounts),
  ).filter((it): it is Candidate => it !== undefined && isOfSamePerson(it.heading, email))
  return byHeading(candidates) ?? byContent(candidates) ?? lesser(candidates) ?? NONE
}

const accountOf = (email: string): string => plain(localPart(cleanAddress(email)))

/** The owner's name does not belong to the attendee's address; beside the buyer's address, the buyer's does. */
function isOfSamePerson(name: Heading | undefined, email: Heading | undefined): boolean {
  if (name?.whose !== 'other') return true
  return PAYERS.has(name.person) || (email?.whose === 'other' && email.person === name.person)
}

/** Beside an address of nobody in particular, the one who pays is the one who ordered. */
const PAYERS = new Set(['billing', 'shipping'])
const isPayer = ({ heading }: Candidate): boolean => heading !== undefined && PAYERS.has(heading.person)

/** The candidate with this meaning: that of the recipients before that of anyone, and one that says "name" first. */
function named(candidates: readonly Candidate[], meaning: Heading['meaning']): Candidate | undefined {
  const all = candidates.filter((it) => it.heading?.meaning === meaning && !isPayer(it))
  return preferred(all.filter((it) => !it.heading?.noun)) ?? preferred(all)
}

const preferred = (all: readonly Candidate[]): Candidate | undefined =>
  all.find((it) => it.heading?.whose === 'recipient') ??
  all.find((it) => it.heading?.whose === 'anyone') ??
  all[0]

function byHeading(candidates: readonly Candidate[]): NameColumns | undefined {
  const name = named(candidates, 'name')
  const first = named(candidates, 'first-name')
  const last = named(candidates, 'last-name')
  const isBest = name && (name.heading?.full || (name.heading?.whose === 'recipient' && !name.heading.noun))
  if (isBest && !(first?.heading?.whose === 'recipient' && !name.heading?.full)) return only(name)
  if (first && last) return both(first, last)
  // "Vorname" and "Name", "Prénom" and "Nom": what is beside a first name is the rest, unless it has that too.
  if (first && name) return hasWithin(name, first) ? only(name) : both(first, name)
  // In Spanish the name is the first name, beside "Apellidos".
  if (last && name) return hasWithin(name, last) ? only(name) : both(name, last)
  const single = name ?? first ?? last
  return single && only(single)
}

/** True when most cells of `whole` have what `part` has in their row. */
function hasWithin(whole: Candidate, part: Candidate): boolean {
  const filled = part.texts.flatMap((text, i) =>
    text === '' ? [] : [{ text, beside: whole.texts[i] ?? '' }],
  )
  return filled.filter(({ text, beside }) => beside.includes(text)).length > filled.length / 2
}

/** Columns without a known heading: like the addresses, or all different and of several words, or the only one there is. */
function byContent(candidates: readonly Candidate[]): NameColumns | undefined {
  const unknown = candidates.filter(({ heading, failed }) => heading === undefined && !failed)
  const halves = unknown.filter((it) => it.alike >= 0.5 && it.wordy < 0.4)
  const [one, two] = halves
  if (halves.length === 2 && one && two && !hasWithin(one, two) && !hasWithin(two, one)) return both(one, two)
  // `knordmann` is Kari by her first letter.
  const first = unknown.find((it) => it !== one && it.initial >= 0.9 && it.wordy < 0.4 && it.alike < 0.5)
  if (halves.length === 1 && one && first && Math.abs(first.column - one.column) === 1)
    return both(first, one)
  const likely = unknown
    .filter(
      (it) =>
        it.alike >= 0.3 ||
        (it.wordy >= 0.5 && it.different >= 0.8) ||
        (unknown.length === 1 && isVaried(it) && candidates.every(({ heading }) => heading === undefined)),
    )
    .toSorted((a, b) => scoreOf(b) - scoreOf(a) || a.column - b.column)
  return likely[0] && only(likely[0])
}

const scoreOf = (it: Candidate): number => it.namelike + 1.5 * it.alike + 0.4 * it.different + 0.3 * it.wordy

/** A mark such as "yes" or "paid" is the same in most rows. */
const isVaried = ({ different, texts }: Candidate): boolean => different >= 0.3 || texts.length <= 3

/** A name that was typed for a screen, the one who pays, or an organisation. */
function lesser(candidates: readonly Candidate[]): NameColumns | undefined {
  const payers = candidates.filter(isPayer)
  const best =
    named(candidates, 'display-name') ??
    payers.find(({ heading }) => heading?.meaning === 'name') ??
    named(candidates, 'organisation')
  return best && only(best)
}

function candidateAt(
  column: number,
  { sample, emailColumn, header }: Asked,
  accounts: readonly string[],
): Candidate | undefined {
  if (column === emailColumn) return undefined
  const heading = headingOf(header?.cells[column])
  if (heading?.meaning === 'email' || heading?.meaning === 'other') return undefined
  const texts = sample.map(({ cells }) => textIn(cells[column]))
  const filled = texts.flatMap((text, i) => (text === '' ? [] : [{ text, account: accounts[i] ?? '' }]))
  if (filled.length === 0) {
    // Names that all failed are missing names, which are to be reported.
    const failed = heading !== undefined && sample.some(({ cells }) => isErrorValue(cells[column] ?? ''))
    return failed
      ? { column, heading, texts, namelike: 0, alike: 0, wordy: 0, initial: 0, different: 0, failed }
      : undefined
  }
  const share = (holds: (it: { text: string; account: string }) => boolean): number =>
    filled.filter(holds).length / filled.length
  const namelike = share(({ text }) => canBeName(text))
  // "Recipient name" is believed where some of the cells can be names; by their contents alone, half of them must.
  if (namelike < (heading && !heading.noun ? 0.2 : 0.5)) return undefined
  const beside = filled.filter(({ account }) => account !== '')
  const shareBeside = (holds: (it: { text: string; account: string }) => boolean): number =>
    beside.length === 0 ? 0 : beside.filter(holds).length / beside.length
  const alike = shareBeside(({ text, account }) => isLikeAccount(text, account))
  const wordy = share(({ text }) => /\s/.test(text))
  const different = new Set(filled.map(({ text }) => text)).size / filled.length
  // "Guest: yes" is no name.
  if (heading?.noun && alike < 0.3 && wordy < 0.5 && different < 0.6) return undefined
  const initial = shareBeside(({ text, account }) => account.startsWith(plain(text).charAt(0)))
  return { column, heading, texts, namelike, alike, wordy, initial, different, failed: false }
}

const textIn = (cell: string | undefined): string =>
  cell === undefined || isBlank(cell) || isErrorValue(cell) ? '' : cell.trim()

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

/** True for a text with a word of three letters or more that the account has too, or all of it after one letter. */
function isLikeAccount(text: string, account: string): boolean {
  const small = plain(text)
  if (small.length > 1 && account.length === small.length + 1 && account.endsWith(small)) return true
  return small.match(/[a-z]{3,}/g)?.some((word) => account.includes(word)) ?? false
}

/** Small letters without marks, so that `Kåre` is found in `kare.hansen`. */
function plain(text: string): string {
  const small = text.toLowerCase()
  if (isAscii(small)) return small
  return small.replaceAll('ø', 'o').replaceAll('æ', 'ae').normalize('NFD').replace(/\p{M}/gu, '')
}
