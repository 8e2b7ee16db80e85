import { mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { randomBytes } from 'node:crypto'
import { until } from '../../support/condition.ts'
import { allRows, createCodes, creationOf, pickAll } from '../../support/creations.ts'
import {
  codesFor,
  loopbackSettings,
  nameMerchant,
  queueAll,
  sendQueued,
  untilCounts,
} from '../../support/mail/mail-site.ts'
import { parseWithPython } from '../../support/mail/parse-mail.ts'
import { type SinkOptions, type SmtpSink, startSink } from '../../support/mail/smtp-sink.ts'
import { testKeychain } from '../../support/commerce/keychain.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'

let backend: TestBackend
let sink: SmtpSink | undefined
const pace = { message: [1, 1], server: [5], answer: 3000 }

beforeEach(async () => {
  const parts = {
    mail: { pace },
    keychain: testKeychain(),
    random: { bytes: (count: number) => randomBytes(count) },
  }
  backend = await startTestBackend({ parts })
  await nameMerchant(backend)
})
afterEach(async () => {
  await backend.stop()
  await sink?.close()
  sink = undefined
})

const KARI = { name: 'Kari Åsheim', email: 'kari@example.com' }
const OLA = { name: 'ola', email: 'ola@example.com' }
const listed = async () => (await backend.api.mail.outbox({ offset: 0, limit: 10 })).messages
const serve = async (options: SinkOptions = {}) => {
  sink = await startSink(options)
  await backend.api.mail.saveSettings(loopbackSettings(sink.port))
  await sendQueued(backend)
}

it('previews the longest name, the missing one, a code, and one that is made up', async () => {
  const preview = (whose: Parameters<typeof backend.api.mail.preview>[0]['for'], subject?: string) =>
    backend.api.mail.preview({
      service: 'events',
      language: 'nb',
      for: whose,
      ...(subject === undefined ? {} : { content: { subject, text: 'Hei %AttendeeName%: %PromoCode%' } }),
    })
  expect(await preview({ kind: 'longest-name' })).toMatchObject({ madeUp: true, codes: 1 })
  await codesFor(backend, [KARI, OLA])
  const { resultSet } = await pickAll(backend)
  expect(await preview({ kind: 'longest-name', resultSet })).toMatchObject({
    to: 'Kari Åsheim <kari@example.com>',
  })
  expect(await preview({ kind: 'no-name', resultSet })).toMatchObject({ to: 'ola <ola@example.com>' })
  expect(await preview({ kind: 'no-name' })).toMatchObject({ madeUp: false, codes: 1 })
  expect(await preview({ kind: 'several-codes' })).toMatchObject({ madeUp: true, codes: 3 })
  expect(await preview({ kind: 'longest-name' }, 'Til %AttendeeName%')).toMatchObject({
    subject: 'Til Kari Åsheim',
    empty: [],
  })
  expect(await preview({ kind: 'longest-name' }, 'Til %Navn%')).toMatchObject({
    subject: '',
    problems: [{ field: 'subject', offset: 4, length: 6 }],
  })
})

it('saves a template as an operation that can be undone, and refuses one with problems', async () => {
  const place = { service: 'events', language: 'nb' } as const
  const content = { subject: 'Ny kode', text: 'Hei %AttendeeName%! %PromoCode%' }
  expect(await backend.api.mail.saveTemplate({ ...place, content })).toMatchObject({
    ...content,
    isDefault: false,
  })
  await expect(
    backend.api.mail.saveTemplate({ ...place, content: { ...content, text: '%Promokode%' } }),
  ).rejects.toMatchObject({
    code: 'mail.template-refused',
    details: {
      problems: [{ field: 'text', code: 'unknown-variable', offset: 0, suggestion: '%PromoCode%' }],
    },
  })
  const { undo } = await backend.api.history.undoRedo({})
  expect(undo?.details).toMatchObject({ kind: 'save-template', ...place })
  const { operationId } = await backend.done(backend.api.history.undo({ operationId: undo?.id ?? 0 }))
  expect((await backend.api.mail.templates({}))[0]).toMatchObject({ ...place, isDefault: true })
  await backend.done(backend.api.history.undo({ operationId }))
  expect((await backend.api.mail.templates({}))[0]).toMatchObject(content)
})

it('queues nothing while the template refers to what is not filled in', async () => {
  await createCodes(backend, creationOf({ service: 'training' }))
  const { resultSet, ranges } = await pickAll(backend)
  const picked = { resultSet, ranges }
  const plan = await backend.api.mail.planQueue({ picked, language: 'nb' })
  expect(plan.missing.map(({ variable }) => variable)).toEqual(['MerchantName', 'SupportInfo'])
  await expect(
    backend.done(backend.api.mail.queue({ picked, language: 'nb', expect: { messages: 1, codes: 1 } })),
  ).rejects.toMatchObject({ code: 'mail.value-missing' })
  expect((await backend.api.mail.status({})).counts.queued).toBe(0)
})

it('asks about a message whose answer was lost, and takes a person’s word', async () => {
  await codesFor(backend, [KARI, OLA])
  await queueAll(backend)
  await serve({ outcome: () => ({ kind: 'drop-after' }) })
  await untilCounts(backend, 'one is in doubt', ({ uncertain }) => uncertain > 0)
  await backend.api.mail.pause({})
  await untilCounts(backend, 'none is on its way', ({ sending }) => sending === 0)
  const [doubtful] = (await listed()).filter(({ state }) => state === 'uncertain')
  expect(doubtful).toMatchObject({ problem: 'answer-lost' })
  const which = { kind: 'ids', ids: [doubtful?.id ?? 0] } as const
  const { operationId, changed } = await backend.api.mail.settle({
    which: { ...which, ids: [...which.ids] },
    arrived: true,
  })
  expect(changed).toBe(1)
  const details = await backend.api.mail.message({ id: doubtful?.id ?? 0 })
  expect(details.message.state).toBe('sent')
  expect(details.attempts).toMatchObject([{ number: 1, end: 'lost', problem: 'answer-lost' }])
  await backend.done(backend.api.history.undo({ operationId }))
  expect((await backend.api.mail.message({ id: doubtful?.id ?? 0 })).message.state).toBe('uncertain')
})

it('shows why a message failed, and sends it once more to the address as it is now', async () => {
  await codesFor(backend, [KARI])
  await queueAll(backend)
  await serve({
    recipient: (address) => (address.startsWith('kari@') ? { code: 550, words: 'No such user' } : null),
  })
  await untilCounts(backend, 'it failed', ({ failed }) => failed === 1)
  const [failed] = await listed()
  expect(failed).toMatchObject({ problem: 'recipient-refused', answer: '550 No such user', tries: 1 })
  const { resultSet } = await pickAll(backend)
  const [row] = await allRows(backend)
  const cells = [{ id: row?.id ?? 0, column: 'email' as const, text: 'kari.asheim@example.com' }]
  await backend.done(backend.api.promo.edit({ resultSet, cells, language: 'nb', expect: 1 }))
  await backend.api.mail.resend({ ids: [failed?.id ?? 0] })
  await expect(backend.api.mail.resend({ ids: [failed?.id ?? 0] })).rejects.toMatchObject({
    code: 'mail.nothing-to-do',
  })
  await sendQueued(backend)
  await untilCounts(backend, 'it is sent', ({ sent }) => sent === 1)
  const [again, before] = await listed()
  expect(again).toMatchObject({ email: 'kari.asheim@example.com', resendOf: failed?.id, state: 'sent' })
  expect(before).toMatchObject({ resent: true, state: 'failed' })
  expect(sink?.taken.map(({ to }) => to)).toEqual(['kari.asheim@example.com'])
})

it('gives a message up that is put off again and again', async () => {
  await codesFor(backend, [KARI])
  await queueAll(backend)
  await serve({ recipient: () => ({ code: 451, words: 'Come back later' }) })
  for (const tries of [1, 2]) {
    const tried = async () => (await listed())[0]
    await until(`it was tried ${tries} times`, async () => ((await tried())?.tries ?? 0) >= tries)
    await untilCounts(backend, 'it waits', ({ queued }) => queued === 1)
    expect(await tried()).toMatchObject({
      state: 'queued',
      problem: 'server-busy',
      answer: '451 Come back later',
    })
    await backend.api.mail.resume({})
  }
  await untilCounts(backend, 'it is given up', ({ failed }) => failed === 1)
  expect((await listed())[0]).toMatchObject({ problem: 'gave-up', tries: 3 })
})

it('keeps to the rate, a minute at a time', async () => {
  await codesFor(backend, [KARI, OLA, { name: 'Per', email: 'per@example.com' }])
  await queueAll(backend)
  sink = await startSink()
  await backend.api.mail.saveSettings({ ...loopbackSettings(sink.port), perMinute: 2 })
  await sendQueued(backend)
  await untilCounts(backend, 'two are sent', ({ sent, sending }) => sent === 2 && sending === 0)
  await backend.api.mail.resume({})
  expect((await backend.api.mail.status({})).counts).toMatchObject({ sent: 2, queued: 1 })
  backend.clock.advance(60_001)
  await backend.api.mail.resume({})
  await untilCounts(backend, 'all are sent', ({ sent }) => sent === 3)
})

it('stops at a wrong password, and goes on with the right one', async () => {
  await codesFor(backend, [KARI])
  await queueAll(backend)
  let logins = 0
  sink = await startSink({
    server: {
      authOptional: false,
      disabledCommands: ['STARTTLS'],
      allowInsecureAuth: true,
      onAuth({ password }, _session, done) {
        logins += 1
        if (password === 'riktig') done(null, { user: 'kurs' })
        else done(Object.assign(new Error('Bad credentials'), { responseCode: 535 }))
      },
    },
  })
  const settings = { ...loopbackSettings(sink.port), userName: 'kurs' }
  expect(await backend.api.mail.saveSettings({ ...settings, password: 'feil' })).toMatchObject({
    passwordSet: true,
  })
  await sendQueued(backend)
  const status = async () => (await backend.api.mail.status({})).status
  await until('the outbox stops', async () => (await status()).doing === 'stopped')
  expect(await status()).toMatchObject({ problem: 'login-refused', nextTry: null })
  expect(logins).toBe(1)
  const { host, port, security, userName } = settings
  expect(await backend.done(backend.api.mail.check({ host, port, security, userName }))).toMatchObject({
    good: false,
    problem: 'login-refused',
  })
  expect(
    await backend.done(backend.api.mail.check({ host, port, security, userName, password: 'riktig' })),
  ).toMatchObject({ good: true })
  await backend.api.mail.saveSettings({ ...settings, password: 'riktig' })
  await sendQueued(backend)
  await untilCounts(backend, 'it is sent', ({ sent }) => sent === 1)
  const request = {
    service: 'events',
    language: 'nb',
    for: { kind: 'several-codes' },
    to: 'meg@example.com',
  } as const
  expect(await backend.done(backend.api.mail.sendTest(request))).toMatchObject({ good: true })
  expect(sink.taken.map(({ to }) => to)).toEqual([KARI.email, 'meg@example.com'])
  expect(JSON.stringify(backend.log.lines)).not.toMatch(/riktig|feil|example\.com/)
})

it('writes messages to files instead, and marks them as sent by a person’s word', async () => {
  await codesFor(backend, [KARI, OLA])
  await queueAll(backend)
  const save = async (format: 'folder' | 'zip' | 'xlsx', name: string) => {
    const path = join(backend.folder, name)
    const { token } = backend.backend.files.registerWrite(path)
    const which = { kind: 'all', state: 'queued' } as const
    return {
      path,
      done: await backend.done(backend.api.mail.saveFiles({ which, format, target: token, language: 'nb' })),
    }
  }
  const { path, done } = await save('folder', 'Utboks')
  expect(done.messages).toBe(2)
  const names = await readdir(path)
  expect(names).toEqual(['melding-1.eml', 'melding-2.eml'])
  const mails = await parseWithPython(await Promise.all(names.map((name) => readFile(join(path, name)))))
  expect(mails.map(({ to }) => to)).toEqual([
    { name: KARI.name, address: KARI.email },
    { name: OLA.name, address: OLA.email },
  ])
  expect(mails[0]?.headers).toContain('X-Unsent')
  const zip = await save('zip', 'utboks.zip')
  expect((await readFile(zip.path)).subarray(0, 2).toString()).toBe('PK')
  expect((await save('xlsx', 'fletting.xlsx')).done.messages).toBe(2)
  await mkdir(join(backend.folder, 'opptatt', 'mer'), { recursive: true })
  await expect(save('folder', 'opptatt')).rejects.toMatchObject({ code: 'file.unwritable' })
  expect((await readdir(backend.folder)).filter((name) => name.endsWith('.part'))).toEqual([])

  expect((await backend.api.mail.status({})).status.doing).toBe('paused')
  const which = { kind: 'hand-over', handOver: done.handOver } as const
  const { operationId, changed } = await backend.api.mail.markSent({ which })
  expect(changed).toBe(2)
  expect((await backend.api.mail.status({})).counts).toMatchObject({ queued: 0, sent: 2 })
  await backend.done(backend.api.history.undo({ operationId }))
  expect((await backend.api.mail.status({})).counts).toMatchObject({ queued: 2, sent: 0 })
})
