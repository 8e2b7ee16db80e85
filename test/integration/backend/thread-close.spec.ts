import { expect, it } from 'vitest'
import { createThread } from '#backend/kernel/threads/thread.ts'
import { testLog } from '../../support/parts.ts'
import { exitTask } from '../../support/threads/exit-task.ts'

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
