import type { Order } from '#shared/contract/report.ts'
import { addDays } from '#shared/domain/dates.ts'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { allRows, createCodes, creationOf, pickAll } from '../../support/creations.ts'
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

let backend: TestBackend
let sink: SmtpSink
const pace = { message: [1, 1, 1], server: [5], answer: 5000 }

beforeEach(async () => {
  backend = await startTestBackend({ parts: { mail: { pace } } })
  sink = await startSink()
  await nameMerchant(backend)
})
afterEach(async () => {
  await backend.stop()
  await sink.close()
})

const KARI = { name: 'Kari Åsheim', email: 'kari@example.com' }
const OLA = { name: 'Ola Nordmann', email: 'ola@example.com' }

it('waits without a server, and sends once there is one and a person says so', async () => {
  await codesFor(backend, [KARI, OLA])
  expect(await queueAll(backend)).toMatchObject({ messages: 2, codes: 2 })
  expect((await backend.api.mail.status({})).status).toMatchObject({
    doing: 'stopped',
    problem: 'no-settings',
  })
  await backend.api.mail.saveSettings(loopbackSettings(sink.port))
  await sendQueued(backend)
  await untilCounts(backend, 'both are sent', ({ sent }) => sent === 2)
  expect(sink.taken.map(({ to }) => to).sort()).toEqual(['kari@example.com', 'ola@example.com'])
  // Queued before there was a sender.
  for (const { messageId } of sink.taken) expect(messageId).toMatch(/^[0-9a-f]{32}@fjordkurs\.example$/)
  const rows = await allRows(backend)
  expect(rows.map(({ message }) => message?.state)).toEqual(['sent', 'sent'])
  expect((await backend.api.mail.status({})).status.doing).toBe('idle')
})

it('makes one message for a recipient and batch, whatever the case of the address', async () => {
  await createCodes(backend, creationOf({ recipients: { kind: 'one', ...KARI } }, 3))
  await createCodes(backend, creationOf({ recipients: { kind: 'one', ...KARI } }, 25))
  const { resultSet } = await pickAll(backend)
  const picked = { resultSet, ranges: [[0, 1] as [number, number], [3, 5] as [number, number]] }
  const plan = await backend.api.mail.planQueue({ picked, language: 'en' })
  expect(plan).toMatchObject({ selected: 3, messages: 2, codes: 28, several: 2, skipped: [], missing: [] })
  await backend.api.mail.saveSettings(loopbackSettings(sink.port))
  await backend.done(backend.api.mail.queue({ picked, language: 'en', expect: { messages: 2, codes: 28 } }))
  await untilCounts(backend, 'both are sent', ({ sent }) => sent === 2)
  const again = await backend.api.mail.planQueue({ picked, language: 'en' })
  expect(again).toMatchObject({ messages: 0, skipped: [{ reason: 'already-sent', count: 3 }] })
  await expect(
    backend.done(backend.api.mail.queue({ picked, language: 'en', expect: { messages: 2, codes: 28 } })),
  ).rejects.toMatchObject({ code: 'plan.moved' })
})

it('sends codes before their first day, and none without a recipient', async () => {
  const { today } = await backend.api.site.get({})
  await createCodes(backend, creationOf({ recipients: { kind: 'none' } }, 30))
  await createCodes(
    backend,
    creationOf({
      recipients: { kind: 'one', ...KARI },
      validFrom: addDays(today, 1),
      expires: addDays(today, 2),
    }),
  )
  const { resultSet, ranges } = await pickAll(backend)
  const picked = { resultSet, ranges }
  expect(await backend.api.mail.planQueue({ picked, language: 'nb' })).toMatchObject({
    ...{ selected: 31, messages: 1, codes: 1 },
    skipped: [{ reason: 'no-recipient', count: 30 }],
  })
  const [row] = await allRows(backend)
  const preview = await backend.api.mail.preview({
    ...{ service: 'events', language: 'nb' },
    for: { kind: 'code', id: row?.id ?? 0 },
  })
  expect(preview.codes).toBe(1)
  const queued = await backend.done(
    backend.api.mail.queue({ picked, language: 'nb', expect: { messages: 1, codes: 1 } }),
  )
  expect(queued.messages).toBe(1)
})

