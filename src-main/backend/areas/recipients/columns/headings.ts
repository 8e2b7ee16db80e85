import { withoutInvisible } from '#shared/domain/email-address.ts'
import { isAscii } from '#backend/areas/tables/tables.ts'
import * as known from './heading-words.ts'

/** What a heading says that its column holds; `other` is known to be neither an address nor a name. */
export type Meaning =
  'email' | 'name' | 'first-name' | 'last-name' | 'display-name' | 'organisation' | 'other'

/** Whom it is about: the recipients by a word for them, nobody in particular, or somebody else in the row. */
export type Whose = 'recipient' | 'anyone' | 'second' | 'other'

export interface Heading {
  readonly meaning: Meaning
  readonly whose: Whose
  /** Says that it has first and last name. */
  readonly full: boolean
  /** A name by the word for those who have it, such as "Guest", which may as well be a mark. */
  readonly noun: boolean
  /** The word for somebody else, so that an address and a name of the same one are found together. */
  readonly person: string
}

const LONGEST = 60
const WORDS_AT_MOST = 8

const found = new Map<string, Heading | undefined>()
/** Headings are few; texts that are none are asked about as well. */
const REMEMBERED = 2000

/** What a heading says, without regard to case, marks and signs; undefined for any other text. */
export function headingOf(text: string | undefined): Heading | undefined {
  if (text === undefined || text === '' || text.length > LONGEST) return undefined
  if (found.has(text)) return found.get(text)
  if (found.size >= REMEMBERED) found.clear()
  const heading = readHeading(wordsOf(text))
  found.set(text, heading)
  return heading
}

/** True of a title such as "Host details": what is below is about somebody else. */
export const isAboutOthers = (text: string): boolean =>
  text.length <= LONGEST && wordsOf(text).some((word) => known.OTHER_PERSON_WORDS.has(word))

export const meaningOf = (text: string | undefined): Meaning | undefined => headingOf(text)?.meaning

