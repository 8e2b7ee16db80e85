import { type RawBuilder, sql } from 'kysely'
import { casesOf, hasCasesBeyondAscii, likeLetter } from '../letter-cases.ts'

/**
 * The condition that `column` contains `text` without regard to case, in any script, whatever the cluster's locale is:
 * columns have the collation "C", with which ILIKE knows the two cases of ASCII letters only. Where the text has other
 * letters, it first finds the rows in which any letter is in their place, and a regular expression looks at those few.
 */
export function contains(column: RawBuilder<unknown>, typed: string): RawBuilder<boolean> {
  const text = [...typed.normalize('NFC')]
  const first = sql<boolean>`${column} ILIKE ${`%${text.map(likeLetter).join('')}%`}`
  if (!hasCasesBeyondAscii(text.join(''))) return first
  return sql<boolean>`(${first} AND ${column} ~ ${text.map(patternLetter).join('')})`
}

function patternLetter(letter: string): string {
  const cases = casesOf(letter)
  if (cases.length > 1) return `[${cases.join('')}]`
  return letter.replace(/[\\^$.|?*+()[\]{}]/, '\\$&')
}
