import { openConnection } from '#backend/storage/connection.sqlite.ts'
import { serveTasks } from '#backend/storage/threads/serve-tasks.ts'
import { runTask } from './run-reader.ts'

/** A window of rows anywhere in a million finds the upper pages of the table here. */
const CACHE_KIB = 32 * 1024

/** The entry of a thread that reads the database. */
serveTasks((path, log) => {
  const connect = (cacheKiB = CACHE_KIB) => openConnection({ path, readonly: true, cacheKiB, log })
  const connection = connect()
  return {
    run: (task, input, context) => runTask(task, input, { ...context, connection, connect }),
    close: () => connection.close(),
  }
})
