import pg from 'pg'
import type { Log } from '#backend/kernel/dependencies.ts'
import type { Snapshot, StorageAddress } from '../storage.ts'
import { targetAt } from './address.ts'
import { type Lend, stateConnection } from './connection.ts'
import { translating } from './errors.ts'
import { createReaders } from './readers.ts'
import { connecting, connectionConfig, createLimit, reasonOf } from './server.ts'

/**
 * One state of the site, over a connection of its own.
 * @throws Refusal of the area `storage`
 */
export async function openSnapshot(address: StorageAddress, log: Log): Promise<Snapshot> {
  const client = new pg.Client(connectionConfig(targetAt(address), { writes: false }))
  client.on('error', (error) => log.warn('storage.connection-lost', { reason: reasonOf(error) }))
  const close = () => client.end().catch(() => undefined)
  try {
    await connecting(log, () => client.connect())
    // The state is that of the first statement that reads.
    await translating(() => client.query('BEGIN ISOLATION LEVEL REPEATABLE READ; SELECT 1'))
  } catch (error) {
    await close()
    throw error
  }
  const oneByOne = createLimit(1)
  const lend: Lend = (work) => oneByOne(() => work(client))
  return { readers: createReaders(stateConnection(lend, log)), close }
}
