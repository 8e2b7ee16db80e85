import { asciiText } from './ascii-text.ts'
import { CUSTOM_CODE } from './promo-code.ts'

const NOT_IN_CODES = /[^A-Za-z0-9_-]+/g

/**
 * The code that was probably meant by a text that is none: `VÅR 25` is `VAR-25`. Undefined where too little of it can
 * be written in the letters of codes.
 */
export async function suggestedCode(text: string): Promise<string | undefined> {
  const ascii = await asciiText(text.trim().normalize('NFKC'))
  // One large letter can be two in ASCII, of which the second is small.
  const cased = text === text.toUpperCase() ? ascii.toUpperCase() : ascii
  const code = cased
    .replace(/[.,'’]+/g, '')
    .replace(NOT_IN_CODES, '-')
    .replace(/-{2,}/g, '-')
    .slice(0, CUSTOM_CODE.max)
    .replace(/^-+|-+$/g, '')
  return code.length >= CUSTOM_CODE.min ? code : undefined
}
