import { CUSTOM_CODE } from './promo-code.ts'

/** Letters that are no other letter with an accent. */
const LETTERS: Readonly<Record<string, string>> = {
  æ: 'ae',
  ø: 'o',
  œ: 'oe',
  ß: 'ss',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ı: 'i',
}
const OUTSIDE_ASCII = /[^\u0000-\u007f]/gu
const ACCENTS = /\p{Mn}/gu
const NOT_IN_CODES = /[^A-Za-z0-9_-]+/g

/**
 * The code that was probably meant by a text that is none: `VÅR 25` is `VAR-25`. Undefined where too little of it can
 * be written in the letters of codes.
 */
export function suggestedCode(text: string): string | undefined {
  const plain = text.trim().normalize('NFKD').replace(ACCENTS, '').replace(OUTSIDE_ASCII, asciiFor)
  const code = plain
    .replace(/[.,'’]+/g, '')
    .replace(NOT_IN_CODES, '-')
    .replace(/-{2,}/g, '-')
    .slice(0, CUSTOM_CODE.max)
    .replace(/^-+|-+$/g, '')
  return code.length >= CUSTOM_CODE.min ? code : undefined
}

function asciiFor(letter: string): string {
  const small = letter.toLowerCase()
  const ascii = LETTERS[small] ?? ''
  return small === letter ? ascii : ascii.toUpperCase()
}
