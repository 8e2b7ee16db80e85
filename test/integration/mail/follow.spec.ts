import { join } from 'node:path'
import { readFile, writeFile } from 'node:fs/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { CodeMail } from '#shared/domain/mail/message-states.ts'
import { openConnection } from '#backend/storage/sqlite/connection.ts'
import { allRows, createCodes, creationOf, pickAll } from '../../support/creations.ts'
import { editCells, newAddress } from '../../support/mail/edit-codes.ts'
import {
  codesFor,
  loopbackSettings,
  nameMerchant,
  queueAll,
  sendQueued,
  untilCounts,
} from '../../support/mail/mail-site.ts'
import { type ChargeOutcome, type SmtpSink, startSink } from '../../support/mail/smtp-sink.ts'
import { testLog } from '../../support/parts.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'

let backend: TestBackend
let sink: SmtpSink
let outcome: ChargeOutcome
const pace = { message: [1, 1, 1], server: [5], answer: 5000 }

beforeEach(async () => {
  backend = await startTestBackend({ parts: { mail: { pace } } })
  outcome = { kind: 'take' }
  sink = await startSink({ outcome: () => outcome })
  await nameMerchant(backend)
})
afterEach(async () => {
  await backend.stop()
  await sink.close()
})

const WRONG = 'kari@wrong.example'
const RIGHT = 'kari@right.example'
const KARI = { name: 'Kari Åsheim', email: WRONG }
const NO_MAIL = { readdressed: 0, renamed: 0, joined: 0, withheld: 0, sent: 0 }

/** Codes of one batch, one after another, for these addresses. */
async function oneBatch(addresses: readonly string[]): Promise<number[]> {
  const path = join(backend.folder, 'recipients.csv')
  await writeFile(path, addresses.map((one) => `${one};${one.split('@')[0]}`).join('\n'))
  const file = await backend.backend.files.registerRead(path)
  const { importId } = await backend.done(backend.api.recipients.read({ file: file.token }))
  await createCodes(backend, creationOf({ recipients: { kind: 'file', importId } }))
  const rows = await allRows(backend)
  return addresses.map((one) => rows.findLast(({ email }) => email === one)?.id ?? 0)
}

async function outbox() {
  const { messages } = await backend.api.mail.outbox({ offset: 0, limit: 500 })
  const all = []
  for (const { id, email, name, state, problem } of messages.toReversed()) {
    const { codes } = await backend.api.mail.message({ id })
    all.push({ id, email, name, state, problem, codes: codes.map((code) => code.id) })
  }
  return all
}
const waiting = async () =>
  (await outbox())
    .filter(({ state }) => state === 'queued')
    .map(({ email, codes }) => ({ email, codes }))
    .sort((one, other) => (one.email < other.email ? -1 : 1))
const undo = (operationId: number) => backend.done(backend.api.history.undo({ operationId }))
async function resume() {
  await backend.api.mail.saveSettings(loopbackSettings(sink.port))
  await sendQueued(backend)
}
const taken = () => sink.taken.map(({ to }) => to).sort()
async function sendAll() {
  await resume()
  await untilCounts(backend, 'all is over', ({ queued, sending }) => queued + sending === 0)
}

