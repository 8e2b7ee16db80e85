import type { ServerResponse } from '#backend/kernel/loopback/loopback-server.ts'
import type { BackendState, EventMessage } from '#shared/wire.ts'
import { safetyHeaders } from '../hosts/content-policy.ts'

/** Events kept for a page that was away for a moment. */
const KEPT = 1000
/** A reader that is this far behind is let go; it comes back and receives what it missed. */
const FAR_BEHIND_BYTES = 4_000_000

export interface EventStream {
  /** Sends the state, then what came after event number `after`, then everything. */
  open(response: ServerResponse, state: BackendState | null, after: number | null): void
  event(event: EventMessage): void
  state(state: BackendState): void
  close(): void
}

/** Server-sent events to every page and script that listens. */
export function createEventStream(): EventStream {
  const readers = new Set<ServerResponse>()
  const kept: { id: number; text: string }[] = []
  let last = 0

  const send = (reader: ServerResponse, text: string) => {
    reader.write(text)
    if (reader.writableLength > FAR_BEHIND_BYTES) reader.destroy()
  }
  const all = (text: string) => {
    for (const reader of readers) send(reader, text)
  }
  const stateText = (state: BackendState) => `event: state\ndata: ${JSON.stringify(state)}\n\n`

  return {
    open(response, state, after) {
      response.writeHead(200, {
        'Content-Type': 'text/event-stream; charset=utf-8',
        'Cache-Control': 'no-store',
        ...safetyHeaders,
      })
      response.write('retry: 1000\n\n')
      if (state) send(response, stateText(state))
      if (after !== null) for (const { id, text } of kept) if (id > after) send(response, text)
      readers.add(response)
      response.on('close', () => readers.delete(response))
    },
    event(event) {
      last += 1
      const text = `id: ${last}\nevent: event\ndata: ${JSON.stringify(event)}\n\n`
      kept.push({ id: last, text })
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
