import { type Read, readName } from '#shared/first-reads.ts'
import type { Host } from './host/host.ts'

type Call = Host['call']

/** An answer older than this is read again: something may have changed since. */
const FRESH_MS = 2000

export interface HeadStart {
  /** Later calls go their usual way. */
  readonly call: Call
  /** When all first reads are answered, or refused. */
  readonly answered: Promise<unknown>
}

/** Begins the first reads while the page is still being built; each answer goes to the first who asks for it. */
export function withHeadStart(call: Call, reads: readonly Read[], now = () => performance.now()): HeadStart {
  const since = now()
  const begun = new Map(reads.map(([method, input]) => [readName(method, input), call(method, input)]))
  return {
    // A refusal is for whoever asks; nobody asking is no error.
    answered: Promise.allSettled(begun.values()),
    call(method, input) {
      const name = readName(method, input)
      const early = begun.get(name)
      begun.delete(name)
      return early && now() - since < FRESH_MS ? early : call(method, input)
    },
  }
}