it('takes an undone queueing back as far as it is not sent, and redoes it', async () => {
  await codesFor(backend, [KARI, OLA])
  const { operationId } = await queueAll(backend)
  const undone = await backend.done(backend.api.history.undo({ operationId }))
  expect(undone.changed).toBe(2)
  expect((await backend.api.mail.status({})).counts).toMatchObject({ queued: 0, cancelled: 2 })
  await backend.done(backend.api.history.undo({ operationId: undone.operationId }))
  expect((await backend.api.mail.status({})).counts).toMatchObject({ queued: 2, cancelled: 0 })
})

it('queues again what was cancelled, and a redo then brings nothing twice', async () => {
  await codesFor(backend, [KARI])
  const { operationId } = await queueAll(backend)
  const undone = await backend.done(backend.api.history.undo({ operationId }))
  await queueAll(backend)
  const redone = await backend.done(backend.api.history.undo({ operationId: undone.operationId }))
  expect(redone.changed).toBe(0)
  expect((await backend.api.mail.status({})).counts).toMatchObject({ queued: 1, cancelled: 1 })
})

it('leaves out codes that are deleted while a message waits, and drops one that has none left', async () => {
  await createCodes(backend, creationOf({ recipients: { kind: 'one', ...KARI } }, 2))
  await codesFor(backend, [OLA])
  await queueAll(backend)
  const { resultSet } = await pickAll(backend)
  const picked = { resultSet, ranges: [[1, 3] as [number, number]] }
  await backend.done(backend.api.promo.delete({ picked, expect: 2 }))
  await backend.api.mail.saveSettings(loopbackSettings(sink.port))
  await sendQueued(backend)
  await untilCounts(backend, 'all is over', ({ queued, sending }) => queued + sending === 0)
  const { messages } = await backend.api.mail.outbox({ offset: 0, limit: 10 })
  expect(messages.map(({ email, state, codes, problem }) => ({ email, state, codes, problem }))).toEqual([
    { email: OLA.email, state: 'cancelled', codes: 1, problem: 'codes-gone' },
    { email: KARI.email, state: 'sent', codes: 1, problem: null },
  ])
  expect(sink.taken).toHaveLength(1)
})

it('filters and sorts the report by what happened to the messages', async () => {
  await codesFor(backend, [KARI, OLA])
  const { resultSet } = await pickAll(backend)
  const picked = { resultSet, ranges: [[0, 1] as [number, number]] }
  await backend.done(backend.api.mail.queue({ picked, language: 'nb', expect: { messages: 1, codes: 1 } }))
  const count = async (message: ('none' | 'queued' | 'sent' | 'cancelled')[]) =>
    (await backend.api.report.open({ filter: { message }, order: [{ column: 'message', descending: true }] }))
      .count
  expect([
    await count(['none']),
    await count(['queued']),
    await count(['none', 'queued']),
    await count(['sent']),
  ]).toEqual([1, 1, 2, 0])
  const emails = async (descending: boolean) => {
    const order: Order = [
      { column: 'message', descending },
      { column: 'code', descending: true },
    ]
    const opened = await backend.api.report.open({ filter: { status: ['active'] }, order })
    const { rows } = await backend.api.report.rows({ resultSet: opened.resultSet, offset: 0, limit: 10 })
    return rows.map((row) => row?.email)
  }
  expect(await emails(false)).toEqual((await emails(true)).reverse())
  expect(await emails(true)).toEqual((await allRows(backend)).map(({ email }) => email))
  const { messages } = await backend.api.mail.outbox({ offset: 0, limit: 10 })
  await backend.api.mail.cancel({ which: { kind: 'ids', ids: messages.map(({ id }) => id) } })
  expect([await count(['queued']), await count(['cancelled'])]).toEqual([0, 1])
  const [row] = await allRows(backend)
  const details = await backend.api.report.details({ id: row?.id ?? 0 })
  expect(details.messages).toMatchObject([{ state: 'cancelled', subject: 'Kampanjekode fra Fjordkurs AS' }])
})
