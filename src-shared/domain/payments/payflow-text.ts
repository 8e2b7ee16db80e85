/** The longest text about a purchase that Payflow takes (COMMENT1). */
const LONGEST = 127
const ASCII = /^[\u0000-\u007f]*$/
const PICTURES = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\u200d\ufe0f\u20e3]/gu

/**
 * A text about a purchase as Payflow takes it, and as it reaches the merchant's and the buyer's records: in ASCII, since other
 * letters have failed payments (PayPal's page of Payflow's sale), and without quotation marks, which its syntax does not allow.
 * Empty where nothing of the text can be written so.
 */
export async function payflowText(text: string): Promise<string> {
  const ascii = ASCII.test(text) ? text : await transliterated(text.replace(PICTURES, ''))
  return ascii
    .replace(/"/g, "'")
    .replace(/[\u0000-\u0020\u007f]+/g, ' ')
    .trim()
    .slice(0, LONGEST)
    .trimEnd()
}

/** Half a megabyte of tables, for texts that need them. */
async function transliterated(text: string): Promise<string> {
  const { default: anyAscii } = await import('any-ascii')
  return anyAscii(text.normalize('NFC'))
}
