import type { Operation } from '#shared/contract/history.ts'
import type { ErrorDetails } from '#shared/contract/errors.ts'
import type { SiteKind } from '#shared/contract/site.ts'
import { Refusal } from '#shared/contract/refusal.ts'

/** A call or job that changes something and whose answer was lost. */
export type LostRequest = ErrorDetails<'backend.outcome-unknown'>

/** What the history said of it. */
export interface FoundOutcome {
  /** `unclear` where no record can say it. */
  readonly state: 'done' | 'begun' | 'not-done' | 'unclear'
  /** In which site it was found. */
  readonly site: SiteKind | null
  readonly operations: readonly Operation[]
}

/** Thrown to whoever made the call once the outcome has been looked up; the notice bar has said it by then. */
export class LostAnswer extends Refusal<'backend.outcome-unknown'> {
  readonly outcome: FoundOutcome
  constructor(request: LostRequest, outcome: FoundOutcome) {
    super('backend.outcome-unknown', request)
    this.outcome = outcome
  }
}

/** True for a change that was carried out although its answer was lost. */
export const wasDoneAnyway = (error: unknown): error is LostAnswer =>
  error instanceof LostAnswer && error.outcome.state === 'done'
