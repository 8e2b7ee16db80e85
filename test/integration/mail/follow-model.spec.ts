import { afterEach, beforeEach, expect, it } from 'vitest'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { seeded } from '#backend/app/sample/seeded.ts'
import { campaignSize } from '../../support/campaign.ts'
import { allRows, createCodes, creationOf, pickAll } from '../../support/creations.ts'
import { editCells, newAddress } from '../../support/mail/edit-codes.ts'
import { loopbackSettings, nameMerchant, sendQueued, untilCounts } from '../../support/mail/mail-site.ts'
import { type SmtpSink, startSink } from '../../support/mail/smtp-sink.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'

const ADDRESSES = ['a@x.example', 'b@x.example', 'c@x.example', 'd@x.example']
const STEPS = 60
/** The first are walked in every run. */
const SEEDS = [35, 1, 2, 3, 4, 5].slice(0, campaignSize({ small: 2, full: 6 }))

let backend: TestBackend
let sink: SmtpSink
beforeEach(async () => {
  backend = await startTestBackend({
    parts: { mail: { pace: { message: [1, 1, 1], server: [5], answer: 5000 } } },
  })
  sink = await startSink()
  await nameMerchant(backend)
  await backend.api.mail.pause({})
  await backend.api.mail.saveSettings(loopbackSettings(sink.port))
})
afterEach(async () => {
  await backend.stop()
  await sink.close()
})

/** Eight codes of one batch, two for each address. */
async function makeBatch(): Promise<void> {
  const path = join(backend.folder, 'recipients.csv')
  await writeFile(path, ADDRESSES.map((one) => `${one};${one.slice(0, 1)}`).join('\n'))
  const file = await backend.backend.files.registerRead(path)
  const { importId } = await backend.done(backend.api.recipients.read({ file: file.token }))
  await createCodes(backend, creationOf({ recipients: { kind: 'file', importId } }, 2))
}

interface Waiting {
  readonly id: number
  readonly email: string
  readonly codes: readonly number[]
}

async function outbox(): Promise<(Waiting & { state: string })[]> {
  const { messages } = await backend.api.mail.outbox({ offset: 0, limit: 500 })
  const all = []
  for (const { id, email, state } of messages) {
    const { codes } = await backend.api.mail.message({ id })
    all.push({ id, email, state, codes: codes.map((code) => code.id) })
  }
  return all
}

/** Which code goes where, whatever the message is. */
const whereTo = (messages: readonly (Waiting & { state: string })[]): string[] =>
  messages
    .filter(({ state }) => state === 'queued')
    .flatMap(({ email, codes }) => codes.map((code) => `${code} to ${email}`))
    .sort()

/** What always holds of what waits. */
async function check(): Promise<void> {
  const queued = (await outbox()).filter(({ state }) => state === 'queued')
  const emails = new Map((await allRows(backend)).map(({ id, email }) => [id, email]))
  for (const { email, codes } of queued) {
    expect(codes.length).toBeGreaterThan(0)
    for (const code of codes) expect(emails.get(code)).toBe(email)
  }
  const codes = queued.flatMap((one) => one.codes)
  expect(new Set(codes).size).toBe(codes.length)
  const recipients = queued.map(({ email }) => email)
  expect(new Set(recipients).size).toBe(recipients.length)
  // Nobody asked for a message to be sent again.
  const reached = sink.taken.map(({ to }) => to)
  expect(new Set(reached).size).toBe(reached.length)
}

it.each(SEEDS)(
  'nobody gets two, and what waits goes where its codes are (%i)',
  async (seed) => {
    const { below } = seeded(seed)
    await makeBatch()
    const ids = (await allRows(backend)).map(({ id }) => id)
    const stack: { operationId: number; before: string[] | null }[] = []
    let sent = 0

    for (let step = 0; step < STEPS; step += 1) {
      const before = whereTo(await outbox())
      const kind = below(10)
      if (kind < 4) {
        const cells = Array.from({ length: 1 + below(3) }, () =>
          newAddress(ids[below(ids.length)] ?? 0, ADDRESSES[below(ADDRESSES.length)] ?? ''),
        )
        const edited = await editCells(backend, cells).catch(() => null)
        if (edited) {
          expect(edited.done.mail).toEqual(edited.plan.mail)
          stack.push({ operationId: edited.done.operationId, before })
        }
      } else if (kind < 6) {
        const { resultSet } = await pickAll(backend)
        const at = below(ids.length)
        const picked = { resultSet, ranges: [[at, at + 1] as [number, number]] }
        const { messages, codes } = await backend.api.mail.planQueue({ picked, language: 'en' })
        if (messages === 0) continue
        const input = { picked, language: 'en' as const, expect: { messages, codes } }
        const { operationId } = await backend.done(backend.api.mail.queue(input))
        stack.push({ operationId, before })
      } else if (kind < 7) {
        const waiting = (await outbox()).filter(({ state }) => state === 'queued')
        const one = waiting[below(Math.max(1, waiting.length))]
        if (!one) continue
        const { operationId } = await backend.api.mail.cancel({ which: { kind: 'ids', ids: [one.id] } })
        stack.push({ operationId, before })
      } else if (kind < 9) {
        const last = stack.pop()
        if (!last) continue
        const undone = await backend.done(backend.api.history.undo({ operationId: last.operationId }))
        if (last.before === null) continue
        expect(whereTo(await outbox())).toEqual(last.before)
        if (below(2) === 0) continue
        const redone = await backend.done(backend.api.history.undo({ operationId: undone.operationId }))
        expect(whereTo(await outbox())).toEqual(before)
        await check()
        stack.push({ operationId: redone.operationId, before: last.before })
      } else if (sent < 2) {
        sent += 1
        await sendQueued(backend)
        await untilCounts(backend, 'all is over', ({ queued, sending }) => queued + sending === 0)
        await backend.api.mail.pause({})
        // What was sent stays sent: undoing what came before does not bring the same state back.
        for (const one of stack) one.before = null
      }
      await check()
    }
  },
  120_000,
)
