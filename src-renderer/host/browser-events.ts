import { backendStateSchema, eventMessageSchema } from '#shared/wire.ts'
import type { BrowserSession } from './browser-session.ts'
import { findHost } from './find-host.ts'
import type { HostEvent, HostState, Off, Unreachable } from './host.ts'
import { createListeners } from './listeners.ts'

export interface EventStream {
  onEvent(listener: (event: HostEvent) => void): Off
  onState(listener: (state: HostState) => void): Off
  state(): HostState | null
  /** Looks for a host that is unreachable, now. False where it is not. */
  lookNow(): boolean
}

interface Listening {
  source?: EventSource
}

/** Pauses before each look for a host that does not answer; the last counts for all that follow. */
const LOOK_AFTER_MS = [500, 1000, 1000, 2000, 3000]
/** A host that did not answer so many looks is not only busy. */
const ENDED_AFTER = 4

/**
 * The host's events. A page that is hidden lets its connection go, since a browser has six of them for all its tabs,
 * and receives afterwards what it missed. The host is informed, and keeps what it has for the page meanwhile.
 */
export function createEventStream(page: string, session: BrowserSession): EventStream {
  const events = createListeners<HostEvent>()
  const states = createListeners<HostState>()
  let state: HostState | null = null
  let lastId = ''
  /** What is under way: a stream, or its address that is asked for. */
  let current: Listening | null = null
  let missed = false

  const emitState = (next: HostState) => {
    if (JSON.stringify(next) === JSON.stringify(state)) return
    state = next
    states.emit(next)
  }
  const search = createSearch({
    find: () => findHost(session),
    isWanted: () => current === null && !document.hidden,
    onFound: () => void open(),
    onUnreachable: (why) => emitState({ state: 'unreachable', why }),
  })

  async function open(): Promise<void> {
    search.stop()
    if (current) return
    const own: Listening = {}
    current = own
    const failed = () => {
      if (current !== own) return
      close()
      search.begin()
    }
    try {
      const after = lastId === '' ? '' : `&after=${lastId}`
      const address = await session.once(`/api/events?page=${page}${after}`)
      if (current === own) own.source = listen(new EventSource(address), failed)
    } catch {
      failed()
    }
  }

  function close(): void {
    search.stop()
    current?.source?.close()
    current = null
  }

  function listen(stream: EventSource, failed: () => void): EventSource {
    stream.addEventListener('ready', ({ lastEventId }) => (lastId = lastEventId))
    stream.addEventListener('missed', ({ lastEventId }) => {
      lastId = lastEventId
      missed = true
    })
    stream.addEventListener('state', (message) => {
      const next = backendStateSchema.parse(JSON.parse(message.data as string))
      if (missed && next.state === 'running') {
        state = next
        states.emit({ state: 'running', missed: true })
      } else emitState(next)
      missed = false
    })
    stream.addEventListener('event', (message) => {
      lastId = message.lastEventId
      events.emit(eventMessageSchema.parse(JSON.parse(message.data as string)) as HostEvent)
    })
    // The browser would try again by itself, and not say why that fails: what is there is found out first.
    stream.addEventListener('error', failed)
    return stream
  }

  const inform = (stops: 'hidden' | 'left') =>
    void session
      .fetch(`/api/page/${stops}?page=${page}`, { method: 'POST', keepalive: true })
      .catch(() => undefined)

  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) return state?.state === 'unreachable' ? search.begin() : void open()
    // A page that is left has let its connection go already.
    if (current) inform('hidden')
    close()
  })
  window.addEventListener('pagehide', () => {
    close()
    inform('left')
  })
  window.addEventListener('pageshow', (event) => event.persisted && void open())

  // A tab that was opened with a new address has given this browser a session: others need not wait for it.
  session.onOpened(() => void search.lookNow())
  void open()
  return { onEvent: events.add, onState: states.add, state: () => state, lookNow: search.lookNow }
}

/** Looks for the host again and again, until it is found or nobody wants it any more. */
function createSearch(means: {
  find(): ReturnType<typeof findHost>
  isWanted(): boolean
  onFound(): void
  onUnreachable(why: Unreachable['why']): void
}) {
  let looks = 0
  let isLooking = false
  let timer: ReturnType<typeof setTimeout> | undefined

  async function look(): Promise<void> {
    clearTimeout(timer)
    if (isLooking || !means.isWanted()) return
    isLooking = true
    const found = await means.find()
    isLooking = false
    if (!means.isWanted()) return
    if (found === 'ours') return means.onFound()
    looks += 1
    means.onUnreachable(found === 'none' ? (looks > ENDED_AFTER ? 'ended' : 'no-answer') : found)
    timer = setTimeout(() => void look(), LOOK_AFTER_MS[Math.min(looks, LOOK_AFTER_MS.length) - 1])
  }

  return {
    begin() {
      looks = 0
      void look()
    },
    stop: () => clearTimeout(timer),
    lookNow() {
      if (!means.isWanted()) return false
      void look()
      return true
    },
  }
}
