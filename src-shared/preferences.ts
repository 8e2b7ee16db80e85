import { LANGUAGES, type Language, languageForLocales } from './languages/languages.ts'

export { LANGUAGES, type Language }
const THEMES = ['system', 'light', 'dark'] as const

/** How this person wants the window, kept by the host; nothing of the site. */
export interface Preferences {
  language: Language
  theme: (typeof THEMES)[number]
}

/**
 * What was kept; what is missing or invalid has its default, the language that of the system, whose locales are asked
 * for only then. By hand: a host reads it before its first window.
 */
export function readPreferences(kept: unknown, locales: () => readonly string[]): Preferences {
  const { language, theme } = (kept ?? {}) as Partial<Record<keyof Preferences, unknown>>
  return {
    language: LANGUAGES.find((known) => known === language) ?? languageForLocales(locales()),
    theme: THEMES.find((known) => known === theme) ?? 'system',
  }
}
