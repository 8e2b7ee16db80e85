import { statSync } from 'node:fs'
import { join } from 'node:path'
import { isRefusal } from '#shared/contract/refusal.ts'
import type { Log } from '#backend/kernel/dependencies.ts'
import { createMutex } from '#backend/kernel/mutex.ts'
import type { TaskContext } from '#backend/kernel/threads/serve-tasks.ts'
import type { TaskOptions } from '#backend/kernel/threads/thread.ts'
import type { Readers } from '../storage.ts'
import { checkFiles, isSchemaKnown } from './check-database.ts'
import { openConnection, type ReadConnection } from './connection.ts'
import { asRefusal, inData } from './errors.ts'
import { migrationsDone } from './migrate.ts'
import { migrations } from './migrations/index.ts'
import { isReadAtOnce } from './read-at-once.ts'
import { createReaders } from './readers.ts'
import { snapshot } from './snapshot.ts'
import { carryOut } from './threads/calls.ts'
import type { Call } from './threads/storage-tasks.ts'

/** Every read of a database of this size is short: some 50,000 codes. */
const SMALL_BYTES = 16 * 1024 * 1024

/** Reads by the thread that asks. At a start they are done before a thread for them would be there. */
export interface FirstReads {
  readonly isSmall: boolean
  /** @throws Refusal 'storage.locked' at once where another program keeps the database locked */
  run(call: Call, options: TaskOptions): Promise<unknown>
  /** Waits for what is being read. */
  close(): Promise<void>
}

/** Undefined where the database is not as this program last left it, which whoever opens it for writing finds out. */
export function openFirstReads(folder: string, log: Log): FirstReads | undefined {
  const path = join(folder, 'site.sqlite')
  let connection: ReturnType<typeof openConnection> | undefined
  try {
    if (!isReadAtOnce(folder)) return undefined
    checkFiles(path)
    const opened = openConnection({ path, readonly: true, cacheKiB: CACHE_KIB, busyMs: 0, log })
    connection = opened
    if (!isSchemaKnown(opened) || !isOfThisRelease(opened)) {
      opened.close()
      return undefined
    }
    const areas: Readers = createReaders(opened)
    const turns = createMutex()
    return {
      isSmall: statSync(path).size <= SMALL_BYTES,
      async run(call, { signal = new AbortController().signal, progress }) {
        const context: TaskContext = { signal, progress: (done, total = null) => progress?.(done, total) }
        try {
          return await turns.run(() => snapshot(opened, () => carryOut(areas, call, context)))
        } catch (error) {
          throw asRefusal(error, inData(path))
        }
      },
      async close() {
        await turns.idle()
        opened.close()
      },
    }
  } catch (error) {
    connection?.close()
    if (!isRefusal(error)) throw error
    return undefined
  }
}

/** Steps may change what is in the tables, and not the tables. */
const isOfThisRelease = (connection: ReadConnection): boolean =>
  Math.max(0, ...migrationsDone(connection)) === migrations.at(-1)?.number

const CACHE_KIB = 4 * 1024
