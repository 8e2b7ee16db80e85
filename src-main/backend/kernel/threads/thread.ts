import type { Worker } from 'node:worker_threads'
import type { ErrorCode, ErrorDetails } from '#shared/contract/error-codes.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import { currentRequest, requestMessage } from '../current-request.ts'
import type { Log } from '../dependencies.ts'
import { guarded } from '../guarded.ts'
import { replySchema, type ThreadReply, type ThreadRequest } from './messages.ts'
import type { Task } from './task.ts'
import { isSource, startThread, type ThreadEntry } from './thread-source.ts'

export interface TaskOptions {
  readonly signal?: AbortSignal
  /** `total` is null where only the caller knows it. */
  progress?(done: number, total: number | null): void
}

/** A thread that does tasks. It starts with the first one (or `warm`), and again after a failure of its own. */
export interface Thread {
  run<Input, Output>(task: Task<Input, Output>, input: Input, options?: TaskOptions): Promise<Output>
  /** Starts the thread before the first task needs it. */
  warm(): void
  /** Waits for tasks under way, and ends the thread: its memory is the system's again. */
  close(): Promise<void>
  /** The same, but another may go on with the thread where its entry keeps some. */
  release(): Promise<void>
}

export interface ThreadOptions {
  readonly entry: ThreadEntry
  /** What the entry gets, such as where its data is. */
  readonly data: unknown
  readonly log: Log
  /** What it is called in the log. */
  readonly name: string
  /** Room for what lives for a moment only, where a long task would otherwise let it grow. */
  readonly youngMB?: number
}

interface Pending {
  resolve(output: unknown): void
  reject(error: unknown): void
  progress?: TaskOptions['progress'] | undefined
}

export function createThread(options: ThreadOptions): Thread {
  const { entry, data, log, name, youngMB } = options
  const pending = new Map<number, Pending>()
  let thread: Worker | undefined
  let lastId = 0
  let onClosed: (() => void) | undefined

  const onReply = (reply: ThreadReply): void => {
    if (reply.type === 'log') return log[reply.level](reply.event, reply.fields)
    if (reply.type === 'closed') return onClosed?.()
    const task = pending.get(reply.id)
    if (!task) return
    if (reply.type === 'progress') return task.progress?.(reply.done, reply.total)
    pending.delete(reply.id)
    if (reply.type === 'done') task.resolve(reply.output)
    else if (reply.type === 'failed') task.reject(reply.error)
    else task.reject(new Refusal(reply.code as ErrorCode, reply.details as ErrorDetails<ErrorCode>))
  }

  const start = (): Worker => {
    const worker = startThread(entry, youngMB)
    let failure: unknown = new Error(`the ${name} thread ended`)
    worker.on(
      'message',
      guarded(log, `${name}.message-failed`, (message: unknown) => onReply(replySchema.parse(message))),
    )
    worker.on('error', (error) => {
      failure = error
      log.error(`${name}.failed`, { error: error instanceof Error ? error.name : typeof error })
    })
    worker.on('exit', () => {
      if (thread === worker) forget(failure)
    })
    worker.postMessage({ type: 'open', data } satisfies ThreadRequest)
    return worker
  }

  const forget = (failure: unknown): void => {
    thread = undefined
    for (const task of pending.values()) task.reject(failure)
    pending.clear()
  }

  const send = (request: ThreadRequest): void => (thread ??= start()).postMessage(request)

  let leaving: Promise<void> | undefined
  const leave = (ends: boolean): Promise<void> =>
    (leaving ??= leaveOnce(ends).finally(() => void (leaving = undefined)))
  const leaveOnce = async (ends: boolean): Promise<void> => {
    const worker = thread
    if (!worker) return
    await Promise.allSettled([...pending.values()].map((task) => settled(task)))
    // It has ended by itself meanwhile: there is no end to wait for any more.
    if (thread !== worker) return
    const closed = Promise.withResolvers<void>()
    onClosed = closed.resolve
    worker.once('exit', closed.resolve)
    worker.postMessage({ type: 'close', ends } satisfies ThreadRequest)
    await closed.promise
    if (thread !== worker || !isSource(entry)) return
    forget(new Error(`the ${name} thread was released`))
    for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event)
    entry.keep(worker, youngMB)
  }

  return {
    warm: () => void (thread ??= start()),
    async run<Input, Output>(
      task: Task<Input, Output>,
      input: Input,
      { signal, progress }: TaskOptions = {},
    ) {
      if (signal?.aborted) throw new Refusal('job.cancelled', {})
      const id = ++lastId
      const cancel = () => send({ type: 'cancel', id })
      signal?.addEventListener('abort', cancel, { once: true })
      try {
        return await new Promise<Output>((resolve, reject) => {
          // The thread's own code made the output; both ends are built together.
          pending.set(id, { resolve: resolve as Pending['resolve'], reject, progress })
          const request = currentRequest()
          send({
            type: 'task',
            id,
            task: task.name,
            input,
            request: request && requestMessage(request),
          })
        })
      } finally {
        pending.delete(id)
        signal?.removeEventListener('abort', cancel)
      }
    },
    close: () => leave(true),
    release: () => leave(!isSource(entry)),
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