/** Small words without marks; `UserEmail`, `user_email` and `User e-mail` are the same two. */
function wordsOf(text: string): string[] {
  const apart = withoutInvisible(text)
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
  const plain = isAscii(apart)
    ? apart
    : apart
        .replaceAll('ø', 'o')
        .replaceAll('æ', 'ae')
        .replaceAll('œ', 'oe')
        .replaceAll('ß', 'ss')
        .normalize('NFD')
        .replace(/\p{M}/gu, '')
  return plain
    .replace(/\be[\s._-]*(mail|post)/g, ' e$1')
    .replace(/\b(?:adresse|direccion|courrier)\s+electroni(?:que|ca)\b/g, 'email')
    .replace(/\bcorreo\s+electronico\b/g, 'email')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

type Kind = 'email' | 'about-mail' | 'recipient' | 'person' | 'second' | 'first' | 'last' | 'name' | 'full'
type WordKind = Kind | 'contact' | 'display' | 'organisation' | 'other' | 'joining'

/** In this order: a word that is in several lists counts as the first. */
const LISTS: readonly [WordKind, ReadonlySet<string>][] = [
  ['email', known.EMAIL_WORDS],
  ['recipient', known.RECIPIENT_WORDS],
  ['first', known.FIRST_NAME_WORDS],
  ['last', known.LAST_NAME_WORDS],
  ['name', known.NAME_WORDS],
  ['full', known.FULL_WORDS],
  ['display', known.DISPLAY_WORDS],
  ['person', known.OTHER_PERSON_WORDS],
  ['contact', known.PERSON_WORDS],
  ['organisation', known.ORGANISATION_WORDS],
  ['second', known.SECOND_WORDS],
  ['joining', known.JOINING_WORDS],
  ['other', known.OTHER_WORDS],
]

const listed = (word: string): WordKind | undefined => LISTS.find(([, list]) => list.has(word))?.[0]

/** Plural, genitive and definite forms. */
const ENDINGS = 's ens en ns n ets et er e'.split(' ')
const withoutEnding = (word: string, ending: string): WordKind | undefined =>
  word.length > 4 && word.endsWith(ending) ? listed(word.slice(0, -ending.length)) : undefined

/** The kinds of a word: of a compound, those of its parts; none when it is not known. */
function kindsOf(word: string): WordKind[] {
  const whole =
    listed(word) ?? ENDINGS.map((ending) => withoutEnding(word, ending)).find((it) => it !== undefined)
  if (whole) return [whole]
  const email = known.EMAIL_ENDINGS.exec(word)
  if (email) return [...kindsOf(stemOf(word, email.index)), 'email']
  if (/^(?:email|epost)/.test(word)) return ['email', ...kindsOf(word.replace(/^(?:email|epost)/, ''))]
  const name = /(?:navn|namn|name|namen)$/.exec(word)
  if (name && name.index > 2) {
    const before = kindsOf(stemOf(word, name.index))
    return before.length > 0 ? [...before, 'name'] : ['other']
  }
  return /^\d+$/.test(word) ? ['other'] : []
}

/** `deltakers` in `deltakersnavn` is `deltaker`. */
const stemOf = (word: string, until: number): string => word.slice(0, until).replace(/-$/, '')

function readHeading(words: readonly string[]): Heading | undefined {
  if (words.length === 0 || words.length > WORDS_AT_MOST) return undefined
  const kinds = words.map(kindsOf)
  const has = (kind: WordKind): boolean => kinds.some((of) => of.includes(kind))
  const isKnown = kinds.every((of) => of.length > 0)
  const person = words.find((_, i) => kinds[i]?.includes('person')) ?? ''
  const isOthers =
    person !== '' ||
    (words.length > 1 && has('email') && /^(?:by|av|von|par|por|af)$/.test(words.at(-2) ?? ''))
  const whose: Whose = isOthers
    ? 'other'
    : has('recipient')
      ? 'recipient'
      : has('second')
        ? 'second'
        : 'anyone'
  const about = {
    whose,
    person: person === '' && isOthers ? 'by' : person,
    full: has('full') || (has('first') && has('last')),
  }
  if (has('email')) return { ...about, noun: false, meaning: mailMeaning(words, has) }
  // "Location city" is a city, wherever that is.
  const isOther = words.length > 1 && kinds.at(-1)?.includes('other') && !NAMES.some(has)
  if (!isKnown) return isOther ? { ...about, noun: false, meaning: 'other' } : undefined
  const meaning = nameMeaning(words, has)
  return meaning && { ...about, noun: meaning === 'name' && !has('name') && !has('full'), meaning }
}

const NAMES = ['name', 'first', 'last', 'full', 'display', 'organisation'] as const

/** "Nom et prénom" is the whole name. */
const AND = new Set(['and', 'og', 'och', 'und', 'et', 'y'])

function mailMeaning(words: readonly string[], has: (kind: WordKind) => boolean): Meaning {
  if (has('display') || has('name') || has('first') || has('last'))
    return has('name') || has('display') ? 'display-name' : 'other'
  return words.some((word) => known.ABOUT_MAIL.has(word)) ? 'other' : 'email'
}

function nameMeaning(words: readonly string[], has: (kind: WordKind) => boolean): Meaning | undefined {
  const isName = has('name') || has('full')
  const isJoined = words.some((word) => AND.has(word))
  if (isJoined && has('name') && (has('first') || has('last'))) return 'name'
  // A user name is what somebody chose to be called.
  if (has('display') || (has('name') && words.some((word) => known.USER_WORDS.has(word))))
    return 'display-name'
  if (has('first') && has('last')) return 'name'
  // "First join" is the time of one.
  if (has('other') && !isName && (has('first') || has('last'))) return 'other'
  if (has('first')) return 'first-name'
  if (has('last')) return 'last-name'
  if (has('organisation')) return 'organisation'
  if (has('other')) {
    // "Name (Original Name)" is as a person typed it.
    return isName && words.includes('original') ? 'name' : 'other'
  }
  if (isName || has('recipient') || has('contact')) return 'name'
  return has('person') || has('second') ? 'other' : undefined
}
