import { bannedPatterns, bannedWords, exempt } from './banned-words.ts'

export interface Finding {
  readonly line: number
  readonly found: string
  readonly use: string
}

const use = new Map(bannedWords.flatMap(({ words, use }) => words.map((word) => [word, use])))

/** The words of an identifier or of prose, in lower case: `sendBatch` has two. */
const wordsOf = (line: string): string[] =>
  line
    .replace(/(\p{Ll}|\d)(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .match(/\p{L}+/gu) ?? []

/** The banned words of one file's text; `file` is its path from the root of the checkout. */
export function findWords(file: string, text: string): Finding[] {
  const allowed = new Set(exempt.filter(({ files }) => files.test(file)).flatMap(({ words }) => words))
  return text.split('\n').flatMap((content, index) => {
    const line = index + 1
    const words = wordsOf(content)
      .filter((word) => use.has(word) && !allowed.has(word))
      .map((found) => ({ line, found, use: use.get(found) ?? '' }))
    const phrases = bannedPatterns.flatMap(({ pattern, use }) => {
      const found = pattern.exec(content)?.[0]
      return found === undefined ? [] : [{ line, found, use }]
    })
    return [...words, ...phrases]
  })
}
