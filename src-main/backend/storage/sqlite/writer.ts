import { setImmediate as yieldToEventLoop, setTimeout as wait } from 'node:timers/promises'
import { Refusal } from '#shared/contract/refusal.ts'
import { noteStored } from '#backend/kernel/current-request.ts'
import { createMutex } from '#backend/kernel/mutex.ts'
import type { Readers, Transaction } from '../storage.ts'
import { BUSY_MS, type OwnedConnection, type WorkingConnection } from './connection.ts'
import { asRefusal, inData, sqliteCode } from './errors.ts'
import { createReaders } from './readers.ts'
import { recordRequest } from './requests.ts'
import { createWriters } from './writers.ts'
import type { Database } from './driver.ts'

/** A transaction with the connection that it is on, as only the engine and its tests know it. */
export type OpenTransaction = Transaction & WorkingConnection

/** What a transaction did: how many rows it changed, and whether the log holds something that is to be gone. */
export interface Committed {
  readonly changed: number
  readonly erased: boolean
}

/** The one writer of a site: transactions run one after another, each all or nothing. */
export interface Writer {
  /** Commits when `work` ends, takes everything back when it throws or `signal` aborts before the commit. */
  transaction<T>(name: string, work: (tx: OpenTransaction) => Promise<T>, signal?: AbortSignal): Promise<T>
  /** Reports of each transaction what it did, once it is committed. */
  onCommitted(listener: (committed: Committed) => void): void
  /** Waits for what is being written. */
  close(): Promise<void>
}

/** The cache of the connection, in KiB: what is freed of a larger one comes back to the system in part only. */
export const WRITER_CACHE_KIB = 8 * 1024
/**
 * The cache of a transaction that goes on for several chunks: creating a million codes touches pages of three indexes at
 * random; with them in memory, each is written about once.
 */
const LONG_CACHE_KIB = 128 * 1024
const LONG_CHUNKS = 3

/** `inUse`: the database is the site's already, so that what is committed is stored. */
export function createWriter(connection: OwnedConnection, inUse = true): Writer {
  const { database } = connection
  const totalChanges = database.prepare('SELECT total_changes()').pluck()
  const mutex = createMutex()
  let committed: (what: Committed) => void = () => undefined
  let checkCancelled = (): void => undefined
  let chunks = 0
  const tx = transactionOn({
    ...connection,
    async pause() {
      chunks += 1
      if (chunks === LONG_CHUNKS) database.pragma(`cache_size = -${LONG_CACHE_KIB}`)
      await yieldToEventLoop()
      checkCancelled()
    },
  })

  const run = async <T>(work: (tx: OpenTransaction) => Promise<T>, signal?: AbortSignal): Promise<T> => {
    checkCancelled = () => {
      if (signal?.aborted) throw new Refusal('job.cancelled', {})
    }
    checkCancelled()
    chunks = 0
    try {
      await begin(database, checkCancelled)
      const before = totalChanges.get() as number
      connection.takeErased()
      const result = await work(tx)
      checkCancelled()
      const changed = (totalChanges.get() as number) - before
      if (changed > 0) recordRequest(connection, null)
      database.exec('COMMIT')
      if (inUse && changed > 0) noteStored('something')
      committed({ changed, erased: connection.takeErased() })
      return result
    } catch (error) {
      // A full disk can have ended the transaction already.
      if (database.inTransaction) database.exec('ROLLBACK')
      throw asRefusal(error, inData(database.name))
    } finally {
      if (chunks >= LONG_CHUNKS) database.pragma(`cache_size = -${WRITER_CACHE_KIB}`)
    }
  }

  return {
    transaction: (_name, work, signal) => mutex.run(() => run(work, signal)),
    onCommitted: (listener) => void (committed = listener),
    async close() {
      await mutex.idle()
      connection.close()
    },
  }
}

function transactionOn(connection: WorkingConnection): OpenTransaction {
  const readers = createReaders(connection)
  const written = Object.entries(createWriters(connection)).map(([area, writer]) => [
    area,
    { ...readers[area as keyof Readers], ...writer },
  ])
  return { ...connection, ...readers, ...(Object.fromEntries(written) as Transaction) }
}

const TRY_AGAIN_MS = 25

/**
 * Begins a transaction. Where another program has the lock, it is asked for again until `BUSY_MS` have passed: SQLite's
 * own waiting would keep every call of this thread waiting too.
 */
async function begin(database: Database, checkCancelled: () => void): Promise<void> {
  const until = performance.now() + BUSY_MS
  while (!tryToBegin(database, performance.now() < until)) {
    await wait(TRY_AGAIN_MS)
    checkCancelled()
  }
}

/** False where another program has the lock and it may be asked for again. */
function tryToBegin(database: Database, mayTryAgain: boolean): boolean {
  try {
    database.pragma('busy_timeout = 0')
    database.exec('BEGIN IMMEDIATE')
    return true
  } catch (error) {
    if (!mayTryAgain || !sqliteCode(error)?.startsWith('SQLITE_BUSY')) throw error
    return false
  } finally {
    database.pragma(`busy_timeout = ${BUSY_MS}`)
  }
}
