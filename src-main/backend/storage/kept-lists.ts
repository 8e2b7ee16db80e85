import { Refusal } from '#shared/contract/refusal.ts'
import type { RandomSource } from '#backend/kernel/dependencies.ts'
import { createKeptValues } from './kept-values.ts'
import type { CodeList } from './report.ts'

/** Lists that were pasted to be found, while somebody may still look at what came of them. */
export interface KeptLists {
  /**
   * Keeps the list until `client` aborts, and answers with its token; those that were not used for longest go where
   * there are too many.
   */
  add(list: CodeList, client?: AbortSignal): string
  /** @throws Refusal 'report.unknown-list' */
  get(token: string): CodeList
}

/** The memory that the lists of a site may take together: eight of the longest, or 16,000 short ones. */
const BUDGET_BYTES = 64 * 1024 * 1024

export function createKeptLists(random: RandomSource, budgetBytes = BUDGET_BYTES): KeptLists {
  const lists = createKeptValues<{ list: CodeList; bytes: number }>(random, budgetBytes)
  return {
    add: (list, client) => lists.add({ list, bytes: bytesOf(list) }, client),
    get(token) {
      const kept = lists.get(token)
      if (!kept) throw new Refusal('report.unknown-list', {})
      return kept.list
    },
  }
}

/** What the engine takes for a short text besides its characters. */
const TEXT_BYTES = 24

const bytesOf = ({ codes, addresses }: CodeList): number =>
  [codes, addresses].reduce(
    (sum, texts) => texts.reduce((bytes, text) => bytes + TEXT_BYTES + text.length, sum),
    0,
  )
