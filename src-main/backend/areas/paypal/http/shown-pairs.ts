import type { AnswerPair } from '#shared/domain/payments/answer-codes.ts'

/** What is shown in place of a secret that PayPal repeated. */
const HIDDEN = '•••'
/** Of one value: what is longer is no word of PayPal's, and is kept with the payment. */
const LONGEST = 1000
/** 13 to 19 figures, as cards have them, with spaces or hyphens between. */
const CARD_LIKE = /(?<![\dA-Za-z])\d(?:[ -]?\d){12,18}(?![\dA-Za-z])/g

/**
 * The names of `shown` that the answer has, in that order. What was secret in the request (`secrets`: card number, CVV,
 * password) is hidden where PayPal repeats it, and so is anything that could be a card number.
 */
export function shownPairs(
  fields: ReadonlyMap<string, string>,
  shown: readonly string[],
  secrets: readonly string[],
): AnswerPair[] {
  return shown.flatMap((name) => {
    const value = fields.get(name)
    return value === undefined ? [] : [{ name, value: hide(value, secrets) }]
  })
}

/** Without secrets, and no longer than what PayPal says anywhere. Cut last, since half a secret is not found. */
export function hide(text: string, secrets: readonly string[]): string {
  const hidden = secrets
    .filter((secret) => secret.length >= 3)
    .reduce((before, secret) => withoutSecret(before, secret), text)
  const shown = hidden.replace(CARD_LIKE, HIDDEN)
  return shown.length <= LONGEST ? shown : `${shown.slice(0, LONGEST).toWellFormed()}…`
}

/** A short number is hidden in sentences only, and as a number: its figures also occur in codes and amounts. */
function withoutSecret(text: string, secret: string): string {
  if (!/^\d{3,4}$/.test(secret)) return text.replaceAll(secret, HIDDEN)
  if (!/[A-Za-z]/.test(text)) return text
  return text.replace(new RegExp(`(?<![\\dA-Za-z])${secret}(?![\\dA-Za-z])`, 'g'), HIDDEN)
}