describe('a message not yet sent', () => {
  it('goes to the corrected address of its code, and the plan of the edit says so', async () => {
    await codesFor(backend, [KARI])
    await queueAll(backend)
    const [row] = await allRows(backend)
    const { plan, done } = await editCells(backend, [newAddress(row?.id ?? 0, RIGHT)])
    expect(plan.mail).toEqual({ ...NO_MAIL, readdressed: 1 })
    expect(done.mail).toEqual(plan.mail)
    expect(await outbox()).toMatchObject([{ email: RIGHT, name: KARI.name, state: 'queued' }])
    await sendAll()
    expect(taken()).toEqual([RIGHT])
    const [after] = await allRows(backend)
    expect(after?.message).toMatchObject({ state: 'sent', email: RIGHT, elsewhere: false })
  })

  it('greets the code’s present name', async () => {
    await codesFor(backend, [KARI])
    await queueAll(backend)
    const [row] = await allRows(backend)
    const cell = { id: row?.id ?? 0, column: 'recipient' as const, text: 'Kari Nordmann' }
    const { plan } = await editCells(backend, [cell])
    expect(plan.mail).toEqual({ ...NO_MAIL, renamed: 1 })
    await sendAll()
    expect(sink.taken[0]?.bytes.toString('utf8')).toContain('Kari Nordmann')
  })

  it('goes back with the edit that is undone, and follows when it is done again', async () => {
    await codesFor(backend, [KARI])
    await queueAll(backend)
    const before = await outbox()
    const [row] = await allRows(backend)
    const { done } = await editCells(backend, [newAddress(row?.id ?? 0, RIGHT)])
    const undone = await undo(done.operationId)
    expect(await outbox()).toEqual(before)
    await undo(undone.operationId)
    expect(await outbox()).toMatchObject([{ id: before[0]?.id, email: RIGHT, state: 'queued' }])
    await sendAll()
    expect(taken()).toEqual([RIGHT])
  })

  it('is divided when one of its codes is given to somebody else, and whole again after the undo', async () => {
    await createCodes(backend, creationOf({ recipients: { kind: 'one', ...KARI } }, 3))
    await queueAll(backend)
    const before = await outbox()
    const [one = 0, two = 0, three = 0] = (await allRows(backend)).map(({ id }) => id)
    const { plan, done } = await editCells(backend, [newAddress(two, 'ola@example.com')])
    expect(plan.mail).toEqual({ ...NO_MAIL, readdressed: 1 })
    const divided = [
      { email: WRONG, codes: [one, three] },
      { email: 'ola@example.com', codes: [two] },
    ]
    expect(await waiting()).toEqual(divided)
    const undone = await undo(done.operationId)
    expect(await outbox()).toEqual(before)
    await undo(undone.operationId)
    expect(await waiting()).toEqual(divided)
    await sendAll()
    expect(taken()).toEqual([WRONG, 'ola@example.com'])
    const rows = await allRows(backend)
    expect(rows.map(({ message }) => message?.email)).toEqual([WRONG, 'ola@example.com', WRONG])
  })

  it('carries the codes of both when two recipients of a batch become one', async () => {
    const [a = 0, b = 0] = await oneBatch(['a@example.com', 'b@example.com'])
    await queueAll(backend)
    const before = await outbox()
    const { plan, done } = await editCells(backend, [newAddress(a, 'B@example.com')])
    expect(plan.mail).toEqual({ ...NO_MAIL, readdressed: 1 })
    expect(await waiting()).toEqual([{ email: 'b@example.com', codes: [a, b] }])
    expect((await outbox()).find(({ state }) => state === 'cancelled')?.problem).toBe('with-another')
    const undone = await undo(done.operationId)
    expect(await outbox()).toEqual(before)
    await undo(undone.operationId)
    await sendAll()
    expect(taken()).toHaveLength(1)
    expect((await allRows(backend)).map(({ message }) => message?.state)).toEqual(['sent', 'sent'])
  })

  it('stays with its recipient where two exchange their codes', async () => {
    const [a = 0, b = 0] = await oneBatch(['a@example.com', 'b@example.com'])
    await queueAll(backend)
    const before = await outbox()
    const { plan, done } = await editCells(backend, [
      newAddress(a, 'b@example.com'),
      newAddress(b, 'a@example.com'),
    ])
    expect(plan.mail).toMatchObject({ readdressed: 2 })
    expect(await waiting()).toEqual([
      { email: 'a@example.com', codes: [b] },
      { email: 'b@example.com', codes: [a] },
    ])
    await undo(done.operationId)
    expect(await waiting()).toEqual(
      before.map(({ email, codes }) => ({ email, codes })).sort((x, y) => (x.email < y.email ? -1 : 1)),
    )
  })

  it('is not sent by itself to a recipient who has had one of the batch, until it is sent again', async () => {
    const [a = 0, b = 0] = await oneBatch(['a@example.com', 'b@example.com'])
    const { resultSet } = await pickAll(backend)
    const queueB = { picked: { resultSet, ranges: [[1, 2] as [number, number]] }, language: 'nb' as const }
    await backend.done(backend.api.mail.queue({ ...queueB, expect: { messages: 1, codes: 1 } }))
    await sendAll()
    await backend.api.mail.pause({})
    await queueAll(backend)
    const before = await outbox()
    const { plan, done } = await editCells(backend, [newAddress(a, 'b@example.com')])
    expect(plan.mail).toEqual({ ...NO_MAIL, withheld: 1 })
    const parked = (await outbox()).find(({ codes }) => codes.includes(a))
    expect(parked).toMatchObject({ state: 'cancelled', problem: 'recipient-has-one' })
    // Undone, it waits for its first recipient again.
    const undone = await undo(done.operationId)
    expect(await outbox()).toEqual(before)
    await undo(undone.operationId)
    await sendAll()
    expect(taken()).toEqual(['b@example.com'])

    const picked = { resultSet, ranges: [[0, 1] as [number, number]] }
    const again = { picked, language: 'nb' as const, again: true }
    expect((await backend.api.mail.planQueue({ picked, language: 'nb' })).messages).toBe(0)
    expect(await backend.api.mail.planQueue(again)).toMatchObject({ messages: 1, codes: 2 })
    const queued = await backend.done(backend.api.mail.queue({ ...again, expect: { messages: 1, codes: 2 } }))
    await untilCounts(backend, 'sent again', ({ sent }) => sent === 2)
    expect(taken()).toEqual(['b@example.com', 'b@example.com'])
    expect((await outbox()).at(-1)).toMatchObject({ codes: [a, b], state: 'sent' })
    expect(queued.messages).toBe(1)
  })

  it('takes along a code that was not queued, once it is sent', async () => {
    const [a = 0, b = 0] = await oneBatch(['a@example.com', 'b@example.com'])
    const { resultSet } = await pickAll(backend)
    const picked = { resultSet, ranges: [[1, 2] as [number, number]] }
    await backend.done(backend.api.mail.queue({ picked, language: 'nb', expect: { messages: 1, codes: 1 } }))
    const before = await outbox()
    const { plan, done } = await editCells(backend, [newAddress(a, 'b@example.com')])
    expect(plan.mail).toEqual({ ...NO_MAIL, joined: 1 })
    const undone = await undo(done.operationId)
    expect(await outbox()).toEqual(before)
    await undo(undone.operationId)
    await sendAll()
    expect(await outbox()).toMatchObject([
      { email: 'b@example.com', name: 'b', codes: [a, b], state: 'sent' },
    ])
    expect(taken()).toEqual(['b@example.com'])
  })

  it('leaves with the queueing that it came from, also out of a message that carried it', async () => {
    const [a = 0, b = 0] = await oneBatch(['a@example.com', 'b@example.com'])
    const { resultSet } = await pickAll(backend)
    const queueOne = async (at: number) => {
      const picked = { resultSet, ranges: [[at, at + 1] as [number, number]] }
      const input = { picked, language: 'nb' as const, expect: { messages: 1, codes: 1 } }
      return (await backend.done(backend.api.mail.queue(input))).operationId
    }
    const [first, second] = [await queueOne(0), await queueOne(1)]
    const { done } = await editCells(backend, [newAddress(a, 'b@example.com')])
    expect(await waiting()).toEqual([{ email: 'b@example.com', codes: [a, b] }])
    // The carrying message is taken back: the code that only went along still waits.
    const undone = await undo(second)
    expect(await waiting()).toEqual([{ email: 'b@example.com', codes: [a] }])
    await undo(undone.operationId)
    expect(await waiting()).toEqual([{ email: 'b@example.com', codes: [a, b] }])
    await undo(first)
    await undo(done.operationId)
    expect(await waiting()).toEqual([{ email: 'b@example.com', codes: [b] }])
  })

  it('follows through a change of its state: cancelled, corrected, and back in the queue', async () => {
    await codesFor(backend, [KARI])
    await queueAll(backend)
    const { operationId } = await backend.api.mail.cancel({ which: { kind: 'all', state: 'queued' } })
    const [row] = await allRows(backend)
    const { plan } = await editCells(backend, [newAddress(row?.id ?? 0, RIGHT)])
    expect(plan.mail).toEqual(NO_MAIL)
    await undo(operationId)
    await sendAll()
    expect(taken()).toEqual([RIGHT])
  })

  it('follows many at once, and the plan counts them', async () => {
    const addresses = Array.from({ length: 300 }, (_, i) => `p${i}@old.example`)
    const ids = await oneBatch(addresses)
    await queueAll(backend)
    const cells = ids.map((id, i) => newAddress(id, `p${i}@new.example`))
    const { plan, done } = await editCells(backend, cells)
    expect(plan.mail).toEqual({ ...NO_MAIL, readdressed: 300 })
    expect(done.mail).toEqual(plan.mail)
    await sendAll()
    expect(taken()).toEqual(addresses.map((one) => one.replace('old', 'new')).sort())
  })

  it('follows a code whose creation was undone meanwhile and is done again', async () => {
    await codesFor(backend, [KARI])
    const [creation] = (await backend.api.history.list({ limit: 1 })).operations
    const [row] = await allRows(backend)
    const { done } = await editCells(backend, [newAddress(row?.id ?? 0, RIGHT)])
    await queueAll(backend)
    const withdrawn = await undo(creation?.id ?? 0)
    await undo(done.operationId)
    await undo(withdrawn.operationId)
    expect(await waiting()).toMatchObject([{ email: WRONG }])
    await sendAll()
    expect(taken()).toEqual([WRONG])
  })
})

