import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  codesFor,
  loopbackSettings,
  nameMerchant,
  queueAll,
  sendQueued,
  untilCounts,
} from '../../support/mail/mail-site.ts'
import { startSink } from '../../support/mail/smtp-sink.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'

const KARI = { name: 'Kari Åsheim', email: 'kari@example.com' }
const OLA = { name: 'Ola Nordmann', email: 'ola@example.com' }
const all = (state: 'queued' | 'uncertain') => ({ kind: 'all' as const, state })

let backend: TestBackend
beforeEach(async () => {
  // What was put off is not tried again by itself meanwhile.
  backend = await startTestBackend({
    parts: { mail: { pace: { message: [600], server: [600], answer: 3000 } } },
  })
  await nameMerchant(backend)
})
afterEach(() => backend.stop())

async function states(): Promise<string[]> {
  const { messages } = await backend.api.mail.outbox({ offset: 0, limit: 10 })
  return messages.map(({ state }) => state)
}
/** As the keys do it: the newest step that can be undone, or done again. */
async function step(direction: 'undo' | 'redo'): Promise<{ changed: number; states: string[] }> {
  const operation = (await backend.api.history.undoRedo({}))[direction]
  const { changed } = await backend.done(backend.api.history.undo({ operationId: operation?.id ?? 0 }))
  return { changed, states: await states() }
}

describe('several operations on the same messages', () => {
  it('queueing and cancelling are undone and done again one by one', async () => {
    await codesFor(backend, [KARI, OLA])
    await queueAll(backend)
    await backend.api.mail.cancel({ which: all('queued') })
    const [queued, cancelled] = [
      ['queued', 'queued'],
      ['cancelled', 'cancelled'],
    ]
    for (let round = 0; round < 2; round += 1) {
      expect(await step('undo')).toEqual({ changed: 2, states: queued })
      expect(await step('undo')).toEqual({ changed: 2, states: cancelled })
      expect(await step('redo')).toEqual({ changed: 2, states: queued })
      expect(await step('redo')).toEqual({ changed: 2, states: cancelled })
    }
  })

  it('so are a word on what is in doubt, and cancelling what it queued again', async () => {
    const sink = await startSink({ outcome: () => ({ kind: 'drop-after' }) })
    await backend.api.mail.saveSettings(loopbackSettings(sink.port))
    await codesFor(backend, [KARI])
    await queueAll(backend)
    await sendQueued(backend)
    await untilCounts(backend, 'in doubt', ({ uncertain }) => uncertain === 1)
    await sink.close()
    await backend.api.mail.pause({})
    await backend.api.mail.settle({ which: all('uncertain'), arrived: false })
    await backend.api.mail.cancel({ which: all('queued') })
    expect(await step('undo')).toEqual({ changed: 1, states: ['queued'] })
    expect(await step('undo')).toEqual({ changed: 1, states: ['uncertain'] })
    expect(await step('redo')).toEqual({ changed: 1, states: ['queued'] })
    expect(await step('redo')).toEqual({ changed: 1, states: ['cancelled'] })
  })

  it('an earlier one changes nothing that a later one still applies to', async () => {
    await codesFor(backend, [KARI, OLA])
    const { operationId } = await queueAll(backend)
    expect(await step('undo')).toMatchObject({ changed: 2 })
    expect(await step('redo')).toMatchObject({ changed: 2 })
    const { messages } = await backend.api.mail.outbox({ offset: 0, limit: 10 })
    const first = messages.find(({ email }) => email === KARI.email)?.id ?? 0
    await backend.api.mail.cancel({ which: { kind: 'ids', ids: [first] } })
    const undone = await backend.done(backend.api.history.undo({ operationId }))
    expect(undone.changed).toBe(1)
    const redone = await backend.done(backend.api.history.undo({ operationId: undone.operationId }))
    expect(redone.changed).toBe(1)
    const now = await backend.api.mail.outbox({ offset: 0, limit: 10 })
    expect(Object.fromEntries(now.messages.map(({ email, state }) => [email, state]))).toEqual({
      [KARI.email]: 'cancelled',
      [OLA.email]: 'queued',
    })
  })
})
