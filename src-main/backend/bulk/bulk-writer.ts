import { isRefusal } from '#shared/contract/refusal.ts'
import { noteStored } from '../requests.ts'
import { createThread, type TaskOptions, type ThreadOptions } from '../threads/thread.ts'
import type { Writer } from '../storage/writer.sqlite.ts'
import type { BulkTasks } from './tasks.ts'

type WritingTask = Exclude<keyof BulkTasks, 'checkpoint'>

/** Writes what concerns many codes in a thread of its own: neither the writing nor its commit holds up any call. */
export interface BulkWriter {
  /** One transaction; it waits for its turn among the site's others, and they for it. */
  run<T extends WritingTask>(
    task: T,
    input: BulkTasks[T]['input'],
    options?: TaskOptions,
  ): Promise<BulkTasks[T]['output']>
  /** Starts the thread before the first change needs it. */
  warm(): void
  /** Waits for what is being written. */
  close(): Promise<void>
}

/** After so many changed rows the log is long enough to be worth moving into the database. */
const CHECKPOINT_AFTER = 2000

export function createBulkWriter(options: Omit<ThreadOptions, 'name'>, writer: Writer): BulkWriter {
  const thread = createThread<BulkTasks>({
    ...options,
    name: 'bulk',
  })
  let waiting: Promise<unknown> = Promise.resolve()
  let asked = false
  let changes = 0

  /** A checkpoint stands in nobody's way; one that fails is made up for by the next. */
  const checkpoint = (): void => {
    changes = 0
    if (asked) return
    asked = true
    waiting = waiting
      .then(() => {
        asked = false
        return thread.run('checkpoint', {})
      })
      .catch(() => options.log.warn('storage.checkpoint-failed'))
  }
  writer.onCommitted((changed) => {
    changes += changed
    if (changes >= CHECKPOINT_AFTER) checkpoint()
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
        checkpoint()
      }
    },
    async close() {
      await waiting
      await thread.close()
    },
  }
}
