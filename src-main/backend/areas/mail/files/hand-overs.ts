import { Refusal } from '#shared/contract/refusal.ts'
import type { RandomSource } from '#backend/kernel/dependencies.ts'

/** Which messages were written to files, until a person says that they were delivered. */
export interface HandOvers {
  keep(ids: readonly number[]): string
  /** @throws Refusal 'mail.unknown-hand-over' */
  get(handOver: string): readonly number[]
}

const KEPT = 20

export function createHandOvers(random: RandomSource): HandOvers {
  const kept = new Map<string, readonly number[]>()
  return {
    keep(ids) {
      const name = Buffer.from(random.bytes(9)).toString('base64url')
      kept.set(name, ids)
      if (kept.size > KEPT) kept.delete(kept.keys().next().value ?? '')
      return name
    },
    get(handOver) {
      const ids = kept.get(handOver)
      if (!ids) throw new Refusal('mail.unknown-hand-over', {})
      return ids
    },
  }
}
