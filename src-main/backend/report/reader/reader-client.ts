import { Worker } from 'node:worker_threads'
import { type ErrorCode, type ErrorDetails, Refusal } from '#shared/contract/errors.ts'
import type { Log } from '../../parts.ts'
import {
  type ReaderReply,
  type ReaderRequest,
  replySchema,
  type TaskInput,
  type TaskName,
  type TaskOutputs,
} from './tasks.ts'

export interface TaskOptions {
  readonly signal?: AbortSignal
  onProgress?(done: number): void
}

/** A thread that reads. It starts with the first task (or `warm`), and again after a failure of its own. */
export interface Reader {
  run<T extends TaskName>(task: T, input: TaskInput<T>, options?: TaskOptions): Promise<TaskOutputs[T]>
  /** Starts the thread before the first task needs it. */
  warm(): void
  /** Waits for tasks under way. */
  close(): Promise<void>
}

interface Pending {
  resolve(output: unknown): void
  reject(error: unknown): void
  onProgress?: ((done: number) => void) | undefined
}

export function createReader({ entry, path, log }: { entry: URL | string; path: string; log: Log }): Reader {
  const pending = new Map<number, Pending>()
  let thread: Worker | undefined
  let lastId = 0

  const onReply = (reply: ReaderReply): void => {
    if (reply.type === 'log') return log[reply.level](reply.event, reply.fields)
    const task = pending.get(reply.id)
    if (!task) return
    if (reply.type === 'progress') return task.onProgress?.(reply.done)
    pending.delete(reply.id)
    if (reply.type === 'done') task.resolve(reply.output)
    else if (reply.type === 'failed') task.reject(reply.error)
    else task.reject(new Refusal(reply.code as ErrorCode, reply.details as ErrorDetails<ErrorCode>))
  }

  const start = (): Worker => {
    const worker = new Worker(entry, { workerData: { path } })
    let failure: unknown = new Error('the reader thread ended')
    worker.on('message', (message: unknown) => onReply(replySchema.parse(message)))
    worker.on('error', (error) => {
      failure = error
      log.error('reader.failed', { error: error instanceof Error ? error.name : typeof error })
    })
    worker.on('exit', () => {
      if (thread === worker) thread = undefined
      for (const task of pending.values()) task.reject(failure)
      pending.clear()
    })
    return worker
  }

  const send = (request: ReaderRequest): void => (thread ??= start()).postMessage(request)

  return {
    warm: () => void (thread ??= start()),
    async run(task, input, { signal, onProgress } = {}) {
      if (signal?.aborted) throw new Refusal('job.cancelled', {})
      const id = ++lastId
      const cancel = () => send({ type: 'cancel', id })
      signal?.addEventListener('abort', cancel, { once: true })
      try {
        const output = await new Promise<unknown>((resolve, reject) => {
          pending.set(id, { resolve, reject, onProgress })
          send({ type: 'task', id, task, input })
        })
        // The thread's own code made it; both ends are built together.
        return output as TaskOutputs[typeof task]
      } finally {
        signal?.removeEventListener('abort', cancel)
      }
    },
    async close() {
      const worker = thread
      if (!worker) return
      await Promise.allSettled([...pending.values()].map((task) => settled(task)))
      const gone = new Promise((resolve) => worker.once('exit', resolve))
      worker.postMessage({ type: 'close' } satisfies ReaderRequest)
      await gone
    },
  }
}

/** Ends when the task does. */
function settled(task: Pending): Promise<void> {
  const { resolve, reject } = task
  return new Promise((done) => {
    task.resolve = (output) => (resolve(output), done())
    task.reject = (error) => (reject(error), done())
  })
}
