/** Upper and lower case, where both are one letter. */
export function casesOf(letter: string): readonly string[] {
  const cases = new Set([letter, letter.toLowerCase(), letter.toUpperCase()])
  return [...cases].filter((other) => [...other].length === 1)
}

const isAscii = (letter: string): boolean => letter.charCodeAt(0) < 0x80

/** Whether LIKE alone cannot find the text in any case. */
export const hasCasesBeyondAscii = (text: string): boolean =>
  [...text].some((letter) => !isAscii(letter) && casesOf(letter).length > 1)

/** For a pattern of LIKE that knows the two cases of ASCII letters: any letter in the place of one that has others. */
export function likeLetter(letter: string): string {
  if (!isAscii(letter) && casesOf(letter).length > 1) return '_'
  return /[\\%_]/.test(letter) ? `\\${letter}` : letter
}
