import { setImmediate as yieldToEventLoop } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { createMutex } from '#backend/kernel/mutex.ts'

it('runs work one after another, in order, also after a failure', async () => {
  const mutex = createMutex()
  const seen: string[] = []
  const work = (name: string, fails = false) =>
    mutex.run(async () => {
      seen.push(`${name} begins`)
      await yieldToEventLoop()
      seen.push(`${name} ends`)
      if (fails) throw new Error(name)
      return name
    })
  const results = await Promise.allSettled([work('a'), work('b', true), work('c')])
  expect(seen).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends'])
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
})

it('is idle when everything given so far has ended', async () => {
  const mutex = createMutex()
  let ended = 0
  const work = async () => {
    await yieldToEventLoop()
    ended += 1
  }
  void mutex.run(work)
  void mutex.run(() => work().then(() => Promise.reject(new Error('failed')))).catch(() => undefined)
  await mutex.idle()
  expect(ended).toBe(2)
})
