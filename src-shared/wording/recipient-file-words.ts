import { byLanguage, type Language } from '../languages/languages.ts'
import { WORDING } from '../languages/wording.ts'

/** The headings and words of the recipient files that the product writes. */
export interface RecipientFileWords {
  readonly row: string
  readonly email: string
  readonly name: string
  readonly code: string
  readonly reason: string
  readonly remedy: string
  readonly takenOut: string
  readonly rejectedSheet: string
  readonly exampleSheet: string
  readonly example: readonly { readonly email: string; readonly name: string }[]
}

export const RECIPIENT_FILE_WORDS: Record<Language, RecipientFileWords> = byLanguage(
  (_, code) => WORDING[code].recipientFile,
)
