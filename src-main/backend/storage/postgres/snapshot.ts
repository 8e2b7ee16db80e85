import type { Log } from '#backend/kernel/dependencies.ts'
import type { Snapshot, StorageAddress } from '../storage.ts'
import { targetAt } from './address.ts'
import { type Lend, stateConnection } from './connection.ts'
import { openOneState } from './one-state.ts'
import { createReaders } from './readers.ts'
import { blocksOfRows } from './report-rows.ts'
import { createLimit } from './server.ts'

/**
 * One state of the site, over a connection of its own.
 * @throws Refusal of the area `storage`
 */
export async function openSnapshot(address: StorageAddress, log: Log): Promise<Snapshot> {
  const { client, close } = await openOneState(targetAt(address), log)
  const oneByOne = createLimit(1)
  const lend: Lend = (work) => oneByOne(() => work(client))
  const connection = stateConnection(lend, log)
  return {
    readers: createReaders(connection),
    reportRows: blocksOfRows(connection),
    close,
  }
}
