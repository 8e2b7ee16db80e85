import { z } from 'zod'
import { isRefusal } from '#shared/contract/refusal.ts'
import { noteStored } from '#backend/kernel/current-request.ts'
import { checkpoint } from '../checkpoint.ts'
import { openConnection } from '../connection.ts'
import { createWriter, type Transaction, type Writer } from '../writer.ts'
import { serveTasks, type TaskContext } from './serve-tasks.ts'
import { defineWriteTask, handleTask, type TaskHandler, type WriteTask } from './task.ts'
import { createThread, type TaskOptions, type ThreadOptions } from './thread.ts'

/** Writes what concerns many codes in a thread of its own: neither the writing nor its commit holds up any call. */
export interface BulkWriter {
  /** One transaction; it waits for its turn among the site's others, and they for it. */
  run<Input, Output>(task: WriteTask<Input, Output>, input: Input, options?: TaskOptions): Promise<Output>
  /** Starts the thread before the first change needs it. */
  warm(): void
  /** Waits for what is being written. */
  close(): Promise<void>
}

/** What a writing task works with. */
export interface WriteContext extends TaskContext {
  /** One transaction, ended by the task's cancel. */
  transaction<T>(name: string, work: (tx: Transaction) => Promise<T>): Promise<T>
}

interface ThreadContext extends TaskContext {
  checkpoint(): void
  readonly writer: Writer
}

/** Moves what was committed from the log into the database file, as far as nobody reads it any more. */
const checkpointTask = defineWriteTask('storage.checkpoint', z.object({})).returning<null>()

/** After so many changed rows the log is long enough to be worth moving into the database. */
const CHECKPOINT_AFTER = 2000

export function createBulkWriter(options: Omit<ThreadOptions, 'name'>, writer: Writer): BulkWriter {
  const thread = createThread<'write'>({ ...options, name: 'bulk' })
  let waiting: Promise<unknown> = Promise.resolve()
  let asked = false
  let changes = 0

  /** A checkpoint is in nobody's way; one that fails is made up for by the next. */
  const requestCheckpoint = (): void => {
    changes = 0
    if (asked) return
    asked = true
    waiting = waiting
      .then(() => {
        asked = false
        return thread.run(checkpointTask, {})
      })
      .catch(() => options.log.warn('storage.checkpoint-failed'))
  }
  writer.onCommitted((changed) => {
    changes += changed
    if (changes >= CHECKPOINT_AFTER) requestCheckpoint()
  })

  return {
    warm: thread.warm,
    async run(task, input, taskOptions) {
      try {
        const output = await writer.elsewhere(() => thread.run(task, input, taskOptions))
        noteStored('something')
        return output
      } catch (error) {
        // A refusal takes everything back; a thread that ended may have committed.
        if (!isRefusal(error)) noteStored('unclear')
        throw error
      } finally {
        requestCheckpoint()
      }
    },
    async close() {
      await waiting
      await thread.close()
    },
  }
}

/** Codes change in the order of their ids, so that few pages are in use at a time. */
const CACHE_KIB = 32 * 1024

/** Runs in the writing thread: answers writing tasks on its own connection. The main thread writes nothing meanwhile. */
export function serveWrites(handlers: readonly TaskHandler<WriteContext>[]): void {
  serveTasks<ThreadContext>((path, log) => {
    const connection = openConnection({
      path,
      readonly: false,
      cacheKiB: CACHE_KIB,
      log,
      checkpoints: 'elsewhere',
    })
    const checkpointHandler = handleTask(checkpointTask, async (_input, context: ThreadContext) => {
      context.checkpoint()
      return null
    })
    return {
      handlers: [...handlers.map(inTransaction), checkpointHandler],
      context: { writer: createWriter(connection), checkpoint: () => checkpoint(connection) },
      close: () => connection.close(),
    }
  })
}

const inTransaction = ({ name, run }: TaskHandler<WriteContext>): TaskHandler<ThreadContext> => ({
  name,
  run: (input, { writer, signal, progress }) =>
    run(input, { signal, progress, transaction: (title, work) => writer.transaction(title, work, signal) }),
})
