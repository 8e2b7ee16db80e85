import type { MethodName } from '#shared/contract/index.ts'
import type { Host } from './host/host.ts'

type Call = Host['call']
type Read = readonly [method: MethodName, input: object]

/** What every window reads first, and what its start page does. */
const ALWAYS: readonly Read[] = [
  ['site.get', {}],
  ['jobs.list', {}],
  ['secrets.state', {}],
]
const OVERVIEW: readonly Read[] = [
  ['overview.get', {}],
  ['commerce.get', { service: 'events' }],
  ['commerce.get', { service: 'training' }],
]

/** The reads that the page at `hash` begins with. */
export const firstReads = (hash: string): readonly Read[] =>
  /^(#\/?)?$/.test(hash) ? [...ALWAYS, ...OVERVIEW] : ALWAYS

/** An answer older than this is read anew: something may have changed since. */
const FRESH_MS = 2000

/**
 * Begins the first reads while the page is still being built; each answer goes to the first who asks for it. Later calls
 * go their usual way.
 */
export function withHeadStart(call: Call, reads: readonly Read[], now = () => performance.now()): Call {
  const nameOf = (method: MethodName, input: unknown) => `${method} ${JSON.stringify(input)}`
  const since = now()
  const begun = new Map(reads.map(([method, input]) => [nameOf(method, input), call(method, input)]))
  // A refusal is for whoever asks; nobody asking is no error.
  for (const answer of begun.values()) answer.catch(() => undefined)

  return (method, input) => {
    const name = nameOf(method, input)
    const early = begun.get(name)
    begun.delete(name)
    return early && now() - since < FRESH_MS ? early : call(method, input)
  }
}
