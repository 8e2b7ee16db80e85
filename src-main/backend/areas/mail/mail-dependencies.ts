import type { Emit } from '#backend/kernel/contract/events.ts'
import type { FileRegistry } from '#backend/kernel/files/file-registry.ts'
import type { Clock, Log, RandomSource } from '#backend/kernel/dependencies.ts'
import type { SecretBox } from '#backend/areas/secrets/secrets.ts'
import type { Sites } from '#backend/storage/open-site.ts'

export interface MailDependencies {
  readonly sites: Sites
  readonly clock: Clock
  readonly random: RandomSource
  readonly log: Log
  readonly emit: Emit
  readonly box: SecretBox
  readonly files: FileRegistry
  /** How long to wait before another try; the usual pauses where it is left out. */
  readonly pace?: Partial<Pace> | undefined
  /** Certificates of issuers that are trusted besides those of the machine, PEM; for tests. */
  readonly trusted?: string | undefined
}

/** Pauses, in milliseconds: before the second try, the third, and so on; the last one again and again. */
export interface Pace {
  /** After a temporary error of one message; after the last it is given up. */
  readonly message: readonly number[]
  /** While the server cannot be reached. */
  readonly server: readonly number[]
  /** How long a server may take to answer. */
  readonly answer: number
}

const MINUTE = 60_000

/** Greylisting usually ends within some minutes; most outages within an hour. A message is given up after two days. */
export const USUAL_PACE: Pace = {
  message: [1, 5, 10, 15, 30, 60, 120, 240, 480, 960, 960].map((minutes) => minutes * MINUTE),
  server: [0.25, 0.5, 1, 2, 5, 10, 15].map((minutes) => minutes * MINUTE),
  answer: 2 * MINUTE,
}
