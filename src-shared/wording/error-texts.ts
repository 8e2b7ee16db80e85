import type { ApiError, ErrorCode, ErrorDetails } from '../contract/error-codes.ts'
import type { Refusal } from '../contract/refusal.ts'
import type { Language } from '../preferences.ts'
import { errorsEn } from '../languages/en/wording/error-texts.ts'
import { errorsNb } from '../languages/nb/wording/error-texts.ts'

/** Fact, then remedy: what is wrong and where, then what would be right. */
export interface ErrorText {
  fact: string
  remedy: string
}

/** A sentence pair for every code; the compiler sees that none is missing. */
export type ErrorTexts = { readonly [C in ErrorCode]: (details: ErrorDetails<C>) => ErrorText }

const texts: Record<Language, ErrorTexts> = { en: errorsEn, nb: errorsNb }

/** What to show a person about a refusal, in their language. */
export function errorText(error: Refusal | ApiError, language: Language): ErrorText {
  const write = texts[language][error.code] as (details: unknown) => ErrorText
  return write(error.details)
}

/** The English sentence that a client gets as an error's message, for scripts and logs. */
export function errorMessage(error: Refusal | Pick<ApiError, 'code' | 'details'>): string {
  const { fact, remedy } = errorText(error as ApiError, 'en')
  return `${fact} ${remedy}`.trim()
}
