import { LANGUAGES, type Language, languageForLocales } from './languages/languages.ts'
import { readProxyAddress } from './proxy-address.ts'

export { LANGUAGES, type Language }
const THEMES = ['system', 'light', 'dark'] as const

/** How this person wants the window, kept by the host; nothing of the site. */
export interface Preferences {
  language: Language
  theme: (typeof THEMES)[number]
  /** Left out until the person has chosen: then it is as the desktop usually has it. */
  spelling?: SpellingChoice
  /** How the desktop goes to the network; left out: as the system's settings say. */
  proxy?: ProxyChoice
}

export type ProxyChoice =
  | { readonly way: 'none' }
  /** As `readProxyAddress` gives it. */
  | { readonly way: 'address'; readonly address: string }

/** Whether prose is checked for spelling, and in which languages (BCP 47); none of them is the window's own. */
export interface SpellingChoice {
  check: boolean
  languages: readonly string[]
}

const LANGUAGE_TAG = /^[a-z]{2,3}(-[a-z0-9]{2,8}){0,3}$/i
const MOST_LANGUAGES = 20

function readSpelling(kept: unknown): SpellingChoice | undefined {
  if (typeof kept !== 'object' || kept === null) return undefined
  const { check, languages } = kept as Partial<Record<keyof SpellingChoice, unknown>>
  if (typeof check !== 'boolean' || !Array.isArray(languages)) return undefined
  const tags = languages.filter((tag): tag is string => typeof tag === 'string' && LANGUAGE_TAG.test(tag))
  return { check, languages: tags.slice(0, MOST_LANGUAGES) }
}

function readProxy(kept: unknown): ProxyChoice | undefined {
  if (typeof kept !== 'object' || kept === null) return undefined
  const { way, address: text } = kept as Partial<Record<'way' | 'address', unknown>>
  if (way === 'none') return { way }
  const address = way === 'address' && typeof text === 'string' ? readProxyAddress(text) : null
  return address === null ? undefined : { way: 'address', address }
}

/**
 * What was kept; what is missing or invalid has its default, the language that of the system, whose locales are asked
 * for only then. By hand: a host reads it before its first window.
 */
export function readPreferences(kept: unknown, locales: () => readonly string[]): Preferences {
  const found = (kept ?? {}) as Partial<Record<keyof Preferences, unknown>>
  const { language, theme } = found
  const spelling = readSpelling(found.spelling)
  const proxy = readProxy(found.proxy)
  return {
    language: LANGUAGES.find((known) => known === language) ?? languageForLocales(locales()),
    theme: THEMES.find((known) => known === theme) ?? 'system',
    ...(spelling && { spelling }),
    ...(proxy && { proxy }),
  }
}
