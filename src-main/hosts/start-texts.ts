import { HOST_TEXTS, type HostTexts } from '#shared/languages/host-texts.ts'
import { languageForLocales } from '#shared/languages/languages.ts'

/** In the language of the system: nobody's preferences are read yet. */
export function startTexts(locale = new Intl.DateTimeFormat().resolvedOptions().locale): HostTexts {
  return HOST_TEXTS[languageForLocales([locale])]
}

/**
 * The folder of `--data`; undefined where it was not given, which is something else than without a folder: the program
 * would open other data than the person meant. @throws Error with a sentence for the person
 */
export function readDataArgument(given: string | boolean | undefined): string | undefined {
  if (given === undefined) return undefined
  // What begins so is the next switch.
  if (typeof given === 'boolean' || given.trim() === '' || given.startsWith('--'))
    throw new Error(startTexts().noFolder)
  return given
}
