import type { PersonFact, PersonKind } from '../domain/person-kinds.ts'
import { byLanguage, type Language } from '../languages/languages.ts'
import { WORDING } from '../languages/wording.ts'

/** The words for what is stored about a person, on the page and in the exported file. */
export interface PrivacyWords {
  readonly sheet: string
  readonly columns: Readonly<
    Record<'kind' | 'at' | 'number' | 'code' | 'name' | 'address' | 'state' | 'facts', string>
  >
  readonly kinds: Readonly<Record<PersonKind, string>>
  readonly facts: Readonly<Record<PersonFact, string>>
}

export const PRIVACY_WORDS: Record<Language, PrivacyWords> = byLanguage((_, code) => WORDING[code].privacy)
