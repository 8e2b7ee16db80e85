import { type OwnedConnection, openConnection } from '../connection.ts'
import { serveTasks, type TaskContext } from './serve-tasks.ts'
import type { TaskHandler } from './task.ts'
import { createThread, type Thread, type ThreadOptions } from './thread.ts'

/** A thread that reads the database, so that scrolling and exporting go on while codes are written. */
export type Reader = Thread<'read'>

export const createReader = (options: Omit<ThreadOptions, 'name'>): Reader =>
  createThread({ ...options, name: 'reader' })

/** What a reading task works with. */
export interface ReadContext extends TaskContext {
  readonly connection: OwnedConnection
  /** A connection of one's own, for work that needs a view of the data that does not change. */
  connect(cacheKiB?: number): OwnedConnection
}

/** A window of rows anywhere in a million finds the upper pages of the table here. */
const CACHE_KIB = 32 * 1024

/** Runs in a reader's thread: answers reading tasks on read-only connections. */
export function serveReads(handlers: readonly TaskHandler<ReadContext>[]): void {
  serveTasks<ReadContext>((path, log) => {
    const connect = (cacheKiB = CACHE_KIB) => openConnection({ path, readonly: true, cacheKiB, log })
    const connection = connect()
    return { handlers, context: { connection, connect }, close: () => connection.close() }
  })
}
