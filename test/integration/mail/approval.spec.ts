import { setTimeout as pause } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { contentFor } from '../../support/commerce/contents.ts'
import { until } from '../../support/condition.ts'
import { createCodes, creationOf, pickAll } from '../../support/creations.ts'
import { startLoginSink } from '../../support/mail/login-sink.ts'
import {
  codesFor,
  loopbackSettings,
  nameMerchant,
  queueAll,
  sendQueued,
  untilCounts,
} from '../../support/mail/mail-site.ts'
import { type SmtpSink, startSink } from '../../support/mail/smtp-sink.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'

const MINUTE = 60_000
const KARI = { name: 'Kari Åsheim', email: 'kari@example.com' }
const OLA = { name: 'Ola Nordmann', email: 'ola@example.com' }
/** A server that sends takes some milliseconds for all of it. */
const QUIET_MS = 400

let backend: TestBackend
let sink: SmtpSink
beforeEach(async () => {
  backend = await startTestBackend({ parts: { mail: { pace: { message: [1], server: [5], answer: 5000 } } } })
  sink = await startSink()
  await nameMerchant(backend)
})
afterEach(async () => {
  await backend.stop()
  await sink.close()
})

const status = async () => (await backend.api.mail.status({})).status
const counts = async () => (await backend.api.mail.status({})).counts
const serve = (changes: Partial<Parameters<TestBackend['api']['mail']['saveSettings']>[0]> = {}) =>
  backend.api.mail.saveSettings({ ...loopbackSettings(sink.port), ...changes })
async function expectNothingMore(taken: number): Promise<void> {
  await pause(QUIET_MS)
  expect(sink.taken).toHaveLength(taken)
}

