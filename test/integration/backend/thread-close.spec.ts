import { expect, it } from 'vitest'
import { createThread } from '#backend/kernel/threads/thread.ts'
import { createThreadSource, type ThreadEntry } from '#backend/kernel/threads/thread-source.ts'
import { testLog } from '../../support/parts.ts'
import { exitTask } from '../../support/threads/exit-task.ts'
import { whoTask } from '../../support/threads/who-task.ts'

it('ends a thread that cannot close what it has open, and says so in the log', async () => {
  const log = testLog()
  const entry = new URL('../../support/threads/failing-close.ts', import.meta.url)
  const thread = createThread({ entry, data: {}, log, name: 'test' })
  thread.warm()
  await thread.close()
  expect(log.lines.map(({ event }) => event)).toContain('thread.not-closed')
})

it('does not wait for the end of a thread that ended by itself meanwhile', async () => {
  const log = testLog()
  const entry = new URL('../../support/threads/failing-close.ts', import.meta.url)
  const thread = createThread({ entry, data: {}, log, name: 'test' })
  const ended = expect(thread.run(exitTask, {})).rejects.toThrow('the test thread ended')
  await thread.close()
  await ended
})

const answering = new URL('../../support/threads/answering.ts', import.meta.url)
async function useOnce(entry: ThreadEntry, data: unknown, how: 'close' | 'release') {
  const log = testLog()
  const thread = createThread({ entry, data, log, name: 'test' })
  const answer = await thread.run(whoTask, {})
  expect(answer.data).toEqual(data)
  await Promise.all([thread[how](), thread[how]()])
  expect(log.lines.map(({ event }) => event)).toEqual(['test.asked', 'test.closed'])
  return answer.threadId
}

it('leaves a released thread, with nothing open, to the next that needs one of its entry', async () => {
  const source = createThreadSource(answering)
  const first = await useOnce(source, { folder: 'a' }, 'release')
  expect(await useOnce(source, { folder: 'b' }, 'release')).toBe(first)
  expect(await useOnce(source, { folder: 'c' }, 'close')).toBe(first)
  expect(await useOnce(source, { folder: 'd' }, 'close')).not.toBe(first)
})

it('ends a released thread of a file, and one that cannot close what it has open', async () => {
  expect(await useOnce(answering, {}, 'release')).not.toBe(await useOnce(answering, {}, 'release'))
  const failing = createThreadSource(new URL('../../support/threads/failing-close.ts', import.meta.url))
  const thread = createThread({ entry: failing, data: {}, log: testLog(), name: 'test' })
  thread.warm()
  await thread.release()
  expect(failing.take(undefined)).toBeUndefined()
})

it('refuses what is asked of a thread that is being released, and the next has none of it', async () => {
  const source = createThreadSource(answering)
  const log = testLog()
  const thread = createThread({ entry: source, data: { folder: 'a' }, log, name: 'test' })
  await thread.run(whoTask, {})
  const releasing = thread.release()
  // Once nothing is under way any more, and the thread has been asked to close.
  await Promise.resolve()
  const late = expect(thread.run(whoTask, {})).rejects.toThrow('the test thread was released')
  await Promise.all([releasing, late])
  expect(log.lines.map(({ event }) => event)).toEqual(['test.asked', 'test.closed'])
  await useOnce(source, { folder: 'b' }, 'close')
})
