import type { EventName, Events } from '#shared/contract/events.ts'
import type { ToClient } from '#shared/wire.ts'
import type { Log } from '../dependencies.ts'
import { guarded } from '../guarded.ts'

/** Sends an event to every client that is connected. */
export type Emit = <E extends EventName>(name: E, payload: Events[E]) => void

export interface EventBus {
  readonly emit: Emit
  /** Answers with the way to unsubscribe. */
  subscribe(send: (message: ToClient) => void): () => void
}

export function createEventBus(log: Log): EventBus {
  const clients = new Set<(message: ToClient) => void>()
  return {
    emit(name, payload) {
      for (const send of clients) send({ type: 'event', name, payload })
    },
    subscribe(send) {
      // One client that cannot be notified must not keep the others, or what the event is about, from going on.
      const client = guarded(log, 'contract.event-failed', send)
      clients.add(client)
      return () => clients.delete(client)
    },
  }
}