describe('what waits in the outbox is not sent by itself', () => {
  it('when the mail server is saved: a person approves as many as they were shown, and sees that it is Test', async () => {
    const recipients = Array.from({ length: 100 }, (_, i) => ({ name: `M ${i}`, email: `m${i}@example.com` }))
    await codesFor(backend, recipients)
    await queueAll(backend)
    await serve()
    await expectNothingMore(0)
    expect(await status()).toMatchObject({ doing: 'held', held: 'server-changed', inTest: ['events'] })
    await expect(backend.api.mail.resume({ expect: { messages: 99 } })).rejects.toMatchObject({
      code: 'plan.moved',
      details: { planned: 99, now: 100, of: 'messages' },
    })
    await expectNothingMore(0)
    await backend.api.mail.resume({ expect: { messages: 100 } })
    await untilCounts(backend, 'all are sent', ({ sent }) => sent === 100)
    expect(new Set(sink.taken.map(({ to }) => to)).size).toBe(100)
  })

  it('when the server, the sender or the password is changed on the way; the pace alone changes nothing', async () => {
    await serve({ perMinute: 1 })
    await codesFor(backend, [KARI, OLA])
    await queueAll(backend)
    await untilCounts(backend, 'one is sent', ({ sent, sending }) => sent === 1 && sending === 0)
    await serve({ perMinute: 1, senderName: 'Andre Kurs AS' })
    expect(await status()).toMatchObject({ doing: 'held', held: 'server-changed' })
    await serve({ senderName: 'Andre Kurs AS' })
    await expectNothingMore(1)
    await sendQueued(backend)
    await untilCounts(backend, 'both are sent', ({ sent }) => sent === 2)

    await serve({ perMinute: 1, senderName: 'Andre Kurs AS' })
    await codesFor(backend, [KARI, OLA])
    await queueAll(backend)
    await serve({ senderName: 'Andre Kurs AS' })
    await untilCounts(backend, 'the pace is another at once', ({ sent }) => sent === 4)
  })

  it('when the site is opened with messages in it', async () => {
    await serve({ perMinute: 1 })
    await codesFor(backend, [KARI, OLA])
    await queueAll(backend)
    await untilCounts(backend, 'one is sent', ({ sent, sending }) => sent === 1 && sending === 0)
    backend = await backend.restart()
    backend.clock.advance(2 * MINUTE)
    await expectNothingMore(1)
    expect(await status()).toMatchObject({ doing: 'held', held: 'opened', inTest: ['events'] })
    await sendQueued(backend)
    await untilCounts(backend, 'both are sent', ({ sent }) => sent === 2)
  })

  it('after an hour without the server, though a shorter break is none', async () => {
    const { port } = sink
    await sink.close()
    await serve()
    await codesFor(backend, [KARI])
    await queueAll(backend)
    await until('the server is waited for', async () => (await status()).doing === 'waiting')
    for (let minutes = 0; minutes < 50; minutes += 10) {
      backend.clock.advance(10 * MINUTE)
      await pause(50)
    }
    expect(await status()).toMatchObject({ doing: 'waiting', problem: 'connection-refused' })
    sink = await startSink({ port })
    backend.clock.advance(MINUTE)
    await untilCounts(backend, 'it is sent', ({ sent }) => sent === 1)

    await sink.close()
    await codesFor(backend, [OLA])
    await queueAll(backend)
    await until('the server is waited for', async () => (await status()).doing === 'waiting')
    for (let minutes = 0; minutes < 70; minutes += 10) {
      backend.clock.advance(10 * MINUTE)
      await pause(50)
    }
    await until('the outbox is held', async () => (await status()).doing === 'held')
    expect(await status()).toMatchObject({ held: 'offline' })
    sink = await startSink({ port })
    backend.clock.advance(MINUTE)
    await expectNothingMore(0)
    await sendQueued(backend)
    await untilCounts(backend, 'both are sent', ({ sent }) => sent === 2)
  })

  it('after the machine slept for hours, whatever it was waiting for', async () => {
    await serve({ perMinute: 1 })
    await codesFor(backend, [KARI, OLA])
    await queueAll(backend)
    await untilCounts(backend, 'one is sent', ({ sent, sending }) => sent === 1 && sending === 0)
    // Waking up, the program looks again.
    await pause(50)
    backend.clock.advance(9 * 60 * MINUTE)
    await backend.api.site.update({ recipientLimit: 900 })
    await until('the outbox is held', async () => (await status()).doing === 'held')
    await expectNothingMore(1)
    expect(await status()).toMatchObject({ held: 'offline' })
    await sendQueued(backend)
    await untilCounts(backend, 'both are sent', ({ sent }) => sent === 2)
  })

  it('when an undo puts messages back, or a redo', async () => {
    await serve({ perMinute: 1 })
    await codesFor(backend, [KARI, OLA])
    const { operationId } = await queueAll(backend)
    await untilCounts(backend, 'one is sent', ({ sent, sending }) => sent === 1 && sending === 0)
    backend.clock.advance(2 * MINUTE)
    const undone = await backend.done(backend.api.history.undo({ operationId }))
    expect(undone.changed).toBe(1)
    await backend.done(backend.api.history.undo({ operationId: undone.operationId }))
    await expectNothingMore(1)
    expect(await status()).toMatchObject({ doing: 'held', held: 'put-back' })

    const cancelled = await backend.api.mail.cancel({ which: { kind: 'all', state: 'queued' } })
    expect((await status()).doing).toBe('idle')
    await backend.done(backend.api.history.undo({ operationId: cancelled.operationId }))
    await expectNothingMore(1)
    expect(await status()).toMatchObject({ doing: 'held', held: 'put-back' })
  })

  it('when the passwords are unlocked for something else', async () => {
    const asking = await startLoginSink(undefined, { taken: sink.taken })
    try {
      await backend.api.secrets.setPassphrase({ passphrase: 'hest batteri stift' })
      const settings = { ...loopbackSettings(asking.port), userName: 'kurs', password: 'sommerfugl' }
      await backend.api.mail.saveSettings(settings)
      await backend.api.secrets.lock({})
      await codesFor(backend, [KARI])
      await queueAll(backend)
      await until('it is locked', async () => (await status()).problem === 'secrets-locked')
      await backend.api.secrets.unlock({ passphrase: 'hest batteri stift' })
      await until('the outbox is held', async () => (await status()).doing === 'held')
      await expectNothingMore(0)
      expect(await status()).toMatchObject({ held: 'unlocked', problem: null })
      expect(asking.logins).toEqual([])
      await sendQueued(backend)
      await untilCounts(backend, 'it is sent', ({ sent }) => sent === 1)
    } finally {
      await asking.close()
    }
  })
})

