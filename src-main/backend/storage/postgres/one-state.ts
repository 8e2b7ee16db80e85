import pg from 'pg'
import type { Log } from '#backend/kernel/dependencies.ts'
import { translating } from './errors.ts'
import { connecting, connectionConfig, type PostgresTarget, reasonOf } from './server.ts'

export interface OneState {
  readonly client: pg.ClientBase
  close(): Promise<void>
}

/**
 * A connection of its own that sees one state of the site, whatever is stored meanwhile.
 * @throws Refusal of the area `storage`
 */
export async function openOneState(target: PostgresTarget, log: Log): Promise<OneState> {
  const client = new pg.Client(connectionConfig(target, { writes: false }))
  client.on('error', (error) => log.warn('storage.connection-lost', { reason: reasonOf(error) }))
  const close = () => client.end().catch(() => undefined)
  try {
    await connecting(log, () => client.connect())
    // The state is that of the first statement that reads.
    await translating(() => client.query('BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1'))
    return { client, close }
  } catch (error) {
    await close()
    throw error
  }
}
