import type { MethodName } from './contract/index.ts'
import type { CallMessage } from './wire.ts'

export type Read = readonly [method: MethodName, input: object]

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

/** The name by which a read and its answer find each other. */
export const readName = (method: string, input: unknown): string => `${method} ${JSON.stringify(input)}`

/** The reads as calls that a preload sends ahead of its page. Their numbers are below zero, where no page's own are. */
export const callsAhead = (reads: readonly Read[]): CallMessage[] =>
  reads.map(([method, input], index) => ({ type: 'call', id: -1 - index, method, input }))
