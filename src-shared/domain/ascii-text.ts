const ASCII = /^[\u0000-\u007f]*$/
const PICTURES = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\u200d\ufe0f\u20e3]/gu

/** A text of any script in the letters of ASCII, without its pictures. Half a megabyte of tables is loaded for a text that needs them. */
export async function asciiText(text: string): Promise<string> {
  if (ASCII.test(text)) return text
  const { default: anyAscii } = await import('any-ascii')
  return anyAscii(text.normalize('NFC').replace(PICTURES, ''))
}
