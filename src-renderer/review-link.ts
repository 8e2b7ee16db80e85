import type { OperationDetails } from '#shared/contract/operations.ts'
import type { Service } from '#shared/domain/services.ts'

/** What a review shows before it is done (SPEC 2.7). */
export type ReviewedChange =
  | { readonly kind: 'publish' }
  | { readonly kind: 'restore'; readonly revision: number }
  /** Of an undo or a redo, undoing it is to do the operation again, or to undo it again. */
  | { readonly kind: 'undo'; readonly operationId: number }
  | { readonly kind: 'back-to-test' }
  /** Which services are enabled from now on; where that links them, `keep` says whose settings are for both. */
  | { readonly kind: 'services'; readonly enabled: readonly Service[]; readonly keep?: Service }

export interface ReviewLink {
  readonly name: 'commerce'
  readonly params: { readonly service: Service; readonly view: 'review' }
  readonly query: Record<string, string>
}

/**
 * The address of the review of a change, such as `/commerce/events/review?restore=12`. It is read again by
 * `reviewedChange` in `pages/commerce/reviewed-change.ts`.
 */
export const reviewLink = (service: Service, change: ReviewedChange): ReviewLink => ({
  name: 'commerce',
  params: { service, view: 'review' },
  query: queryOf(change),
})

/** The review of undoing or redoing an operation; null where it is none of the payment settings. */
export function reviewOfUndo(operation: {
  readonly operationId: number
  /** What a person did in the first place. */
  readonly details: OperationDetails
}): ReviewLink | null {
  const service = reviewedService(operation.details)
  return service && reviewLink(service, { kind: 'undo', operationId: operation.operationId })
}

function reviewedService(details: OperationDetails): Service | null {
  switch (details.kind) {
    case 'enable-service':
      return details.service
    case 'set-services':
      return details.kept ?? details.enabled[0] ?? 'events'
    case 'update-settings':
    case 'publish':
    case 'restore':
    case 'back-to-test':
      return details.services[0] ?? null
    default:
      return null
  }
}

function queryOf(change: ReviewedChange): Record<string, string> {
  switch (change.kind) {
    case 'publish':
      return {}
    case 'restore':
      return { restore: String(change.revision) }
    case 'undo':
      return { undo: String(change.operationId) }
    case 'back-to-test':
      return { to: 'test' }
    case 'services':
      return {
        services: change.enabled.length === 0 ? 'none' : change.enabled.join(','),
        ...(change.keep && { keep: change.keep }),
      }
  }
}
