import { backendStateSchema, type BackendState, eventMessageSchema } from '#shared/wire.ts'
import type { HostEvent, Off } from './host.ts'
import { createListeners } from './listeners.ts'

export interface EventStream {
  onEvent(listener: (event: HostEvent) => void): Off
  onState(listener: (state: BackendState) => void): Off
  state(): BackendState | null
}

/**
 * The host's events. A page that is hidden lets its connection go, since a browser has six of them for all its tabs,
 * and receives afterwards what it missed. The host is informed, and keeps what it has for the page meanwhile.
 */
export function createEventStream(page: string): EventStream {
  const events = createListeners<HostEvent>()
  const states = createListeners<BackendState>()
  let state: BackendState | null = null
  let lastId = ''
  let source: EventSource | null = null
  let failures = 0

  const emitState = (next: BackendState) => {
    if (JSON.stringify(next) === JSON.stringify(state)) return
    state = next
    states.emit(next)
  }

  function open(): void {
    source ??= listen(new EventSource(`/api/events?page=${page}${lastId === '' ? '' : `&after=${lastId}`}`))
  }

  function close(): void {
    source?.close()
    source = null
  }

  function listen(stream: EventSource): EventSource {
    stream.addEventListener('state', (message) => {
      failures = 0
      emitState(backendStateSchema.parse(JSON.parse(message.data as string)))
    })
    stream.addEventListener('event', (message) => {
      lastId = message.lastEventId
      events.emit(eventMessageSchema.parse(JSON.parse(message.data as string)) as HostEvent)
    })
    stream.addEventListener('error', () => {
      failures += 1
      // The browser tries again by itself, unless it was refused: then the host is another one, or gone.
      if (stream.readyState === EventSource.CLOSED)
        emitState({ state: 'stopped', error: { code: 'backend.shutting-down', message: '', details: {} } })
      else emitState({ state: 'restarting', attempt: failures, retryInSeconds: 3 })
    })
    return stream
  }

  const inform = (stops: 'hidden' | 'left') =>
    void fetch(`/api/page/${stops}?page=${page}`, { method: 'POST', keepalive: true }).catch(() => undefined)

  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) return open()
    // A page that is left has let its connection go already.
    if (source) inform('hidden')
    close()
  })
  window.addEventListener('pagehide', () => {
    close()
    inform('left')
  })
  window.addEventListener('pageshow', (event) => event.persisted && open())
  open()
  return { onEvent: events.add, onState: states.add, state: () => state }
}
