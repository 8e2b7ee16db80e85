import { Refusal } from '#shared/contract/refusal.ts'
import type { RandomSource } from '#backend/kernel/dependencies.ts'
import type { CodeList } from './report.ts'

/** Lists that were pasted to be found, while somebody may still look at what came of them. */
export interface KeptLists {
  /** Keeps the list and answers with its token; the oldest goes. */
  add(list: CodeList): string
  /** @throws Refusal 'report.unknown-list' */
  get(token: string): CodeList
}

const KEPT = 8

export function createKeptLists(random: RandomSource): KeptLists {
  const lists = new Map<string, CodeList>()
  return {
    add(list) {
      const token = Buffer.from(random.bytes(9)).toString('base64url')
      lists.set(token, list)
      if (lists.size > KEPT) lists.delete(lists.keys().next().value ?? '')
      return token
    },
    get(token) {
      const list = lists.get(token)
      if (!list) throw new Refusal('report.unknown-list', {})
      return list
    },
  }
}
