import { setTimeout as after } from 'node:timers/promises'
import type { Connection } from '#backend/kernel/contract/connection.ts'

interface Served {
  connect(connection: Connection): void
}

/** When the first window has had the machine to itself. */
const LATER_MS = 1500

/** Starts the reading thread a little after the start, by a call whose answer nobody needs. */
export async function warmUp(backend: Served): Promise<void> {
  await after(LATER_MS, undefined, { ref: false })
  backend.connect({
    send: () => undefined,
    onMessage: (receive) =>
      receive({ type: 'call', id: 0, method: 'overview.find', input: { text: ' ', limit: 1 } }),
    onClose: (close) => close(),
  })
}
