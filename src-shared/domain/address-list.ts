import { cleanAddress, displayName, isAddress, unquoted } from './email-address.ts'

/** One of the recipients of a cell or line: its address as it is written there, and the name beside it. */
export interface ListedAddress {
  readonly text: string
  /** Empty where there is none. */
  readonly name: string
}

/** Longer than any address, and short enough to be shown as none. */
const LONGEST = 1000

/**
 * The recipients of one cell or line: one, or several as mail programs and people list them, by semicolons, commas, line
 * breaks or spaces, with or without names. What is no address stays an entry of its own, so that nothing is lost.
 */
export function splitAddresses(cell: string): ListedAddress[] {
  const first = cell.indexOf('@')
  const several = first !== -1 && cell.includes('@', first + 1)
  if (!several && !/[;\r\n]/.test(cell)) return [single(cell)]
  const pieces = piecesOf(cell, STRONG)
  const entries = several ? pieces.flatMap(fromPiece) : nameAndAddress(pieces)
  return entries.length > 0 ? entries : [single(cell)]
}

const STRONG = new Set([';', '\n', '\r'])
const COMMA = new Set([','])

const single = (text: string): ListedAddress => ({ text: text.slice(0, LONGEST), name: displayName(text) })

/** The parts of `text` between these letters, quotation marks and angle brackets respected; without blank ones. */
function piecesOf(text: string, dividers: ReadonlySet<string>): string[] {
  const pieces: string[] = []
  let start = 0
  let closing = ''
  for (let at = 0; at <= text.length; at += 1) {
    const letter = text.charAt(at)
    if (closing !== '') {
      if (letter === closing) closing = ''
      // What never closes is a letter like any other.
      else if (letter === '' && closing !== '')
        return [...pieces, ...text.slice(start).split(asPattern(dividers))].filter(shows)
      else continue
    } else if (letter === '"' || letter === '<') closing = letter === '"' ? '"' : '>'
    else if (letter === '' || dividers.has(letter)) {
      pieces.push(text.slice(start, at))
      start = at + 1
    }
  }
  return pieces.map((piece) => piece.trim()).filter(shows)
}

const asPattern = (letters: ReadonlySet<string>): RegExp => new RegExp(`[${[...letters].join('')}]`)
const shows = (text: string): boolean => text.trim() !== ''

/** A cell with one address: what is before it is the name, and what comes after is something of its own. */
function nameAndAddress(pieces: readonly string[]): ListedAddress[] {
  const at = pieces.findIndex((piece) => piece.includes('@'))
  const address = pieces[at]
  if (address === undefined) return pieces.length === 1 ? pieces.map(single) : [single(pieces.join(' '))]
  const before = pieces.slice(0, at).join(' ')
  const { text, name } = single(address)
  return [{ text, name: name === '' ? unquoted(before) : name }, ...pieces.slice(at + 1).map(single)]
}

/** An address in brackets, with its name before it. */
const BRACKETED = /<([^<>]*@[^<>]*)>|\(([^()\s]+@[^()\s]+)\)|\[([^[\]\s]+@[^[\]\s]+)\]/g

/** What is between two semicolons or line ends. */
function fromPiece(piece: string): ListedAddress[] {
  const entries: ListedAddress[] = []
  let last = 0
  for (const found of piece.matchAll(BRACKETED)) {
    const [whole, angle, round, square] = found
    const text = angle ?? round ?? square ?? ''
    entries.push(...withName(piece.slice(last, found.index), text.slice(0, LONGEST)))
    last = found.index + whole.length
  }
  return [...entries, ...bare(piece.slice(last))]
}

/** The address in brackets behind `before`, in which other addresses may come first: `ola@b.example, Kari <kari@b.example>`. */
function withName(before: string, text: string): ListedAddress[] {
  const pieces = piecesOf(before.replace(LEADING, ''), COMMA)
  const others = pieces.slice(0, -1).findLastIndex((piece) => piece.includes('@')) + 1
  const name = unquoted(pieces.slice(others).join(', '))
  const isOwn = cleanAddress(name).toLowerCase() === cleanAddress(text).toLowerCase()
  return [...pieces.slice(0, others).flatMap(bare), { text, name: isOwn ? '' : name }]
}

const LEADING = /^[\s,;/|&+]+/
/** Words and signs between two addresses. */
const BETWEEN = /^(?:og|and|och|und|et|y|or|eller|oder|ou|[&+/|,–—-])$/i

/** Addresses without brackets, by commas, spaces or strokes. */
function bare(text: string): ListedAddress[] {
  const pieces = rejoined(piecesOf(text, COMMA))
  return pieces.flatMap((piece) => {
    if (piece.indexOf('@') === piece.lastIndexOf('@')) return [single(piece)]
    const words = piece.split(/\s+/).filter((word) => word !== '' && !BETWEEN.test(word))
    if (words.length > 1 && words.every((word) => word.includes('@'))) return words.map(single)
    const parts = piece.split(/[/|]/).map((part) => part.trim())
    return parts.every((part) => isAddress(cleanAddress(part))) ? parts.map(single) : [single(piece)]
  })
}

/** `ola@example,com` was one address with a comma for its point. */
function rejoined(pieces: readonly string[]): string[] {
  const whole: string[] = []
  for (const piece of pieces) {
    const before = whole.at(-1) ?? ''
    const isEnd = /^[a-z]{2,}$/i.test(piece) && /@[^.\s]+$/.test(before)
    if (isEnd) whole[whole.length - 1] = `${before},${piece}`
    else whole.push(piece)
  }
  return whole
}

/** So much of a text shows whether it is a list. */
const SAMPLE = 64 * 1024
const LINES = 200

/**
 * True of a text whose lines are addresses and nothing else, several of them on a line: a list as it is copied out of a mail
 * program, and no table, though it has the delimiters of one.
 */
export function isAddressList(text: string): boolean {
  const lines = text
    .slice(0, SAMPLE)
    .split(/[\r\n]+/, LINES)
    .filter(shows)
  // A title may come first.
  const body = lines.length > 1 && isTitle(lines[0] ?? '') ? lines.slice(1) : lines
  const several = body.filter((line) => line.indexOf('@') !== line.lastIndexOf('@'))
  if (several.length === 0 || several.length < body.length / 2) return false
  const entries = body.flatMap(splitAddresses)
  const addresses = entries.filter((entry) => entry.text.includes('@'))
  const good = addresses.filter(({ text }) => isAddress(cleanAddress(text)) && !/[|\t]/.test(text))
  // A piece of several words is a name in a column of its own.
  const isTable = entries.some(({ text }) => !text.includes('@') && /\S\s+\S/.test(text))
  if (good.length < entries.length / 2 || isTable) return false
  return addresses.length >= entries.length * (body.length === 1 ? 0.6 : 0.95)
}

const isTitle = (line: string): boolean => !/[@;,\t|]/.test(line)
