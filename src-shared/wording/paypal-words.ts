import type { AnswerCode, Destination } from '../domain/payments/answer-codes.ts'
import type { Language } from '../languages/languages.ts'
import { WORDING } from '../languages/wording.ts'

/** What is wrong, then what to do, a sentence each; for a person who sets up PayPal and tries a payment. */
export interface PaypalText {
  readonly fact: string
  readonly remedy: string
}

/** `inTest` replaces `remedy` where PayPal's test systems answer so by their own rules. */
export type PaypalTexts = Readonly<Record<AnswerCode, PaypalText & { readonly inTest?: string }>>

/** What to show a person about a refusal from PayPal; `destination` where known: a test has remedies of its own. */
export function paypalWords(code: AnswerCode, language: Language, destination?: Destination): PaypalText {
  const { fact, remedy, inTest } = WORDING[language].paypal[code]
  const isTest = destination === 'simulator' || destination === 'sandbox'
  return { fact, remedy: isTest && inTest !== undefined ? inTest : remedy }
}
