import type { Connection } from '../border/connection.ts'

/** What every window asks first. */
const FIRST = ['site.get', 'secrets.state', 'jobs.list', 'overview.get']

/**
 * Asks once what the first window will ask, and drops the answers: code is compiled, pages of the database are read and
 * the reading thread is up while that window is still being built.
 */
export function warmUp(backend: { connect(connection: Connection): void }): void {
  backend.connect({
    send: () => undefined,
    onMessage: (ask) => FIRST.forEach((method, id) => ask({ type: 'call', id, method, input: {} })),
    onClose: (close) => close(),
  })
}