describe('a message that was sent', () => {
  it('keeps showing where it went, and the code can be sent again to where it should', async () => {
    await codesFor(backend, [KARI])
    await queueAll(backend)
    await sendAll()
    const [row] = await allRows(backend)
    const id = row?.id ?? 0
    const { plan } = await editCells(backend, [newAddress(id, RIGHT)])
    expect(plan.mail).toEqual({ ...NO_MAIL, sent: 1 })
    expect((await outbox()).map(({ email }) => email)).toEqual([WRONG])
    const [after] = await allRows(backend)
    expect(after?.message).toMatchObject({ state: 'sent', email: WRONG, elsewhere: true })
    expect((await backend.api.report.details({ id })).messages).toMatchObject([
      { email: WRONG, elsewhere: true, state: 'sent' },
    ])
    const count = async (message: CodeMail[]) =>
      (
        await backend.api.report.open({
          filter: { message },
          order: [{ column: 'message', descending: false }],
        })
      ).count
    expect([await count(['sent']), await count(['sent-elsewhere'])]).toEqual([0, 1])

    expect(await queueAll(backend)).toMatchObject({ messages: 1, codes: 1 })
    await untilCounts(backend, 'sent again', ({ sent }) => sent === 2)
    expect(taken()).toEqual([RIGHT, WRONG].sort())
    const [last] = await allRows(backend)
    expect(last?.message).toMatchObject({ state: 'sent', email: RIGHT, elsewhere: false })
    expect([await count(['sent']), await count(['sent-elsewhere'])]).toEqual([1, 0])
    // Back at the first address, which has had its message too.
    await editCells(backend, [newAddress(id, WRONG)])
    expect((await allRows(backend))[0]?.message).toMatchObject({ email: WRONG, elsewhere: false })
  })

  it('does not move when it may have arrived, and follows once a person says that it did not', async () => {
    outcome = { kind: 'drop-after' }
    await codesFor(backend, [KARI])
    await queueAll(backend)
    await resume()
    await untilCounts(backend, 'in doubt', ({ uncertain }) => uncertain === 1)
    const [row] = await allRows(backend)
    const { plan } = await editCells(backend, [newAddress(row?.id ?? 0, RIGHT)])
    expect(plan.mail).toEqual({ ...NO_MAIL, sent: 1 })
    expect(await outbox()).toMatchObject([{ email: WRONG, state: 'uncertain' }])
    await backend.api.mail.pause({})
    const { operationId } = await backend.api.mail.settle({
      which: { kind: 'all', state: 'uncertain' },
      arrived: false,
    })
    expect(await outbox()).toMatchObject([{ email: RIGHT, state: 'queued' }])
    const undone = await undo(operationId)
    expect(await outbox()).toMatchObject([{ email: WRONG, state: 'uncertain' }])
    await undo(undone.operationId)
    outcome = { kind: 'take' }
    await sendAll()
    expect(sink.taken.at(-1)?.to).toBe(RIGHT)
  })
})

