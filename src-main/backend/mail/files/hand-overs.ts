import { Refusal } from '#shared/contract/refusal.ts'
import type { RandomSource } from '../../parts.ts'

/** Which messages were written to files, until a person says that they were delivered. */
export interface HandOvers {
  keep(written: readonly HandedOver[]): string
  /** @throws Refusal 'mail.unknown-hand-over' */
  get(handOver: string): readonly HandedOver[]
}

/** A message as it was written: its recipient and codes may be others by the time that it is said to be delivered. */
export interface HandedOver {
  readonly id: number
  readonly key: string
  readonly codes: readonly number[]
}

const KEPT = 20

export function createHandOvers(random: RandomSource): HandOvers {
  const kept = new Map<string, readonly HandedOver[]>()
  return {
    keep(written) {
      const name = Buffer.from(random.bytes(9)).toString('base64url')
      kept.set(name, written)
      if (kept.size > KEPT) kept.delete(kept.keys().next().value ?? '')
      return name
    },
    get(handOver) {
      const written = kept.get(handOver)
      if (!written) throw new Refusal('mail.unknown-hand-over', {})
      return written
    },
  }
}
