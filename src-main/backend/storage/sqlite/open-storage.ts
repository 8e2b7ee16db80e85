import { join } from 'node:path'
import { Refusal } from '#shared/contract/refusal.ts'
import type { Clock, Entries, Log } from '#backend/kernel/dependencies.ts'
import type { Storage } from '../storage.ts'
import { isLogDamaged } from './check-database.ts'
import { addressOf } from './snapshot.ts'
import { type CheckResult, createCheck } from './threads/check-thread.ts'
import { openFirstReads } from './first-reads.ts'
import { createReaderPool } from './threads/reader-pool.ts'
import { startWriterThread, type WriterThread } from './threads/writer-thread.ts'

/** A site's storage in a SQLite database. */
export interface SqliteStorage extends Storage {
  /**
   * Moves everything into the one file, for the moment before the storage is closed and the file moved.
   * @throws Refusal 'storage.locked' where another program is reading, 'storage.full', 'storage.unavailable'
   */
  emptyLog(): Promise<void>
  /**
   * Looks at every page, then at every index and reference, in a thread of its own. A call while one is under way gets
   * its answer.
   */
  check(): Promise<CheckResult>
  /** Waits for what is being read and written; a check is stopped. */
  close(): Promise<void>
}

export interface SqliteOptions {
  /** Whose lock the caller holds. */
  readonly folder: string
  /** Whether a database is made where there was never one; so it is where this is left out. */
  readonly mayCreate?: boolean
  readonly clock: Clock
  readonly log: Log
  readonly entries: Pick<Entries, 'readerThread' | 'writerThread' | 'storageAfterMs'>
  /** The database is known to be damaged: it is read where that is possible, and not written. */
  readonly readOnly?: boolean
}

/** After so many changed rows the log is long enough to be worth moving into the database. */
const CHECKPOINT_AFTER = 2000

/**
 * Opens the database in `folder`, made and brought to the newest shape as needed. Everything is read and written in
 * threads of its own: a lock of another program, a long query and a slow disk keep no call waiting that needs none of them.
 * Only short reads at a start do without, where the database was closed in order, and the threads start with the first transaction, or a little later.
 *
 * @throws Refusal 'storage.damaged', 'storage.missing', 'storage.newer', 'storage.migration-failed', 'storage.full',
 * 'storage.locked', 'storage.unavailable'
 */
export async function openSqlite(options: SqliteOptions): Promise<SqliteStorage> {
  const { folder, mayCreate = true, clock, log, entries } = options
  const path = join(folder, 'site.sqlite')
  if (options.readOnly) return await openDamaged(path, options)
  let changes = 0
  let moving = false
  /** A checkpoint is in nobody's way; one that fails is made up for by the next. */
  const move = async (): Promise<void> => {
    if (moving || changes < CHECKPOINT_AFTER) return
    moving = true
    changes = 0
    await pool.checkpoint().catch(() => log.warn('storage.checkpoint-failed'))
    moving = false
    await move()
  }
  const onCommitted = (changed: number): void => {
    changes += changed
    void move()
  }
  const first = entries.storageAfterMs ? openFirstReads(folder, log) : undefined
  const reading = { entry: entries.readerThread, path, log }
  const pool = createReaderPool({ ...reading, first })
  const check = createCheck(reading)
  let starting: Promise<WriterThread> | undefined
  const writer = (): Promise<WriterThread> => {
    clearTimeout(later)
    return (starting ??= start())
  }
  const start = async (): Promise<WriterThread> => {
    try {
      await pool.start()
      return await startWriterThread({
        entry: entries.writerThread,
        folder,
        mayCreate,
        clock,
        log,
        onCommitted,
      })
    } catch (error) {
      starting = undefined
      throw error
    }
  }
  const startQuietly = () => writer().catch(() => log.warn('storage.writer-not-started'))
  const later = first && setTimeout(() => void startQuietly(), entries.storageAfterMs).unref()
  if (!first) await writer()
  return {
    ...pool.readers,
    address: addressOf(path),
    transaction: async (...order) => await (await writer()).transaction(...order),
    rewriteFile: async () => await (await writer()).rewriteFile(),
    emptyLog: async () => await (await writer()).emptyLog(),
    check: check.run,
    async close() {
      clearTimeout(later)
      await check.stop()
      await pool.close()
      // The last one that closes empties the log and removes it, which only a thread that writes can do.
      await (await starting?.catch(() => undefined))?.close()
    },
  }
}

/**
 * A damaged database, for reading. One whose log is damaged stays closed: whoever opens it has SQLite discard what the
 * log still holds.
 * @throws Refusal 'storage.damaged' where nothing can be read, 'storage.unavailable'
 */
async function openDamaged(path: string, { log, entries }: SqliteOptions): Promise<SqliteStorage> {
  if (isLogDamaged(path)) throw new Refusal('storage.damaged', {})
  const pool = createReaderPool({ entry: entries.readerThread, path, log })
  try {
    await pool.readers.settings.all()
  } catch (error) {
    await pool.close()
    throw error
  }
  const refuse = () => Promise.reject(new Refusal('storage.damaged', {}))
  return {
    ...pool.readers,
    address: addressOf(path),
    transaction: refuse,
    rewriteFile: refuse,
    emptyLog: refuse,
    check: () => Promise.resolve('damaged'),
    close: () => pool.close(),
  }
}
