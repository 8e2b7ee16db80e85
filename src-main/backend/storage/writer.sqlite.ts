import { setImmediate as yieldToEventLoop } from 'node:timers/promises'
import { createMutex } from '#backend/kernel/mutex.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import type { OwnedConnection, WriteConnection } from './connection.sqlite.ts'
import { noteStored } from '#backend/kernel/current-request.ts'
import { asRefusal } from './errors.sqlite.ts'
import { recordRequest } from './requests.ts'

/** Inside a transaction: writes, and lets others have their turn between chunks. */
export interface Transaction extends WriteConnection {
  /**
   * To be awaited between chunks of long work: calls, events and a cancel get through.
   * @throws Refusal 'job.cancelled' when `signal` has been aborted
   */
  pause(): Promise<void>
}

/** The one writer of a site: transactions run one after another, each all or nothing. */
export interface Writer {
  /** Commits when `work` ends, takes everything back when it throws or `signal` aborts before the commit. */
  transaction<T>(name: string, work: (tx: Transaction) => Promise<T>, signal?: AbortSignal): Promise<T>
  /** Runs work that writes through a connection of another thread: in its turn, like a transaction. */
  elsewhere<T>(work: () => Promise<T>): Promise<T>
  /** Reports how many rows each transaction changed, once it is committed. */
  onCommitted(listener: (changed: number) => void): void
  /** Waits for what is being written. */
  close(): Promise<void>
}

/** `inUse`: the database is the site's already, so that what is committed is stored. */
export function createWriter(connection: OwnedConnection, inUse = true): Writer {
  const { database } = connection
  const totalChanges = database.prepare('SELECT total_changes()').pluck()
  const mutex = createMutex()
  let committed: (changed: number) => void = () => undefined

  const run = async <T>(work: (tx: Transaction) => Promise<T>, signal?: AbortSignal): Promise<T> => {
    const checkCancelled = () => {
      if (signal?.aborted) throw new Refusal('job.cancelled', {})
    }
    checkCancelled()
    try {
      database.exec('BEGIN IMMEDIATE')
      const before = totalChanges.get() as number
      const result = await work({
        ...connection,
        async pause() {
          await yieldToEventLoop()
          checkCancelled()
        },
      })
      checkCancelled()
      const changed = (totalChanges.get() as number) - before
      if (changed > 0) recordRequest(connection, null)
      database.exec('COMMIT')
      if (inUse && changed > 0) noteStored('something')
      committed(changed)
      return result
    } catch (error) {
      // A full disk can have ended the transaction already.
      if (database.inTransaction) database.exec('ROLLBACK')
      throw asRefusal(error)
    }
  }

  return {
    transaction: (_name, work, signal) => mutex.run(() => run(work, signal)),
    elsewhere: mutex.run,
    onCommitted: (listener) => void (committed = listener),
    async close() {
      await mutex.idle()
      connection.close()
    },
  }
}
