import { asciiText } from '../ascii-text.ts'

/** The longest text about a purchase that Payflow takes (COMMENT1). */
const LONGEST = 127
/**
 * A text about a purchase as Payflow takes it, and as it reaches the merchant's and the buyer's records: in ASCII, since other
 * letters have failed payments (PayPal's page of Payflow's sale), and without quotation marks, which its syntax does not allow.
 * Empty where nothing of the text can be written so.
 */
export async function payflowText(text: string): Promise<string> {
  return (await asciiText(text))
    .replace(/"/g, "'")
    .replace(/[\u0000-\u0020\u007f]+/g, ' ')
    .trim()
    .slice(0, LONGEST)
    .trimEnd()
}
