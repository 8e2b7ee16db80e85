import type { ServerResponse } from '#backend/kernel/loopback/loopback-server.ts'
import type { BackendState, EventMessage } from '#shared/wire.ts'
import { safetyHeaders } from '../hosts/content-policy.ts'

/** Events kept for a page that was away for a while. */
const KEPT = 1000
/** A reader that is this far behind is let go; it comes back and receives what it missed. */
const FAR_BEHIND_BYTES = 4_000_000

export interface EventStream {
  /**
   * Sends what came after the event `after`, then the state, then everything. Where not all of that is known any more,
   * or it was an event of another start of the host, an event `missed` says so before the state.
   */
  open(response: ServerResponse, state: BackendState | null, after: string | null): void
  event(event: EventMessage): void
  state(state: BackendState): void
  close(): void
}

/** Server-sent events to every page and script that listens. `start` distinguishes this start of the host from others. */
export function createEventStream(start: string): EventStream {
  const readers = new Set<ServerResponse>()
  const kept: { number: number; text: string }[] = []
  let last = 0

  const send = (reader: ServerResponse, text: string) => {
    reader.write(text)
    if (reader.writableLength > FAR_BEHIND_BYTES) reader.destroy()
  }
  const all = (text: string) => {
    for (const reader of readers) send(reader, text)
  }
  const idOf = (number: number) => `${start}-${number}`
  const stateText = (state: BackendState) => `event: state\ndata: ${JSON.stringify(state)}\n\n`

  /** What came after it; null where that cannot be known. */
  function since(after: string): typeof kept | null {
    const number = after.startsWith(`${start}-`) ? Number(after.slice(start.length + 1)) : Number.NaN
    const isKnown = Number.isSafeInteger(number) && number <= last && number >= last - kept.length
    return isKnown ? kept.filter((event) => event.number > number) : null
  }

  return {
    open(response, state, after) {
      response.writeHead(200, {
        'Content-Type': 'text/event-stream; charset=utf-8',
        'Cache-Control': 'no-store',
        ...safetyHeaders,
      })
      response.write('retry: 1000\n\n')
      const missed = after === null ? [] : since(after)
      for (const { text } of missed ?? []) send(response, text)
      // From here on whoever comes back says what it has, though nothing has happened yet.
      send(response, `id: ${idOf(last)}\nevent: ${missed === null ? 'missed' : 'ready'}\ndata: {}\n\n`)
      if (state) send(response, stateText(state))
      readers.add(response)
      response.on('close', () => readers.delete(response))
    },
    event(event) {
      last += 1
      const text = `id: ${idOf(last)}\nevent: event\ndata: ${JSON.stringify(event)}\n\n`
      kept.push({ number: last, text })
      if (kept.length > KEPT) kept.shift()
      all(text)
    },
    state: (state) => all(stateText(state)),
    close() {
      for (const reader of readers) reader.end()
      readers.clear()
    },
  }
}
