import type { AnswerCode, AnswerPair, Destination } from '../domain/payments/answer-codes.ts'
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

/** Where each protocol has its code, and the text that goes with it: the first that is there counts. */
const OWN_WORDS: readonly (readonly [code: string, ...texts: string[]])[] = [
  ['RESULT', 'RESPMSG'],
  ['ORIGRESULT', 'ORIGRESPMSG'],
  ['L_ERRORCODE0', 'L_LONGMESSAGE0', 'L_SHORTMESSAGE0'],
  ['error(0).errorId', 'error(0).message'],
  ['issue', 'description', 'message'],
  ['name', 'message'],
  ['error', 'error_description'],
]

/** What PayPal itself said no with: "RESULT 12: Declined", "INSTRUMENT_DECLINED: …"; null where it gave no code. */
export function paypalSaid(pairs: readonly AnswerPair[]): string | null {
  const valueOf = (name: string): string | undefined => pairs.find((pair) => pair.name === name)?.value
  for (const [name, ...texts] of OWN_WORDS) {
    const code = valueOf(name)
    // RESULT 0 is no refusal: an inquiry that went well says what happened to the payment.
    if (code === undefined || code === '' || code === '0') continue
    const text = texts.map(valueOf).find((value) => value !== undefined && value !== '')
    const shown = /^-?\d{1,5}$/.test(code) && name.endsWith('RESULT') ? `${name} ${code}` : code
    return text === undefined ? shown : `${shown}: ${text.replace(/\.$/, '')}`
  }
  return null
}

/** The same with PayPal's own words behind what is wrong: "Banken avslo betalingen (RESULT 12: Declined)." */
export function withPaypalSaid<Text extends Pick<PaypalText, 'fact'>>(
  text: Text,
  pairs: readonly AnswerPair[],
): Text {
  const said = paypalSaid(pairs)
  return said === null ? text : { ...text, fact: `${text.fact.replace(/\.$/, '')} (${said}).` }
}
