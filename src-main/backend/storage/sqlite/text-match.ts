import { type RawBuilder, sql } from 'kysely'
import { casesOf, hasCasesBeyondAscii, likeLetter } from '../letter-cases.ts'

/**
 * The condition that `column` contains `text` without regard to case, in any script.
 *
 * LIKE knows the two cases of ASCII letters only. Where the text has other letters, LIKE first finds the rows in which
 * any letter is in their place, and GLOB, which takes a set of letters, looks at those few again. So nothing has to
 * be stored or indexed for it, and what a person types is never a pattern.
 */
export function contains(column: RawBuilder<unknown>, text: string): RawBuilder<boolean> {
  return matching(column, text, '%', '*')
}

/** The same for the beginning of the column. */
export function startsWith(column: RawBuilder<unknown>, text: string): RawBuilder<boolean> {
  return matching(column, text, '', '')
}

function matching(
  column: RawBuilder<unknown>,
  typed: string,
  likeBefore: string,
  globBefore: string,
): RawBuilder<boolean> {
  // SQLite would end the pattern at this character, and find what has the text before it.
  if (typed.includes('\0')) return sql<boolean>`FALSE`
  const text = typed.normalize('NFC')
  const like = `${likeBefore}${[...text].map(likeLetter).join('')}%`
  // The pattern is in the statement's parameters, as all values do.
  // Asked for where it is needed only: SQLite reads it again for every row.
  const escape = like.includes('\\') ? sql` ESCAPE '\\'` : sql``
  const first = sql<boolean>`${column} LIKE ${like}${escape}`
  if (!hasCasesBeyondAscii(text)) return first
  const glob = `${globBefore}${[...text].map(globLetter).join('')}*`
  return sql<boolean>`(${first} AND ${column} GLOB ${glob})`
}

function globLetter(letter: string): string {
  const cases = casesOf(letter)
  if (cases.length > 1) return `[${cases.join('')}]`
  // In a set of its own a wildcard is an ordinary letter.
  return /[*?[]/.test(letter) ? `[${letter}]` : letter
}
