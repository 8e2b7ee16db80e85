import type { PostgresTarget } from '#backend/storage/postgres/server.ts'

/** What a client of a team does; `read` opens reports and goes through their windows. */
export const ACTIONS = [
  'create', 'extend', 'edit', 'undo', 'redo', 'queue', 'settings', 'view', 'publish', 'redeem', 'read',
] as const // prettier-ignore
export type Action = (typeof ACTIONS)[number]
export const MUTATIONS: readonly Action[] = ACTIONS.filter((action) => action !== 'read')

/** One call that changes the site, as its client knows it before there is an answer. */
export interface Attempt {
  readonly requestId: string
  readonly client: number
  readonly action: Action
  /** Of a creation: so many codes. */
  readonly codes?: number
  /** What it writes: a recipient's name, a setting. */
  readonly text?: string
}

export interface ClientOptions {
  readonly target: PostgresTarget
  readonly client: number
  readonly actions: readonly Action[]
  /** Between two actions, as a person looks at what the first has done. */
  readonly pauseMs: number
}

export type ToClient = { readonly do: 'work' | 'rest' | 'end' }
export type FromClient =
  | { readonly is: 'ready' }
  | { readonly is: 'begun'; readonly attempt: Attempt }
  | { readonly is: 'confirmed'; readonly requestId: string; readonly operationId: number | null }
  /** Without a request where a read was. */
  | { readonly is: 'refused'; readonly requestId: string | null; readonly code: string }
  /** With how many milliseconds each window of a report has taken since the last rest. */
  | { readonly is: 'resting'; readonly windows: readonly number[] }

/** The recipient of the codes that only this client changes. */
export const ownAddress = (client: number): string => `own${client}@example.com`
/** What those codes are before anybody changes them. */
export const OWN_NAME = 'Kari Nordmann'
export const OWN_EXPIRES = '2030-12-31'
/** Unlimited: everybody uses it. */
export const SHARED_CODE = 'KASSE-1'

/** With which calls are refused because of what others do meanwhile. */
export const EXPECTED_REFUSALS: readonly string[] = [
  'commerce.changed-meanwhile',
  'commerce.changed-since',
  'commerce.other-mode',
  'commerce.plan-moved',
]
/** With which calls end while the server is away. */
export const UNANSWERED: readonly string[] = ['storage.unavailable', 'backend.outcome-unknown']
