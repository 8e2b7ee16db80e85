import type { EventName, Events } from '#shared/contract/events.ts'
import type { ToClient } from '#shared/wire.ts'

/** Tells every client that is connected. */
export type Emit = <E extends EventName>(name: E, payload: Events[E]) => void

export interface EventBus {
  readonly emit: Emit
  /** Answers with the way to unsubscribe. */
  subscribe(send: (message: ToClient) => void): () => void
}

export function createEventBus(): EventBus {
  const clients = new Set<(message: ToClient) => void>()
  return {
    emit(name, payload) {
      for (const send of clients) send({ type: 'event', name, payload })
    },
    subscribe(send) {
      clients.add(send)
      return () => clients.delete(send)
    },
  }
}
