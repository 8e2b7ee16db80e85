import type { OpenSite } from '#backend/storage/open-site.ts'
import type { Handlers } from '#shared/contract/index.ts'
import type { JobContext } from '#backend/kernel/contract/jobs.ts'
import type { HandOvers } from './files/handovers.ts'
import type { MailDependencies } from './mail-dependencies.ts'

/** What the handlers of mail share. */
export interface MailContext {
  readonly parts: MailDependencies
  /** With a site in which no message of an earlier run is still said to be on its way. */
  use<T>(work: (site: OpenSite) => Promise<T>): Promise<T>
  /** Messages changed: the sender looks again, and every window is notified. */
  moved(): void
  readonly handOvers: HandOvers
}

export type MailHandlers = Handlers<JobContext>['mail']
