import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { createSender } from '#backend/areas/mail/sending/sender.ts'
import type { MailDependencies } from '#backend/areas/mail/mail-dependencies.ts'
import { testClock, testLog } from '../../../../support/parts.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('sends the status of the outbox in the order in which it was asked for, however long reading takes', async () => {
  const slow = Promise.withResolvers<void>()
  let reads = 0
  const counts = async () => {
    const read = (reads += 1)
    if (read === 1) await slow.promise
    return { queued: 0, sending: 0, read }
  }
  const storage = {
    mail: { counts, nextDue: async () => undefined },
    settings: { find: async () => null },
  }
  const emitted: number[] = []
  const sender = createSender({
    sites: {
      state: () => ({ open: 'own', problem: null, readOnly: false }),
      use: (work: (site: unknown) => unknown) => work({ storage, leads: () => true }),
    },
    clock: testClock(),
    log: testLog(),
    emit: (_name: string, payload: { counts: { read: number } }) => void emitted.push(payload.counts.read),
  } as unknown as MailDependencies)
  sender.emitStatus()
  sender.emitStatus()
  await vi.advanceTimersByTimeAsync(300)
  slow.resolve()
  await vi.advanceTimersByTimeAsync(300)
  expect(emitted).toHaveLength(2)
  expect(emitted[0]).toBe(1)
})
