import type { ReviewedChange } from '#shared/contract/review.ts'
import type { ProviderId } from '#shared/domain/commerce/providers.ts'
import {
  affected,
  backToTest,
  type CommerceState,
  publish,
  updateProduction,
} from '#shared/domain/commerce/services-state.ts'
import { tidy } from '#shared/domain/commerce/tidy.ts'
import { type Service, SERVICES } from '#shared/domain/services.ts'
import type { Readers } from '#backend/storage/storage.ts'
import { requireMode } from './checks.ts'
import type { CommerceSnapshot } from './commerce-snapshot.ts'
import { restoredState } from './restore.ts'
import { reversalOf } from './commerce-reversal.ts'
import { snapshotWithBoxes } from './service-boxes.ts'
import { type CommerceReversal, planUndo } from './undo-commerce.ts'

/** The payment settings as a change would leave them, complete or not. */
export interface ChangedSnapshot {
  readonly snapshot: CommerceSnapshot
  /** The services that the change is for. */
  readonly services: readonly Service[]
  /** Whose password is typed with the change. */
  readonly typed: readonly ProviderId[]
  readonly reversal: CommerceReversal | null
}

/** @throws Refusal as the change itself, except for what is missing or wrong in the settings */
export async function snapshotAfter(
  readers: Pick<Readers, 'commerce' | 'operations'>,
  now: CommerceSnapshot,
  service: Service,
  change: ReviewedChange,
): Promise<ChangedSnapshot> {
  const { state } = now
  const becomes = (next: CommerceState, typed: readonly ProviderId[] = []): ChangedSnapshot => ({
    snapshot: { ...now, state: next },
    services: affected(state, service),
    typed,
    reversal: null,
  })
  switch (change.kind) {
    case 'publish':
      if (change.content) requireMode(now, service, 'production')
      return change.content
        ? becomes(updateProduction(state, service, tidy(change.content)), change.passwords)
        : becomes(publish(state, service))
    case 'restore':
      return becomes(await restoredState(readers, now, service, change.revision))
    case 'back-to-test':
      requireMode(now, service, 'production')
      return becomes(backToTest(state, service))
    case 'services': {
      const after = snapshotWithBoxes(now, { ...change, page: service })
      const differs = (one: Service) => JSON.stringify(state[one]) !== JSON.stringify(after.state[one])
      return { snapshot: after, services: SERVICES.filter(differs), typed: [], reversal: null }
    }
    case 'undo': {
      const reversal = await reversalOf(readers.operations, change.operationId)
      const { after, services } = await planUndo(readers, now, reversal)
      return { snapshot: after, services, typed: [], reversal }
    }
  }
}
