import type { Repeat } from '#backend/areas/backups/backups.ts'
import type { Pace } from '#backend/areas/mail/mail.ts'
import type { StartWorkbookProcess } from '#backend/areas/tables/tables.ts'
import type { PostgresTarget } from '#backend/storage/postgres/server.ts'
import type { Clock, Entries, Keychain, Log, RandomSource } from '#backend/kernel/dependencies.ts'

/** What the backend is created with. */
export interface BackendDependencies {
  readonly clock: Clock
  readonly random: RandomSource
  /** The folder that holds everything: `site/`, `sample/`. */
  readonly dataFolder: string
  /** Where the start says that the own site is, in place of `site/`. */
  readonly database?: PostgresTarget | null | undefined
  /** Of the database that was chosen in the settings, where the start has it; otherwise the keychain may. */
  readonly databasePassword?: string | null | undefined
  /** The name of the person who uses the program, where the start says it; it wins over the setting. */
  readonly author?: string | null | undefined
  readonly log: Log
  /** Parse every output against the contract: on in tests and in development. */
  readonly checkOutputs: boolean
  readonly entries: Entries
  /** Has the host start the process of a workbook, where this one cannot. */
  readonly startWorkbookProcess?: StartWorkbookProcess | undefined
  /** Takes note of a registered file that nobody needs any more. */
  readonly onFileDone?: (token: string) => void
  /** Without one, a passphrase protects the passwords. */
  readonly keychain?: Keychain
  /** Everybody who uses the site's database has the same keychain: of specs only. */
  readonly keychainIsShared?: boolean
  /** How mail is paced, and issuers of certificates that are trusted besides those of the machine; for tests. */
  readonly mail?: { readonly pace?: Partial<Pace>; readonly trusted?: string }
  readonly backups?: {
    /** The folder for backups from now on, where the start says so. */
    readonly folder?: string | undefined
    /** When it is looked whether a backup is due; never where it is left out. */
    readonly repeat?: Repeat
    /** Shows a file, or a folder, in the file manager; false where the host has none. */
    readonly showFile?: (path: string) => Promise<boolean>
  }
  readonly paypal?: {
    /** The address of the proxy that the system wants for a host, or null; the usual variables where it is left out. */
    readonly proxyFor?: (url: URL) => Promise<string | null>
    /** A simulator that runs already, for tests that end processes. */
    readonly simulator?: URL
    /** How time passes between two tries of a call; for tests. */
    readonly pause?: (ms: number, signal: AbortSignal) => Promise<void>
  }
}
