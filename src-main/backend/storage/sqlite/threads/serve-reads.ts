import { setImmediate as yieldToEventLoop } from 'node:timers/promises'
import { z } from 'zod'
import { Refusal } from '#shared/contract/refusal.ts'
import type { Readers } from '../../storage.ts'
import { checkPages } from '../check-database.ts'
import { checkpoint } from '../checkpoint.ts'
import { openConnection, type OwnedConnection } from '../connection.ts'
import { asRefusal, inData } from '../errors.ts'
import { rescueDatabase } from '../rescue.ts'
import { createReaders } from '../readers.ts'
import { snapshot } from '../snapshot.ts'
import { carryOut } from './calls.ts'
import { serveTasks, type TaskContext } from '#backend/kernel/threads/serve-tasks.ts'
import { checkpointTask, checkTask, readTask, rescueTask } from './storage-tasks.ts'
import { handleTask, type TaskHandler } from '#backend/kernel/threads/task.ts'

/**
 * A window of rows anywhere in a million finds the upper pages of the table here; the system has the others in memory as
 * well, and gets all of it back when the thread ends.
 */
const CACHE_KIB = 8 * 1024

/** Runs in a thread that reads: it is given one call at a time, and each sees one state of the site. */
export function serveReads(): void {
  serveTasks<TaskContext>(
    (data, log) => {
      const path = pathIn(data)
      const open = (options: { checks: boolean }) =>
        openConnection({ path, readonly: true, cacheKiB: CACHE_KIB, log, ...options })
      /**
       * Opened for the first call: a thread can start before the folder is this process's, and before what a kill left of
       * a database that takes another's place is put in order.
       */
      let connection: OwnedConnection | undefined
      let readers: Readers | undefined
      const handlers: readonly TaskHandler<TaskContext>[] = [
        handleTask(readTask, async (call, context: TaskContext) => {
          const opened = (connection ??= open({ checks: false }))
          const areas = (readers ??= createReaders(opened))
          return await snapshot(opened, () => carryOut(areas, call, context))
        }),
        handleTask(checkTask, async ({ depth }, { signal }) => {
          const checked = open({ checks: true })
          try {
            return await checkPages(checked, depth, async () => {
              await yieldToEventLoop()
              if (signal.aborted) throw new Refusal('job.cancelled', {})
            })
          } finally {
            checked.close()
          }
        }),
        handleTask(rescueTask, (order, context) => rescueDatabase({ ...order, ...context, log })),
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
      return { handlers, context: {}, close: () => connection?.close() }
    },
    (error, data) => asRefusal(error, inData(pathIn(data))),
  )
}

const pathIn = (data: unknown): string => z.object({ path: z.string() }).parse(data).path

const CHECKPOINT_CACHE_KIB = 1024
