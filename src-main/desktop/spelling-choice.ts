import type { SpellingChoice } from '#shared/preferences.ts'

/** Where this system has no spell checker of its own: Chromium downloads word lists, so a person has to want that. */
export const downloadsWordLists = (platform: NodeJS.Platform): boolean => platform === 'linux'

/**
 * What is checked, of the languages that can be: those that the person chose, or else the window's own, in its closest
 * form (`nb-NO` is checked as `nb`).
 */
export function spellingFor(
  choice: SpellingChoice | undefined,
  locale: string,
  available: readonly string[],
  platform: NodeJS.Platform,
): SpellingChoice {
  const chosen = choice?.languages.filter((tag) => available.includes(tag)) ?? []
  const [language] = locale.split('-')
  const own =
    available.find((tag) => tag === locale) ?? available.find((tag) => tag.split('-')[0] === language)
  const usual = own === undefined ? [] : [own]
  return {
    check: choice?.check ?? !downloadsWordLists(platform),
    languages: chosen.length > 0 ? chosen : usual,
  }
}
