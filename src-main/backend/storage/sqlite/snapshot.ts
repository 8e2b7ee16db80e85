import { z } from 'zod'
import type { Log } from '#backend/kernel/dependencies.ts'
import type { Snapshot, StorageAddress } from '../storage.ts'
import { openConnection, type OwnedConnection } from './connection.ts'
import { asRefusal, inData } from './errors.ts'
import { createReaders } from './readers.ts'
import { blocksOfRows } from './report-rows.ts'

function begin({ database }: OwnedConnection): void {
  database.exec('BEGIN')
  // A view begins with the first read.
  database.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get()
}

/** Runs `work` with a connection that sees the data as it is now, whatever is written meanwhile. */
export async function snapshot<T>(connection: OwnedConnection, work: () => Promise<T>): Promise<T> {
  try {
    begin(connection)
    return await work()
  } finally {
    if (connection.database.inTransaction) connection.database.exec('ROLLBACK')
  }
}

const SNAPSHOT_CACHE_KIB = 16 * 1024

export const addressOf = (path: string): StorageAddress => ({ content: path })
/** The database at an address. */
export const siteAt = ({ content }: StorageAddress): string => z.string().parse(content)

/** @throws Refusal of the area `storage` */
export async function openSnapshot(address: StorageAddress, log: Log): Promise<Snapshot> {
  const path = siteAt(address)
  const connection = openConnection({ path, readonly: true, cacheKiB: SNAPSHOT_CACHE_KIB, log })
  try {
    begin(connection)
  } catch (error) {
    connection.close()
    throw asRefusal(error, inData(path))
  }
  return snapshotOver(connection)
}

/** Over a connection that sees one state, and is closed with the snapshot. */
export const snapshotOver = (connection: OwnedConnection): Snapshot => ({
  readers: createReaders(connection),
  reportRows: blocksOfRows(connection),
  close: async () => connection.close(),
})
