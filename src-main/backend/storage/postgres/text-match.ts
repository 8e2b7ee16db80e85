import { type RawBuilder, sql } from 'kysely'
import { casesOf, hasCasesBeyondAscii, likeLetter } from '../letter-cases.ts'
import { asciiLower } from './ascii-lower.ts'

/**
 * The condition that `column` contains `text` without regard to case, in any script, whatever the cluster's locale is:
 * columns have the collation "C", with which ILIKE knows the two cases of ASCII letters only. Where the text has other
 * letters, it first finds the rows in which any letter is in their place, and a regular expression looks at those few.
 */
export function contains(column: RawBuilder<unknown>, typed: string): RawBuilder<boolean> {
  const text = lettersOf(typed)
  const like = `%${text.map(likeLetter).join('')}%`
  return matching(column, text, sql<boolean>`${column} ILIKE ${like}`)
}

/** The same for the beginning of the column; where it has an index without regard to case, that is used. */
export function startsWith(column: RawBuilder<unknown>, typed: string): RawBuilder<boolean> {
  const text = lettersOf(typed)
  const like = `${text.map(likeLetter).map(asciiLower).join('')}%`
  return matching(column, text, sql<boolean>`lower(${column}) LIKE ${like}`, '^')
}

const lettersOf = (typed: string): string[] => [...typed.normalize('NFC')]

function matching(
  column: RawBuilder<unknown>,
  text: readonly string[],
  first: RawBuilder<boolean>,
  start = '',
): RawBuilder<boolean> {
  if (!hasCasesBeyondAscii(text.join(''))) return first
  return sql<boolean>`(${first} AND ${column} ~ ${start + text.map(patternLetter).join('')})`
}

function patternLetter(letter: string): string {
  const cases = casesOf(letter)
  if (cases.length > 1) return `[${cases.join('')}]`
  return letter.replace(/[\\^$.|?*+()[\]{}]/, '\\$&')
}
