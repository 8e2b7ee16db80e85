import type { Pace } from '#backend/areas/mail/mail-parts.ts'

/** What the backend is handed. Tests hand it other parts; nothing is patched. */

/** Tells the time; the only one that does. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  now(): number
}

/** Secure random bytes, from the system's source in the product. */
export interface RandomSource {
  bytes(count: number): Uint8Array
}

export type LogFields = Readonly<Record<string, string | number | boolean | null>>

/** The log of the program. It holds no personal data: no names, addresses, codes, paths or query parameters. */
export interface Log {
  info(event: string, fields?: LogFields): void
  warn(event: string, fields?: LogFields): void
  error(event: string, fields?: LogFields): void
}

/** The files that start a thread or a process of their own; a build puts them elsewhere than the source does. */
export interface Entries {
  readonly readerThread: URL | string
  readonly bulkThread: URL | string
  readonly workbookChild: URL | string
}

/** The system's keychain, asked by the host. */
export interface Keychain {
  /** False where there is none, or it is locked, or it would not really protect anything. */
  available(): Promise<boolean>
  seal(bytes: Uint8Array): Promise<Uint8Array>
  unseal(bytes: Uint8Array): Promise<Uint8Array>
}

export interface Parts {
  readonly clock: Clock
  readonly random: RandomSource
  /** The folder that holds everything: `site/`, `sample/`. */
  readonly dataFolder: string
  readonly log: Log
  /** Parse every output against the contract: on in tests and in development. */
  readonly checkOutputs: boolean
  readonly entries: Entries
  /** Without one, a passphrase protects the passwords. */
  readonly keychain?: Keychain
  /** How mail is paced, and issuers of certificates that are trusted besides those of the machine; for tests. */
  readonly mail?: { readonly pace?: Partial<Pace>; readonly trusted?: string }
  readonly paypal?: {
    /** The address of the proxy that the system wants for a host, or null; the usual variables where it is left out. */
    readonly proxyFor?: (url: URL) => Promise<string | null>
    /** A simulator that runs already, for tests that end processes. */
    readonly simulator?: URL
    /** How time passes between two tries of a call; for tests. */
    readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>
  }
}
