import { once } from 'node:events'
import { afterEach, expect, it } from 'vitest'
import type { Worker } from 'node:worker_threads'
import { startEarly, startThread } from '#backend/kernel/threads/thread-entry.ts'

const source = (text: string) => new URL(`data:text/javascript,${encodeURIComponent(text)}`)
const answering = source(`import { parentPort, workerData } from 'node:worker_threads'
  parentPort.on('message', () => parentPort.postMessage(workerData))`)

const started: Worker[] = []
afterEach(async () => {
  for (const worker of started.splice(0)) await worker.terminate()
})
const start = (...given: Parameters<typeof startThread>): Worker => {
  const worker = startThread(...given)
  started.push(worker)
  return worker
}
async function answerOf(worker: Worker): Promise<unknown> {
  worker.postMessage('who')
  const [data] = (await once(worker, 'message')) as unknown[]
  return data
}

it('is taken once, by those who would start it with the same data', async () => {
  const early = startEarly(answering, { path: 'a' })
  const other = start(early, { path: 'b' }, {})
  expect(await answerOf(other)).toEqual({ path: 'b' })
  const first = start(early, { path: 'a' }, {})
  const second = start(early, { path: 'a' }, {})
  expect(await answerOf(first)).toEqual({ path: 'a' })
  expect(await answerOf(second)).toEqual({ path: 'a' })
  expect(new Set([other.threadId, first.threadId, second.threadId]).size).toBe(3)
})

it('is started again where it failed before anybody wanted it', async () => {
  const early = startEarly(source(`throw new Error('at once')`), {})
  await expect.poll(() => early.take({})).toBeUndefined()
  const [error] = (await once(start(early, {}, {}), 'error')) as [Error]
  expect(error.message).toBe('at once')
})
