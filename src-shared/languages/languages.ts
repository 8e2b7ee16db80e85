import { en } from './en/en.ts'
import type { LanguageDefinition } from './language-definition.ts'
import { nb } from './nb/nb.ts'

/** Every language of the product, each its folder and its entry here. */
export const languages = { nb, en } as const satisfies Record<string, LanguageDefinition>

export type Language = keyof typeof languages
export const LANGUAGES = Object.keys(languages) as [Language, ...Language[]]

/** For scripts and logs, and for whoever asks for a language that there are no texts in. */
export const FALLBACK: Language = 'en'

/** One thing of every language, by its code. */
export const byLanguage = <Part>(
  part: (language: LanguageDefinition, code: Language) => Part,
): Record<Language, Part> =>
  Object.fromEntries(LANGUAGES.map((code) => [code, part(languages[code], code)])) as Record<Language, Part>

/** The same of a part that has to be read first. */
export async function readByLanguage<Part>(
  part: (language: LanguageDefinition) => Promise<Part>,
): Promise<Record<Language, Part>> {
  const read = LANGUAGES.map(async (code) => [code, await part(languages[code])] as const)
  return Object.fromEntries(await Promise.all(read)) as Record<Language, Part>
}

type ReadBy = LanguageDefinition['readBy']
const readBy = (kind: keyof ReadBy, code: string | undefined): Language | undefined =>
  code === undefined
    ? undefined
    : LANGUAGES.find((language) => languages[language].readBy[kind].includes(code.toLowerCase()))

/**
 * The language for somebody whose system or browser names these locales (`nb-NO`, `en_CA.UTF-8`, `da;q=0.8`), the
 * preferred one first: that of the first which anybody reads a language of ours for. Their countries do not count,
 * since `es-SV` is no Swedish.
 */
export function languageForLocales(locales: readonly string[]): Language {
  for (const locale of locales) {
    const language = readBy('languages', /^\s*([a-z]{2,3})(?![a-z])/i.exec(locale)?.[1])
    if (language) return language
  }
  return FALLBACK
}

/** As PayPal names a place: `NO`, `nb_NO`, `en-US`. The country decides, where it has a language. */
export function languageForCountry(place: string): Language {
  return readBy('countries', place.split(/[_-]/).at(-1)) ?? languageForLocales([place])
}

/** The name of one language in another: `engelsk`, `Norwegian`. */
export const languageName = (language: Language, inLanguage: Language): string =>
  new Intl.DisplayNames(languages[inLanguage].locale, { type: 'language' }).of(languages[language].namedAs) ??
  languages[language].name
