/** Why looking for an update, or getting one, failed: a word, since the library's own messages hold addresses. */
export type UpdateFailure =
  | 'offline'
  | 'no-answer'
  | 'server'
  | 'interrupted'
  /** Not the file that was published: its sum or its signature is another. */
  | 'damaged'
  /** The system did not install it: its question was declined, or its installer failed. */
  | 'not-installed'

interface Offered {
  readonly version: string
  /** What is new, as it was published; empty where nothing was. */
  readonly notes: string
}

/** The state of updates, as the window shows it. */
export type UpdateState =
  | { readonly state: 'none' }
  | { readonly state: 'checking' }
  | ({ readonly state: 'available' } & Offered)
  /** `done` is a part of 1. */
  | ({ readonly state: 'downloading'; readonly done: number } & Offered)
  | ({ readonly state: 'ready' } & Offered)
  | ({ readonly state: 'installing' } & Offered)
  /** Without a version, nothing was found yet. */
  | {
      readonly state: 'failed'
      readonly why: UpdateFailure
      readonly version?: string
      readonly notes?: string
    }
