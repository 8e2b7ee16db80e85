import type { ThreadEntry } from './threads/thread-source.ts'

/** What every part of the backend may need of the world outside. Tests pass other implementations; nothing is patched. */

/** The only source of the time. */
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
  readonly readerThread: ThreadEntry
  readonly writerThread: ThreadEntry
  readonly exportThread: ThreadEntry
  readonly workbookChild: URL | string
  /** The storage's threads may start so much later, where they are not needed before: milliseconds. */
  readonly storageAfterMs?: number
}

/** The system's keychain, asked by the host. */
export interface Keychain {
  /** False where there is none, or it is locked, or it would not really protect anything. */
  available(): Promise<boolean>
  seal(bytes: Uint8Array): Promise<Uint8Array>
  unseal(bytes: Uint8Array): Promise<Uint8Array>
}
