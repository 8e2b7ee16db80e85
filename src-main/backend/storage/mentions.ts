import { erasedAddress } from '#shared/domain/erased-person.ts'
import { addressKey } from '#shared/domain/email-address.ts'

/** Persons by number: whose address and whose name a text is. */
export interface KnownPersons {
  /** By the key of an address (`addressKey`). */
  readonly numbers: ReadonlyMap<string, number>
  /** By `nameKey`: the numbers of those who have the name. */
  readonly names: ReadonlyMap<string, ReadonlySet<number>>
  /** What a name is replaced by. */
  readonly replacement: string
}

/** Texts in which persons are mentioned. */
export interface Mentions {
  /** The text with every mention replaced; the same text where there is none. */
  inText(text: string): string
  /** The same for every text in a JSON value; the same value where there is none. `near`: whose data it is beside that. */
  inJson<T>(value: T, near?: ReadonlySet<number>): T
}

const WORD = /[\p{L}\p{M}\p{N}]+(?:['’.\-_+&][\p{L}\p{M}\p{N}]+)*/gu
/** Anything that looks like an address, with what may be written against it. */
const ADDRESS = /[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~.-]{1,320}@[\p{L}\p{M}\p{N}-]+(?:\.[\p{L}\p{M}\p{N}-]+)+/gu
/** What separates an address from what is before it, as in `to=kari@example.com`, though an address may contain it. */
const BEFORE = /[=/|{}?&*`]/g

const folded = (text: string): string => text.normalize('NFC').toLowerCase()
/** A name by its words: case and what is between them make no difference. Empty for one without words. */
export const nameKey = (name: string): string => folded((name.match(WORD) ?? []).join(' '))

export function createMentions(known: KnownPersons): Mentions {
  const longest = [...known.names.keys()].reduce((most, key) => Math.max(most, key.split(' ').length), 0)

  function inText(text: string, near: ReadonlySet<number> = NOBODY): string {
    if (text === '') return text
    const lines = text.split('\n')
    const replaced = lines.map((line) => inLine(line, near))
    return lines.every((line, i) => line === replaced[i]) ? text : replaced.join('\n')
  }

  function inLine(line: string, near: ReadonlySet<number>): string {
    const mentioned = new Set<number>()
    const withoutAddresses = line.includes('@')
      ? line.replace(ADDRESS, (found) => inAddress(found, mentioned))
      : line
    return longest === 0 ? withoutAddresses : withoutNames(withoutAddresses, near, mentioned)
  }

  function inAddress(found: string, mentioned: Set<number>): string {
    for (const start of startsOf(found)) {
      const number = known.numbers.get(addressKey(found.slice(start)))
      if (number === undefined) continue
      mentioned.add(number)
      return found.slice(0, start) + erasedAddress(number)
    }
    return found
  }

  /** A name of one word is also an ordinary word: it counts where its person is beside it, or where it is all there is. */
  function withoutNames(line: string, near: ReadonlySet<number>, mentioned: ReadonlySet<number>): string {
    const words = [...line.matchAll(WORD)]
    const keys = words.map(([word]) => folded(word))
    let result = ''
    let from = 0
    for (let at = 0; at < words.length;) {
      const length = lengthAt(
        keys,
        at,
        (who) => overlaps(who, mentioned) || (words.length === 1 && overlaps(who, near)),
      )
      const [first, last] = [words[at], words[at + length - 1]]
      if (length > 0 && first && last) {
        result += line.slice(from, first.index) + known.replacement
        from = last.index + last[0].length
      }
      at += Math.max(1, length)
    }
    return from === 0 ? line : result + line.slice(from)
  }

  /** How many words from `at` are a name; 0 where none begins. */
  function lengthAt(
    keys: readonly string[],
    at: number,
    isAloneMeant: (who: ReadonlySet<number>) => boolean,
  ): number {
    for (let length = Math.min(longest, keys.length - at); length > 0; length -= 1) {
      const who = known.names.get(keys.slice(at, at + length).join(' '))
      if (who && (length > 1 || isAloneMeant(who))) return length
    }
    return 0
  }

  function mentionedIn(value: unknown, into: Set<number>): void {
    if (typeof value === 'string') {
      for (const [found] of value.includes('@') ? value.matchAll(ADDRESS) : []) inAddress(found, into)
    } else if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) {
        mentionedIn(key, into)
        mentionedIn(inner, into)
      }
  }

  function replaced(value: unknown, near: ReadonlySet<number>): unknown {
    if (typeof value === 'string') return inText(value, near)
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) {
      const items = value.map((item: unknown) => replaced(item, near))
      return items.every((item, i) => item === value[i]) ? value : items
    }
    const before = Object.entries(value)
    const after = before.map(([key, inner]) => [inText(key), replaced(inner, near)] as const)
    const isSame = after.every(([key, inner], i) => key === before[i]?.[0] && inner === before[i][1])
    return isSame ? value : Object.fromEntries(after)
  }

  return {
    inText: (text) => inText(text),
    inJson<T>(value: T, near: ReadonlySet<number> = NOBODY): T {
      const mentioned = new Set(near)
      mentionedIn(value, mentioned)
      return replaced(value, mentioned) as T
    },
  }
}

const NOBODY: ReadonlySet<number> = new Set()

const overlaps = (some: ReadonlySet<number>, others: ReadonlySet<number>): boolean =>
  others.size > 0 && [...some].some((one) => others.has(one))

/** Where an address may begin in what looks like one. */
function startsOf(found: string): number[] {
  const quotes = found.length - found.replace(/^['.]+/, '').length
  const separators = [...found.slice(0, found.lastIndexOf('@')).matchAll(BEFORE)]
  return [...new Set([0, quotes, ...separators.map(({ index }) => index + 1)])]
}