describe('files instead of sending', () => {
  it('are written with present names and addresses, and a hand-over is of those only', async () => {
    await codesFor(backend, [KARI, { name: 'Ola', email: 'ola@example.com' }])
    await queueAll(backend)
    const save = async (name: string) => {
      const { token: target } = backend.backend.files.registerWrite(join(backend.folder, name))
      const which = { kind: 'all' as const, state: 'queued' as const }
      return await backend.done(
        backend.api.mail.saveFiles({ which, format: 'folder', target, language: 'en' }),
      )
    }
    const before = await save('before')
    const [row] = await allRows(backend)
    await editCells(backend, [newAddress(row?.id ?? 0, RIGHT)])
    const marked = await backend.api.mail.markSent({
      which: { kind: 'hand-over', handOver: before.handOver },
    })
    expect(marked.changed).toBe(1)
    expect(await waiting()).toMatchObject([{ email: RIGHT }])
    expect(await save('after')).toMatchObject({ messages: 1 })
    expect(await readFile(join(backend.folder, 'after', 'message-1.eml'), 'utf8')).toContain(RIGHT)
  })

  it('of a message that failed go to the address that its code has now', async () => {
    outcome = { kind: 'refuse', code: 550, words: 'No such user here' }
    await codesFor(backend, [KARI])
    await queueAll(backend)
    await resume()
    await untilCounts(backend, 'failed', ({ failed }) => failed === 1)
    const [row] = await allRows(backend)
    await editCells(backend, [newAddress(row?.id ?? 0, RIGHT)])
    const { token: target } = backend.backend.files.registerWrite(join(backend.folder, 'failed'))
    const which = { kind: 'all' as const, state: 'failed' as const }
    await backend.done(backend.api.mail.saveFiles({ which, format: 'folder', target, language: 'en' }))
    expect(await readFile(join(backend.folder, 'failed', 'message-1.eml'), 'utf8')).toContain(RIGHT)
    expect(await outbox()).toMatchObject([{ email: WRONG, state: 'failed' }])
  })
})

it('messages that an earlier version left with an old address follow once the site is open', async () => {
  await codesFor(backend, [KARI])
  await queueAll(backend)
  await backend.backend.close()
  const path = join(backend.folder, 'site', 'site.sqlite')
  const old = openConnection({ path, readonly: false, cacheKiB: 1024, log: testLog() })
  old.database.exec(`UPDATE promo_code SET recipient_email = '${RIGHT}';
    DELETE FROM setting WHERE key = 'mail.followed'`)
  old.close()
  backend = await backend.restart()
  expect(await waiting()).toMatchObject([{ email: RIGHT }])
})
