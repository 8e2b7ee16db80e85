import { onScopeDispose } from 'vue'
import type { EventName, Events } from '#shared/contract/events.ts'
import { useHost } from './api-client.ts'

/** Listens to one event of the backend for as long as the component (or store) lives. */
export function useBackendEvent<E extends EventName>(name: E, listener: (payload: Events[E]) => void): void {
  const off = useHost().onEvent((event) => {
    if (event.name === name) listener(event.payload as Events[E])
  })
  onScopeDispose(off)
}
