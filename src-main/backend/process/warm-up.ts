import { setTimeout as after } from 'node:timers/promises'
import type { Connection } from '../border/connection.ts'
import type { CallMessage } from '#shared/wire.ts'

type Call = Omit<CallMessage, 'type' | 'id'>
interface Served {
  connect(connection: Connection): void
}

/** What every window asks first. */
const FIRST: readonly Call[] = ['site.get', 'secrets.state', 'jobs.list', 'overview.get'].map((method) => ({
  method,
  input: {},
}))
/** What starts the reading thread, once the first window has had the machine to itself. */
const LATER: readonly Call[] = [{ method: 'overview.find', input: { text: ' ', limit: 1 } }]
const LATER_MS = 1500

/**
 * Asks once what the first window will ask, and drops the answers: code is compiled and pages of the database are read
 * while that window is still being built. A little later the reading thread is started in the same way.
 */
export function warmUp(backend: Served): void {
  ask(backend, FIRST)
  void after(LATER_MS, undefined, { ref: false }).then(() => ask(backend, LATER))
}

function ask(backend: Served, calls: readonly Call[]): void {
  backend.connect({
    send: () => undefined,
    onMessage: (hear) => calls.forEach((call, id) => hear({ type: 'call', id, ...call })),
    onClose: (close) => close(),
  })
}
