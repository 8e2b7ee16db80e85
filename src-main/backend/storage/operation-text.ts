import type { Language } from '#shared/languages/languages.ts'
import type { StoredOperation } from './operations.ts'

/** The words of a text that is looked for, each once. */
export const wordsOf = (text: string): string[] => [...new Set(folded(text).split(' ').filter(Boolean))]

/** Whether a person reads the word of an operation: as a part of a word, a number as a whole. */
export type ReadsWord = (operation: StoredOperation, word: string) => boolean

/** Sentences are read with the first search: few threads of storage ever need them. */
export async function createReadsWord(language: Language): Promise<ReadsWord> {
  const [{ operationWords }, { createTranslator }] = await Promise.all([
    import('#shared/wording/operations/operation-words.ts'),
    import('#shared/wording/message-translator.ts'),
  ])
  const translator = createTranslator(language)
  let last: { of: StoredOperation; read: string } | undefined
  const readOf = (of: StoredOperation): string => {
    if (last?.of !== of)
      last = {
        of,
        read: `${of.id} ${folded(`${operationWords(of.details, translator, language)} ${of.author ?? ''}`)}`,
      }
    return last.read
  }
  return (operation, word) => {
    const read = readOf(operation)
    return /^\d+$/.test(word) ? withoutGroups(read).split(/\D+/).includes(word) : read.includes(word)
  }
}

/** Spaces of every kind are one. */
const folded = (text: string): string => text.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim()

const withoutGroups = (text: string): string => text.replace(/(\d)[ ,.](?=\d{3}(?!\d))/g, '$1')

/** Those of `operations`, the newest first, that read every word or concern it as a code: how many, and a page of them. */
export function pageOf(
  operations: Iterable<StoredOperation>,
  matches: (operation: StoredOperation) => boolean,
  { before = Infinity, limit }: { before?: number | undefined; limit: number },
): { total: number; operations: StoredOperation[] } {
  const page: StoredOperation[] = []
  let total = 0
  for (const operation of operations) {
    if (!matches(operation)) continue
    total += 1
    if (operation.id < before && page.length < limit) page.push(operation)
  }
  return { total, operations: page }
}

/** The first of `operations` that match. */
export function firstOf(
  operations: Iterable<StoredOperation>,
  matches: (operation: StoredOperation) => boolean,
  limit: number,
): StoredOperation[] {
  const found: StoredOperation[] = []
  for (const operation of operations) {
    if (matches(operation)) found.push(operation)
    if (found.length === limit) break
  }
  return found
}
