/** Longer than any number or token that PayPal gives for a payment, an approval or a permission. */
const LONGEST = 255
const PRINTABLE = /^[\x21-\x7e]+$/

/** A number or token in an answer: what is sent back to PayPal later and kept with a payment. Null for anything else. */
export const identifierIn = (value: string | undefined): string | null =>
  value !== undefined && value.length <= LONGEST && PRINTABLE.test(value) ? value : null
