import { openConnection } from '#backend/storage/connection.sqlite.ts'
import { serveTasks } from '#backend/storage/threads/serve-tasks.ts'
import { bulkRunner } from './run-bulk.ts'

/** Codes change in the order of their ids, so that few pages are in use at a time. */
const CACHE_KIB = 32 * 1024

/** The entry of the thread that writes what concerns many codes, so that the main thread goes on answering. */
serveTasks((path, log) => {
  const connection = openConnection({
    path,
    readonly: false,
    cacheKiB: CACHE_KIB,
    log,
    checkpoints: 'elsewhere',
  })
  return { run: bulkRunner(connection), close: () => connection.close() }
})
