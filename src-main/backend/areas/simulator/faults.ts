import type { RandomSource } from '#backend/kernel/dependencies.ts'
import type { ProtocolName } from './bank/bank.ts'
import type { Asked } from './server/http-messages.ts'

/** What can go wrong. `carriedOut` says whether money has moved although the answer is no good. */
export type FaultKind =
  /** Carried out; the answer comes late. */
  | 'slow'
  /** The connection is cut before anything is carried out. */
  | 'cut'
  /** Carried out, then the connection is cut without an answer. */
  | 'answer-lost'
  /** Carried out; half an answer, then the connection is cut. */
  | 'half'
  /** Carried out; a web page in place of the answer. */
  | 'wrong-type'
  /** Not carried out; HTTP 500. */
  | 'http-500'
  /** Not carried out; the protocol says no with `code`. */
  | 'refuse'
  /** Carried out, and held for a review, with `code` or the protocol's usual one. */
  | 'hold'

export interface Fault {
  readonly kind: FaultKind
  /** Only for this protocol, this operation (`A`, `D`, `DoExpressCheckoutPayment`, `capture`…). */
  readonly protocol?: ProtocolName
  readonly operation?: string
  /** For `slow`; without it the answer never comes. */
  readonly ms?: number
  /** For `refuse`: a RESULT code, an error code, an issue. For `hold`: a RESULT code, a reason. */
  readonly code?: string
}

/** Faults on demand. Pages have none. */
export interface Faults {
  /** Each is met once, in this order, by the first call that it is meant for. */
  next(...faults: Fault[]): void
  /** This share (0 to 1) of all calls meets one of these, drawn by lot. */
  often(share: number, faults: readonly Fault[]): void
  clear(): void
}

export interface FaultSource extends Faults {
  take(asked: Asked): Fault | null
}

const isFor = (fault: Fault, asked: Asked): boolean =>
  (fault.protocol ?? asked.protocol) === asked.protocol &&
  (fault.operation ?? asked.operation) === asked.operation

export function createFaults(random: RandomSource): FaultSource {
  let queue: Fault[] = []
  let frequent: { share: number; faults: readonly Fault[] } = { share: 0, faults: [] }
  const drawn = (): number => Buffer.from(random.bytes(4)).readUInt32BE() / 2 ** 32

  return {
    next: (...faults) => void queue.push(...faults),
    often: (share, faults) => void (frequent = { share, faults }),
    clear() {
      queue = []
      frequent = { share: 0, faults: [] }
    },
    take(asked) {
      const index = queue.findIndex((fault) => isFor(fault, asked))
      if (index >= 0) return queue.splice(index, 1)[0] ?? null
      if (frequent.share === 0 || drawn() >= frequent.share) return null
      const meant = frequent.faults.filter((fault) => isFor(fault, asked))
      return meant[Math.floor(drawn() * meant.length)] ?? null
    },
  }
}
