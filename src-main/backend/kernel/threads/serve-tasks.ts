import { parentPort } from 'node:worker_threads'
import { Refusal } from '#shared/contract/refusal.ts'
import { asRequest } from '../current-request.ts'
import type { Log, LogFields } from '../dependencies.ts'
import { guarded } from '../guarded.ts'
import { describeError } from '../log-file.ts'
import { requestSchema, type ThreadReply, type ThreadRequest } from './messages.ts'
import type { TaskHandler } from './task.ts'

type TaskMessage = Extract<ThreadRequest, { type: 'task' }>

export interface TaskContext {
  readonly signal: AbortSignal
  progress(done: number, total?: number | null): void
}

export interface TaskServer<Context extends TaskContext> {
  readonly handlers: readonly TaskHandler<Context>[]
  /** What handlers get besides a task's own signal and progress. */
  readonly context: Omit<Context, keyof TaskContext>
  close(): void | Promise<void>
}

/**
 * Answers the main thread's tasks, in a thread.
 * @param open is handed what the thread is opened with, and the log
 * @param translate makes refusals of what is thrown; it is handed what the thread is opened with as well
 */
export function serveTasks<Context extends TaskContext>(
  open: (data: unknown, log: Log) => TaskServer<Context>,
  translate: (error: unknown, data: unknown) => unknown,
): void {
  const port = parentPort
  if (!port) throw new Error('this file is the entry of a worker thread')
  const reply = (message: ThreadReply): void => port.postMessage(message)
  const line = (level: 'info' | 'warn' | 'error') => (event: string, fields?: LogFields) =>
    reply({ type: 'log', level, event, fields: { ...fields } })
  const log: Log = { info: line('info'), warn: line('warn'), error: line('error') }
  let server: TaskServer<Context> | undefined
  let data: unknown
  /** Between a site and the next. What is asked then, nobody waits for. */
  let isClosed = true
  /** Where that fails, each task fails with the reason, and the next one tries again. */
  const opened = (): TaskServer<Context> => (server ??= open(data, log))
  const running = new Map<number, AbortController>()

  async function run({ id, task, input, request }: TaskMessage): Promise<void> {
    const abort = new AbortController()
    running.set(id, abort)
    const progress = (done: number, total: number | null = null) =>
      reply({ type: 'progress', id, done, total })
    const work = async () => {
      const { handlers, context } = opened()
      const handler = handlers.find(({ name }) => name === task)
      if (!handler) throw new Error(`no such task: ${task}`)
      return await handler.run(input, { ...context, signal: abort.signal, progress } as Context)
    }
    try {
      const output = request
        ? await asRequest({ ...request, stored: 'nothing', over: false }, work)
        : await work()
      // An output that cannot be copied is a failure of the task as well.
      reply({ type: 'done', id, output })
    } catch (thrown) {
      const error = translate(thrown, data)
      if (error instanceof Refusal) reply({ type: 'refused', id, code: error.code, details: error.details })
      else reply({ type: 'failed', id, error: error instanceof Error ? error : new Error('not an error') })
    } finally {
      running.delete(id)
    }
  }

  async function close(ends: boolean): Promise<void> {
    try {
      await server?.close()
    } catch (error) {
      log.error('thread.not-closed', describeError(error))
      // Nobody goes on with what may still be open.
      ends = true
    }
    server = undefined
    isClosed = true
    if (ends) port?.close()
    else reply({ type: 'closed' })
  }

  const receive = (message: unknown) => {
    const request = requestSchema.parse(message)
    if (request.type === 'cancel') return running.get(request.id)?.abort()
    if (request.type === 'close') return close(request.ends)
    if (request.type === 'task') return isClosed ? undefined : run(request)
    data = request.data
    isClosed = false
    try {
      opened()
    } catch {
      // The first task says so.
    }
  }
  port.on('message', guarded(log, 'thread.message-failed', receive))
}
