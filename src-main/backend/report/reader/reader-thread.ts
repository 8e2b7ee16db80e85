import { parentPort, workerData } from 'node:worker_threads'
import { z } from 'zod'
import { Refusal } from '#shared/contract/errors.ts'
import type { Log, LogFields } from '../../parts.ts'
import { openConnection } from '../../storage/connection.sqlite.ts'
import { asRefusal } from '../../storage/errors.sqlite.ts'
import { runTask, type TaskContext } from './run-task.ts'
import { type ReaderReply, requestSchema } from './tasks.ts'

/** The entry of a thread that reads the database, so that scrolling and exporting go on while codes are written. */
const port = parentPort
if (!port) throw new Error('reader-thread is the entry of a worker thread')

const { path } = z.object({ path: z.string() }).parse(workerData)
const reply = (message: ReaderReply): void => port.postMessage(message)
const line = (level: 'info' | 'warn' | 'error') => (event: string, fields?: LogFields) =>
  reply({ type: 'log', level, event, fields: { ...fields } })
const log: Log = { info: line('info'), warn: line('warn'), error: line('error') }

/** A window of rows anywhere in a million finds the upper pages of the table here. */
const CACHE_KIB = 32 * 1024
const connect = (cacheKiB = CACHE_KIB) => openConnection({ path, readonly: true, cacheKiB, log })
const connection = connect()
const running = new Map<number, AbortController>()

port.on('message', (message: unknown) => {
  const request = requestSchema.parse(message)
  if (request.type === 'cancel') return running.get(request.id)?.abort()
  if (request.type === 'close') {
    connection.close()
    port.close()
    return
  }
  void run(request.id, request.task, request.input)
})

async function run(id: number, task: Parameters<typeof runTask>[0], input: unknown): Promise<void> {
  const abort = new AbortController()
  running.set(id, abort)
  const context: TaskContext = {
    connection,
    connect,
    signal: abort.signal,
    progress: (done) => reply({ type: 'progress', id, done }),
  }
  try {
    reply({ type: 'done', id, output: await runTask(task, input, context) })
  } catch (thrown) {
    const error = asRefusal(thrown)
    if (error instanceof Refusal) reply({ type: 'refused', id, code: error.code, details: error.details })
    else reply({ type: 'failed', id, error: error instanceof Error ? error : new Error('not an error') })
  } finally {
    running.delete(id)
  }
}
