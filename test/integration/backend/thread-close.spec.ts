import { expect, it } from 'vitest'
import { createThread } from '#backend/kernel/threads/thread.ts'
import { testLog } from '../../support/parts.ts'

it('ends a thread that cannot close what it has open, and says so in the log', async () => {
  const log = testLog()
  const entry = new URL('../../support/threads/failing-close.ts', import.meta.url)
  const thread = createThread({ entry, data: {}, log, name: 'test' })
  thread.warm()
  await thread.close()
  expect(log.lines.map(({ event }) => event)).toContain('thread.not-closed')
})
