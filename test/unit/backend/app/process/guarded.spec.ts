import { setImmediate as turn } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { guarded } from '#backend/kernel/guarded.ts'
import { testLog } from '../../../../support/parts.ts'

it('hands everything on, and gives nothing back', () => {
  const received: unknown[] = []
  const listener = guarded(testLog(), 'x.failed', (...all: unknown[]) => received.push(...all))
  expect(listener(1, 'b')).toBeUndefined()
  expect(received).toEqual([1, 'b'])
})

it.each([
  [
    'throws',
    () => {
      throw new RangeError('hunter2')
    },
  ],
  ['rejects', () => Promise.reject(new RangeError('hunter2'))],
])('logs what a listener %s, without its message', async (_name, listener) => {
  const log = testLog()
  guarded(log, 'x.failed', listener)()
  await turn()
  expect(log.lines).toMatchObject([{ level: 'error', event: 'x.failed', fields: { kind: 'RangeError' } }])
  expect(JSON.stringify(log.lines)).not.toContain('hunter2')
})
