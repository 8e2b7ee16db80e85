import type { ApiError, ErrorCode, ErrorDetails } from '../contract/error-codes.ts'
import type { PayWith } from '../contract/payments.ts'
import type { Refusal } from '../contract/refusal.ts'
import type { Missing } from '../domain/commerce/completeness.ts'
import type { PaymentCurrency } from '../domain/commerce/payment-currency.ts'
import type { ProviderId } from '../domain/commerce/providers.ts'
import type { TemplateProblem } from '../domain/mail/template.ts'
import type { AnswerCode, AnswerPair } from '../domain/payments/answer-codes.ts'
import type { CodeRefusal } from '../domain/payments/promo-check.ts'
import type { Mode, Service } from '../domain/services.ts'
import { FALLBACK, type Language } from '../languages/languages.ts'
import { WORDING } from '../languages/wording.ts'
import { fieldName, listed, missingName, modeName, serviceName } from './commerce-words.ts'
import { type FileKindWords, fileKindWords } from './file-kinds.ts'
import { formatPayment } from './payment-amount.ts'
import { codeRefusalWords, payWithWords } from './payment-words.ts'
import { paypalWords, withPaypalSaid } from './paypal-words.ts'
import { templateProblemWords } from './template-problems.ts'

/** Fact, then remedy: what is wrong and where, then what would be right. */
export interface ErrorText {
  fact: string
  remedy: string
}

/** What a sentence about an error can name, in its own language. */
export interface ErrorNames {
  readonly field: (key: string) => string
  readonly missingField: (field: Missing, provider: ProviderId | null) => string
  readonly modeName: (mode: Mode) => string
  readonly service: (service: Service) => string
  readonly listed: (names: readonly string[]) => string
  readonly fileKind: (found: string) => FileKindWords
  readonly payment: (minor: number, currency: PaymentCurrency) => string
  readonly codeRefusal: (refusal: CodeRefusal) => string
  readonly payWith: (way: PayWith) => string
  readonly paypal: (code: AnswerCode, pairs: readonly AnswerPair[]) => ErrorText
  readonly templateProblem: (problem: TemplateProblem) => string
}

/** A sentence pair for every code; the compiler sees that none is missing. */
export type ErrorTexts = {
  readonly [C in ErrorCode]: (details: ErrorDetails<C>, names: ErrorNames) => ErrorText
}

const namesIn = (language: Language): ErrorNames => ({
  field: (key) => fieldName(key, language),
  missingField: (field, provider) => missingName(field, provider, language),
  modeName: (mode) => modeName(mode, language),
  service: serviceName,
  listed,
  fileKind: (found) => fileKindWords(found, language),
  payment: (minor, currency) => formatPayment(minor, currency, language),
  codeRefusal: (refusal) => codeRefusalWords(refusal, language),
  payWith: (way) => payWithWords(way, language),
  paypal: (code, pairs) => withPaypalSaid(paypalWords(code, language), pairs),
  templateProblem: (problem) => templateProblemWords(problem, language),
})

/** What to show a person about a refusal, in their language. */
export function errorText(error: Refusal | ApiError, language: Language): ErrorText {
  const write = WORDING[language].errors[error.code] as (details: unknown, names: ErrorNames) => ErrorText
  return write(error.details, namesIn(language))
}

/** The English sentence that a client gets as an error's message, for scripts and logs. */
export function errorMessage(error: Refusal | Pick<ApiError, 'code' | 'details'>): string {
  const { fact, remedy } = errorText(error as ApiError, FALLBACK)
  return `${fact} ${remedy}`.trim()
}
