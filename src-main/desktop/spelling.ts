import type { Session } from 'electron'
import type { SpellingState } from '#shared/desktop-bridge.ts'
import { languages } from '#shared/languages/languages.ts'
import type { Preferences } from '#shared/preferences.ts'
import { downloadsWordLists, spellingFor } from './spelling-choice.ts'

/** What of Electron's session takes part. */
export type SpellingSession = Pick<
  Session,
  | 'availableSpellCheckerLanguages'
  | 'setSpellCheckerEnabled'
  | 'setSpellCheckerLanguages'
  | 'addWordToSpellCheckerDictionary'
  | 'on'
>

export interface Spelling {
  /** Checks as these preferences say, from now on. */
  apply(preferences: Preferences): void
  state(preferences: Preferences): SpellingState
  learn(word: string): void
}

/** The checking of spelling in the fields that ask for it; `changed` is called when a word list came, or did not. */
export function createSpelling(
  session: SpellingSession,
  changed: () => void,
  platform: NodeJS.Platform = process.platform,
): Spelling {
  // Until it is known what is wanted: Chromium would download word lists with its first page.
  session.setSpellCheckerEnabled(false)
  const failed = new Set<string>()
  const chosen = ({ language, spelling }: Preferences) =>
    spellingFor(spelling, languages[language].locale, session.availableSpellCheckerLanguages, platform)
  // Chromium's names of word lists end in versions: en-US-10-1.
  const languageOf = (list: string) =>
    session.availableSpellCheckerLanguages.findLast((tag) => list === tag || list.startsWith(`${tag}-`)) ??
    list
  session.on('spellcheck-dictionary-download-failure', (_event, list) => {
    failed.add(languageOf(list))
    changed()
  })
  session.on('spellcheck-dictionary-initialized', (_event, list) => {
    failed.delete(languageOf(list))
    changed()
  })
  return {
    apply(preferences) {
      const { check, languages: wanted } = chosen(preferences)
      // Before it is switched on: else Chromium would first download those of the system’s settings.
      if (check && wanted.length > 0) session.setSpellCheckerLanguages([...wanted])
      session.setSpellCheckerEnabled(check)
    },
    state: (preferences) => ({
      ...chosen(preferences),
      available: [...session.availableSpellCheckerLanguages],
      downloads: downloadsWordLists(platform),
      failed: [...failed],
    }),
    learn: (word) => void session.addWordToSpellCheckerDictionary(word),
  }
}