describe('what a person approves goes out', () => {
  it('once queued by a plan that says how many, and that the service is in Test', async () => {
    await serve()
    await codesFor(backend, [KARI, OLA])
    const { resultSet, ranges } = await pickAll(backend)
    const picked = { resultSet, ranges }
    const plan = await backend.api.mail.planQueue({ picked, language: 'nb' })
    expect(plan).toMatchObject({ messages: 2, now: 2, inTest: ['events'] })
    await backend.done(
      backend.api.mail.queue({ picked, language: 'nb', expect: { messages: 2, codes: 2, now: 2 } }),
    )
    await untilCounts(backend, 'both are sent', ({ sent }) => sent === 2)
  })

  it('not where the outbox is held, and the plan says so; nor where that changed since the plan', async () => {
    await codesFor(backend, [KARI])
    await queueAll(backend)
    await serve()
    await createCodes(backend, creationOf({ recipients: { kind: 'one', ...OLA } }))
    const { resultSet, ranges } = await pickAll(backend)
    const picked = { resultSet, ranges }
    const plan = await backend.api.mail.planQueue({ picked, language: 'nb' })
    expect(plan).toMatchObject({ messages: 1, now: 0 })
    const queue = (now: number) =>
      backend.done(backend.api.mail.queue({ picked, language: 'nb', expect: { messages: 1, codes: 1, now } }))
    await expect(queue(1)).rejects.toMatchObject({ code: 'plan.moved', details: { planned: 1, now: 0 } })
    await queue(0)
    await expectNothingMore(0)
    expect(await counts()).toMatchObject({ queued: 2 })
    await sendQueued(backend)
    await untilCounts(backend, 'both are sent', ({ sent }) => sent === 2)
  })

  it('is not held for what an outbox that is empty now was held for', async () => {
    await codesFor(backend, [KARI])
    await queueAll(backend)
    await serve()
    await backend.api.mail.cancel({ which: { kind: 'all', state: 'queued' } })
    await queueAll(backend)
    await untilCounts(backend, 'it is sent', ({ sent }) => sent === 1)
  })

  it('when it is sent once more: at once in Production, held in Test', async () => {
    await serve()
    await codesFor(backend, [KARI])
    await queueAll(backend)
    await untilCounts(backend, 'it is sent', ({ sent }) => sent === 1)
    const { messages } = await backend.api.mail.outbox({ offset: 0, limit: 10 })
    await backend.api.mail.resend({ ids: messages.map(({ id }) => id) })
    await expectNothingMore(1)
    expect(await status()).toMatchObject({ doing: 'held', held: 'put-back', inTest: ['events'] })
    await sendQueued(backend)
    await untilCounts(backend, 'it is sent again', ({ sent }) => sent === 2)

    await publish()
    const [newest] = (await backend.api.mail.outbox({ offset: 0, limit: 1 })).messages
    await backend.api.mail.resend({ ids: [newest?.id ?? 0] })
    await untilCounts(backend, 'it is sent once more', ({ sent }) => sent === 3)
  })
})

async function publish(): Promise<void> {
  const service = 'events' as const
  const provider = 'payflow-pro' as const
  await backend.api.secrets.setPassphrase({ passphrase: 'hest batteri stift' })
  const content = contentFor(provider, 'live')
  const passwords = [{ provider, password: 'sommerfugl' }]
  await backend.api.commerce.productionAccount({ service, base: 0, content, passwords })
  const { from, to } = await backend.api.commerce.planPublish({ service })
  await backend.api.commerce.publish({ service, from, to })
}
