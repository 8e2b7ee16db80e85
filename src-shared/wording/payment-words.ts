import type { PayWith } from '../contract/payments.ts'
import type { CodeRefusal } from '../domain/payments/promo-check.ts'
import type { Language } from '../languages/languages.ts'
import { WORDING } from '../languages/wording.ts'

export interface PaymentWords {
  /** Put after a colon. */
  readonly refusals: Readonly<Record<CodeRefusal, string>>
  /** Put after "payment". */
  readonly ways: Readonly<Record<PayWith, string>>
}

/** Why a promo code does not hold, to be put after a colon. */
export const codeRefusalWords = (refusal: CodeRefusal, language: Language): string =>
  WORDING[language].payment.refusals[refusal]
/** How a buyer pays, to be put after "payment". */
export const payWithWords = (way: PayWith, language: Language): string => WORDING[language].payment.ways[way]
