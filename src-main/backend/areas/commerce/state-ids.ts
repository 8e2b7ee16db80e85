import { undoOf } from '#shared/contract/operations.ts'
import { type Service, SERVICES } from '#shared/domain/services.ts'
import type { ServiceChange } from '#backend/storage/commerce.ts'

type StateIds = Readonly<Record<Service, number>>

/** The states that an operation found, and that it left, also of the service that it did not change. */
interface Step {
  readonly found: StateIds
  readonly left: StateIds
}

export interface StateHistory {
  readonly now: StateIds
  /** Undefined for an operation that changed no service. */
  step(operationId: number): Step | undefined
}

/**
 * Names each state that the services have been in. A change makes a new state, named by its operation's number; undo
 * goes back to the state that the undone operation had found, under the name that it had, and redo likewise. So a
 * service is as an operation left it exactly when the names are equal: everything since has been undone. (Numbers of
 * versions and revisions only grow: they say that something happened, not that it was taken back.)
 *
 * `changes` are all changes of the services, in the order of their operations.
 */
export function stateHistory(changes: readonly ServiceChange[]): StateHistory {
  const steps = new Map<number, Step>()
  /** By the operation that was done again: the redo in its place. */
  const redos = new Map<number, number>()
  const roots = new Map<number, number>()
  let now: StateIds = { events: 0, training: 0 }

  /** The operation that an undo or a redo took back. */
  const inverted = ({ operationId, turns }: ServiceChange): number | undefined => {
    if (!turns) return undefined
    if (turns.undo !== null) {
      redos.set(turns.operationId, operationId)
      roots.set(operationId, turns.operationId)
      return turns.undo
    }
    const root = roots.get(turns.operationId) ?? turns.operationId
    return redos.get(root) ?? root
  }

  for (const change of changes) {
    const { operationId, services, kind } = change
    const found = now
    const before = inverted(change)
    const nameOf = (service: Service): number => {
      if (!services.includes(service)) return found[service]
      if (before !== undefined) return steps.get(before)?.found[service] ?? operationId
      // A permission is no part of what undo puts back.
      return undoOf(kind) ? operationId : found[service]
    }
    now = Object.fromEntries(SERVICES.map((service) => [service, nameOf(service)])) as Record<Service, number>
    steps.set(operationId, { found, left: now })
  }
  return { now, step: (operationId) => steps.get(operationId) }
}
