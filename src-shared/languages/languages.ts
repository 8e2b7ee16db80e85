import { en } from './en/en.ts'
import type { LanguageDefinition } from './language-definition.ts'
import { nb } from './nb/nb.ts'

/** Every language of the product, each its folder and its entry here. The first is the default. */
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

/** The language that the first known of a locale's parts asks for: `['nn', 'no']`, `['us', 'en']`. */
export function languageFor(parts: readonly string[]): Language {
  const known = (part: string) =>
    LANGUAGES.find((code) => code === part) ?? LANGUAGES.find((code) => languages[code].readBy.includes(part))
  for (const part of parts) {
    const language = known(part.toLowerCase())
    if (language) return language
  }
  return FALLBACK
}

/** The name of one language in another: `engelsk`, `Norwegian`. */
export const languageName = (language: Language, inLanguage: Language): string =>
  new Intl.DisplayNames(languages[inLanguage].locale, { type: 'language' }).of(languages[language].namedAs) ??
  languages[language].name
