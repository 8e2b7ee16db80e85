import { z } from 'zod'
import { checkpoint } from '../checkpoint.ts'
import { openConnection } from '../connection.ts'
import { asRefusal } from '../errors.ts'
import { createReaders } from '../readers.ts'
import { snapshot } from '../snapshot.ts'
import { carryOut } from './calls.ts'
import { serveTasks, type TaskContext } from '#backend/kernel/threads/serve-tasks.ts'
import { checkpointTask, readTask } from './storage-tasks.ts'
import { handleTask, type TaskHandler } from '#backend/kernel/threads/task.ts'

/** A window of rows anywhere in a million finds the upper pages of the table here. */
const CACHE_KIB = 32 * 1024

/** Runs in a thread that reads: it is given one call at a time, and each sees one state of the site. */
export function serveReads(): void {
  serveTasks<TaskContext>((data, log) => {
    const { path } = z.object({ path: z.string() }).parse(data)
    const connection = openConnection({ path, readonly: true, cacheKiB: CACHE_KIB, log })
    const readers = createReaders(connection)
    const handlers: readonly TaskHandler<TaskContext>[] = [
      handleTask(readTask, (call, context: TaskContext) =>
        snapshot(connection, () => carryOut(readers, call, context)),
      ),
      handleTask(checkpointTask, async () => {
        const writing = openConnection({
          path,
          readonly: false,
          cacheKiB: CHECKPOINT_CACHE_KIB,
          log,
          checkpoints: 'elsewhere',
        })
        try {
          checkpoint(writing)
          return null
        } finally {
          writing.close()
        }
      }),
    ]
    return { handlers, context: {}, close: () => connection.close() }
  }, asRefusal)
}

const CHECKPOINT_CACHE_KIB = 1024
