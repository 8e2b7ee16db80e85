import { z } from 'zod'

/** The longest address that mail systems accept (RFC 5321, 4.5.3.1). */
const MAX_ADDRESS = 254
const MAX_LOCAL = 64

/** What can be wrong with an address; each has its own remedy in the wording. */
export const addressProblemSchema = z.enum([
  'missing',
  'no-at',
  'no-domain',
  'no-local-part',
  'two-addresses',
  'space-inside',
  'comma-for-point',
  'bad-domain',
  'too-long',
  'not-an-address',
])
export type AddressProblem = z.output<typeof addressProblemSchema>

export interface AddressRefusal {
  problem: AddressProblem
  /** What was probably meant, itself a good address, where that can be determined. */
  suggestion?: string
}

// Letters, digits and marks of any script, since names of people and places are in any script (RFC 6531).
const LOCAL = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u
const LABEL = /^[\p{L}\p{N}]([\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?$/u

/**
 * What nearly all addresses look like; whatever does not is looked at part by part. Of so short a text no part is too
 * long.
 */
const PLAIN = /^[a-z0-9_+-]+(?:\.[a-z0-9_+-]+)*@(?:[a-z0-9]+(?:-+[a-z0-9]+)*\.)+[a-z]{2,}$/i
/** True of nearly every address: it is clean, and one. */
export const isPlain = (text: string): boolean => text.length <= MAX_LOCAL && PLAIN.test(text)

/** The part before @, which names a recipient who came without a name (SPEC 5). */
export const localPart = (address: string): string => address.slice(0, address.lastIndexOf('@'))

/** Addresses are the same recipient without regard to case. */
export const addressKey = (address: string): string =>
  SMALL.test(address) ? address : address.normalize('NFC').toLowerCase()

/**
 * The same for both forms of a domain beyond ASCII: `bær.no` and `xn--br-tla.no` are one. Stored keys are without, since
 * messages are found by them.
 */
export function recipientKey(address: string): string {
  if (SMALL.test(address)) return address
  const key = addressKey(address)
  const domain = key.slice(key.lastIndexOf('@') + 1)
  if (!BEYOND_ASCII.test(domain) || !DOMAIN.test(domain) || !URL.canParse(`http://${domain}`)) return key
  return `${localPart(key)}@${new URL(`http://${domain}`).hostname}`
}

const BEYOND_ASCII = /[^\0-\x7f]/
const DOMAIN = /^[\p{L}\p{M}\p{N}.-]+$/u

/** ASCII without capitals: most addresses are their own key. */
const SMALL = /^[\0-@[-\x7f]*$/

/** What was taken off or away to get an address: characters that do not show, quotation marks, a link's text. */
export const cleanedSchema = z.enum(['invisible', 'quotes', 'link'])
export type Cleaned = z.output<typeof cleanedSchema>

/** Characters that take no room: marks of direction, soft hyphens, joiners, byte-order marks, variation selectors. */
const INVISIBLE =
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\u{e0000}-\u{e0fff}]/gu
const QUOTES = `'"\`´‘’‚‛“”„‟«»‹›′″＇＂`
const MAILTO = /^mailto:/i

const isAround = (letter: string): boolean => QUOTES.includes(letter) || /\s/.test(letter)

/** Looked at from the ends, so that no text takes long. */
function withoutQuotesAround(text: string): string {
  let start = 0
  let end = text.length
  while (start < end && isAround(text.charAt(start))) start += 1
  while (end > start && isAround(text.charAt(end - 1))) end -= 1
  return text.slice(start, end)
}

/** `text` without characters that do not show. */
export const withoutInvisible = (text: string): string => text.replace(INVISIBLE, '')

/**
 * White space of any kind, characters that do not show, quotation marks and an address book's wrapping (`Name <address>`,
 * `mailto:`) taken off.
 */
export const cleanAddress = (text: string): string => (isPlain(text) ? text : cleanedAddress(text).address)

/** The same, with what was taken off that a person should know of. */
export function cleanedAddress(text: string): { address: string; cleaned: Cleaned[] } {
  if (isPlain(text)) return { address: text, cleaned: [] }
  const shown = withoutInvisible(text)
  const bare = shown.trim()
  const unwrapped = (wrappedAt(bare)?.address ?? bare).trim()
  const inner = unwrapped.replace(MAILTO, '').trim()
  const stripped = inner.includes('@') ? withoutQuotesAround(inner) : inner
  // A quotation mark at the end only belongs to something else, unless what is left can be an address.
  const address = QUOTES.includes(inner.charAt(0)) || isAddress(stripped) ? stripped : inner
  const cleaned: Cleaned[] = []
  if (shown !== text) cleaned.push('invisible')
  if (address !== inner) cleaned.push('quotes')
  if (MAILTO.test(unwrapped)) cleaned.push('link')
  return { address, cleaned }
}

/** The name before an address in an address book's wrapping, `Name <address>`; empty where there is none. */
export function displayName(text: string): string {
  if (isPlain(text)) return ''
  return unquoted(wrappedAt(withoutInvisible(text).trim())?.before ?? '')
}

/** `text` without the white space around it, and without quotation marks that are on both its sides. */
export function unquoted(text: string): string {
  const name = text.trim()
  const isQuoted = name.length > 1 && QUOTES.includes(name.charAt(0)) && QUOTES.includes(name.slice(-1))
  return isQuoted ? name.slice(1, -1).trim() : name
}

const OPENING: Readonly<Record<string, string>> = { '>': '<', ')': '(', ']': '[' }

/** Searched from the ends, so that no text takes long. */
function wrappedAt(text: string): { before: string; address: string } | undefined {
  const opening = OPENING[text.slice(-1)]
  if (opening === undefined) return undefined
  const start = text.lastIndexOf(opening)
  if (start === -1 || !text.includes('@', start)) return undefined
  return { before: text.slice(0, start), address: text.slice(start + 1, -1) }
}

/** Undefined for an address that can receive mail; otherwise what is wrong, and what was probably meant. */
export function refusalOf(address: string): AddressRefusal | undefined {
  const problem = problemOf(address)
  if (!problem) return undefined
  const suggestion = suggestionFor(address, problem)
  return suggestion ? { problem, suggestion } : { problem }
}

export const isAddress = (address: string): boolean => problemOf(address) === undefined

function problemOf(address: string): AddressProblem | undefined {
  if (isPlain(address)) return undefined
  if (address === '') return 'missing'
  const ats = address.split('@').length - 1
  if (ats === 0) return 'no-at'
  if (ats > 1) {
    const between = address.slice(address.indexOf('@'), address.lastIndexOf('@'))
    return /[;,/|\s]/.test(between) ? 'two-addresses' : 'not-an-address'
  }
  const local = localPart(address)
  const domain = address.slice(local.length + 1)
  if (local === '') return 'no-local-part'
  if (domain === '') return 'no-domain'
  if (/\s/.test(address)) return 'space-inside'
  if (domain.includes(',')) return 'comma-for-point'
  if (address.length > MAX_ADDRESS || local.length > MAX_LOCAL) return 'too-long'
  if (!LOCAL.test(local)) return 'not-an-address'
  const labels = domain.split('.')
  const top = labels[labels.length - 1] ?? ''
  if (labels.length < 2 || !labels.every((label) => LABEL.test(label)) || /^\d+$/.test(top) || top.length < 2)
    return 'bad-domain'
  return undefined
}

function suggestionFor(address: string, problem: AddressProblem): string | undefined {
  // Nobody meant so long an address, and looking for what was meant would take long.
  if (address.length > MAX_ADDRESS) return undefined
  const guesses: Partial<Record<AddressProblem, () => string>> = {
    'no-at': () => address.replace(/\s*[([{]\s*(?:at|alfa|krøllalfa)\s*[)\]}]\s*|＠/i, '@'),
    'space-inside': () => withoutSpaces(address),
    'comma-for-point': () => address.replaceAll(',', '.'),
    'bad-domain': () => address.replace(/\.{2,}/g, '.').replace(/[.,;]+$/, ''),
    'not-an-address': () =>
      address
        .replace(/@{2,}/g, '@')
        .replace(/\.{2,}/g, '.')
        .replace(/\.@/, '@')
        .replace(/^[.,;:'"(<]+|[.,;:'")>]+$/g, ''),
  }
  const guess = guesses[problem]?.()
  return guess !== undefined && guess !== address && isAddress(guess) ? guess : undefined
}

/** `Ola Nordmann ola@example.com` is a name and an address; `ola nordmann@example.com` lacks a point. */
function withoutSpaces(address: string): string {
  const words = address.split(/\s+/)
  const named = words.length > 2 || /^\p{Lu}/u.test(address)
  const whole = named ? words.find(isAddress) : undefined
  return whole ?? address.replace(/\s*([@.])\s*/g, '$1').replace(/\s+/g, '.')
}
