import { once } from 'node:events'
import type { Worker } from 'node:worker_threads'
import { afterEach, expect, it } from 'vitest'
import { createThreadSource, startThread } from '#backend/kernel/threads/thread-source.ts'

const source = (text: string) => new URL(`data:text/javascript,${encodeURIComponent(text)}`)
const ending = source(`import { parentPort } from 'node:worker_threads'
  parentPort.on('message', ({ ends }) => ends && parentPort.close())`)

const started: Worker[] = []
afterEach(async () => {
  for (const worker of started.splice(0)) await worker.terminate()
})
const start = (...given: Parameters<typeof startThread>): Worker => {
  const worker = startThread(...given)
  started.push(worker)
  return worker
}

it('gives out a thread that was prepared, once, to those who want its limit', () => {
  const threads = createThreadSource(ending)
  threads.prepare(16)
  const other = start(threads, 8)
  const first = start(threads, 16)
  const second = start(threads, 16)
  expect(first.threadId).toBeLessThan(other.threadId)
  expect(new Set([other.threadId, first.threadId, second.threadId]).size).toBe(3)
})

it('gives out a thread again that was left to it', () => {
  const threads = createThreadSource(ending)
  const first = start(threads, 16)
  threads.keep(first, 16)
  expect(start(threads, 16)).toBe(first)
})

it('ends a thread that nobody needs, and those that are too many', async () => {
  const threads = createThreadSource(ending, 50)
  const [a, b, c] = [start(threads, 16), start(threads, 16), start(threads, 16)]
  for (const worker of [a, b, c]) threads.keep(worker, 16)
  await Promise.all([a, b, c].map((worker) => once(worker, 'exit')))
  expect(threads.take(16)).toBeUndefined()
})

it('starts another thread where one failed before anybody wanted it', async () => {
  const threads = createThreadSource(source(`throw new Error('at once')`))
  const failing = start(threads, 16)
  const exit = new Promise((resolve) => failing.on('exit', resolve))
  threads.keep(failing, 16)
  await exit
  expect(threads.take(16)).toBeUndefined()
  const [error] = (await once(start(threads, 16), 'error')) as [Error]
  expect(error.message).toBe('at once')
})
