import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { access, mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, expect, it } from 'vitest'
import { openConnection } from '#backend/storage/sqlite/connection.ts'
import { CAMPAIGN_TIMEOUT_MS, campaignSize } from '../../support/campaign.ts'
import { until } from '../../support/condition.ts'
import { createCodes, creationOf } from '../../support/creations.ts'
import { loopbackSettings, nameMerchant, queueAll } from '../../support/mail/mail-site.ts'
import { parseWithPython } from '../../support/mail/parse-mail.ts'
import { type ChargeOutcome, type SmtpSink, startSink, type Taken } from '../../support/mail/smtp-sink.ts'
import { testLog } from '../../support/parts.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'

const MESSAGES = campaignSize({ small: 600, full: 10_000 })
const APP_KILLS = campaignSize({ small: 2, full: 8 })
const SERVER_KILLS = APP_KILLS / 2
const PARSED_AT_ONCE = 1000
const ORIGIN = String(Date.now())
const child = fileURLToPath(new URL('../../support/mail/sending-child.ts', import.meta.url))

/** Repeats in every run: what the server does with a recipient's first messages. */
function difficult(): (address: string) => ChargeOutcome {
  const seen = new Map<string, number>()
  return (address) => {
    const number = Number(/\d+/.exec(address)?.[0] ?? 0)
    const time = (seen.get(address) ?? 0) + 1
    seen.set(address, time)
    if (time > 1) return { kind: 'take' }
    if (number % 40 === 7) return { kind: 'refuse', code: 451, words: 'Try again later' }
    if (number % 400 === 13) return { kind: 'drop-before' }
    if (number % 400 === 29) return { kind: 'drop-after' }
    return { kind: 'take' }
  }
}

/** Greylisted: each of these recipients is put off once, before the message. */
function greylist() {
  const known = new Set<string>()
  return (address: string) => {
    const number = Number(/\d+/.exec(address)?.[0] ?? 0)
    if (number % 997 === 5) return { code: 550, words: 'No such user here' }
    if (number % 50 !== 3 || known.has(address)) return null
    known.add(address)
    return { code: 450, words: 'Greylisted, please come again' }
  }
}

let backend: TestBackend
let running: ChildProcess | undefined
let sink: SmtpSink | undefined
afterAll(async () => {
  running?.kill('SIGKILL')
  await sink?.close()
  await backend.stop()
})

async function launch(folder: string): Promise<ChildProcess> {
  const process = fork(child, [folder, ORIGIN], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  running = process
  await once(process, 'message')
  return process
}

async function kill(process: ChildProcess): Promise<void> {
  const gone = once(process, 'exit')
  process.kill('SIGKILL')
  await gone
}

it(
  `brings ${MESSAGES} messages to their recipients, one each, through a difficult server and kills of either side`,
  async () => {
    backend = await startTestBackend({ folder: await quickFolder() })
    await nameMerchant(backend)
    await backend.api.site.update({ recipientLimit: MESSAGES })
    const file = join(backend.folder, 'recipients.csv')
    const lines = Array.from({ length: MESSAGES }, (_, i) => `mottaker${i}@example.com,${nameOf(i)}`)
    await writeFile(file, `email,name\n${lines.join('\n')}\n`)
    const { token } = await backend.backend.files.registerRead(file)
    const read = await backend.done(backend.api.recipients.read({ file: token }))
    await createCodes(backend, creationOf({ recipients: { kind: 'file', importId: read.importId } }))
    await queueAll(backend)

    const taken: Taken[] = []
    const options = { recipient: greylist(), outcome: difficult(), taken }
    sink = await startSink(options)
    const { port } = sink
    await backend.api.mail.saveSettings(loopbackSettings(port))
    await backend.backend.close()

    let process = await launch(backend.folder)
    let appKills = 0
    let serverKills = 0
    for (let step = 1; step <= APP_KILLS + SERVER_KILLS; step += 1) {
      const goal = Math.floor((MESSAGES * 0.9 * step) / (APP_KILLS + SERVER_KILLS))
      await until(`${goal} were taken`, () => taken.length >= goal, 120_000)
      if (step % 3 === 0) {
        await sink.kill()
        serverKills += 1
        sink = await startSink({ ...options, port })
      } else {
        await kill(process)
        appKills += 1
        process = await launch(backend.folder)
      }
    }
    expect({ appKills, serverKills }).toEqual({ appKills: APP_KILLS, serverKills: SERVER_KILLS })
    await until('nothing is on its way any more', () => waiting(backend.folder) === 0, 120_000)
    await kill(process)

    // A person looks for each doubtful message in the server's record, and says what is so.
    backend = await startTestBackend({ folder: backend.folder, parts: { mail: { pace: { server: [5] } } } })
    const record = new Set(taken.map(({ messageId }) => messageId))
    const doubtful = await allIn(backend, 'uncertain')
    expect(doubtful.length).toBeGreaterThan(0)
    const arrived = doubtful.filter(({ messageId }) => record.has(messageId)).map(({ id }) => id)
    const lost = doubtful.filter(({ messageId }) => !record.has(messageId)).map(({ id }) => id)
    if (arrived.length > 0)
      await backend.api.mail.settle({ which: { kind: 'ids', ids: arrived }, arrived: true })
    if (lost.length > 0) await backend.api.mail.settle({ which: { kind: 'ids', ids: lost }, arrived: false })
    const counts = async () => (await backend.api.mail.status({})).counts
    await until('all is over', async () => {
      await backend.api.mail.resume({})
      const { queued, sending } = await counts()
      return queued + sending === 0
    })

    const refused = lines.filter((_, i) => i % 997 === 5).length
    expect(await counts()).toEqual({
      queued: 0,
      sending: 0,
      sent: MESSAGES - refused,
      failed: refused,
      uncertain: 0,
      cancelled: 0,
    })
    const times = new Map<string, number>()
    for (const { to } of taken) times.set(to, (times.get(to) ?? 0) + 1)
    expect([...times.values()].filter((count) => count !== 1)).toEqual([])
    expect(times.size).toBe(MESSAGES - refused)
    expect(new Set(taken.map(({ messageId }) => messageId)).size).toBe(MESSAGES - refused)
    expect(await misread(taken)).toEqual([])
  },
  CAMPAIGN_TIMEOUT_MS,
)

/** Names that headers and bodies must bring through whole. */
function nameOf(index: number): string {
  const names = [
    'Mottaker nr.',
    'Bjørg Ærlend Åsen',
    'مريم حسن',
    'נועה לוי',
    'Kari 🎟️ Nordmann',
    'Žofie Łukasz',
  ]
  return `${names[index % names.length]} ${index}`
}

/** Recipients whose message Python's own library reads otherwise than it was meant, in header or text. */
async function misread(taken: readonly Taken[]): Promise<string[]> {
  const wrong: string[] = []
  for (let from = 0; from < taken.length; from += PARSED_AT_ONCE) {
    const some = taken.slice(from, from + PARSED_AT_ONCE)
    const parsed = await parseWithPython(some.map(({ bytes }) => bytes))
    for (const [i, { to }] of some.entries()) {
      const name = nameOf(Number(/\d+/.exec(to)?.[0]))
      const mail = parsed[i]
      const right =
        mail?.to.name === name &&
        mail.to.address === to &&
        mail.text.includes(name) &&
        mail.html.includes(name) &&
        mail.defects.length + mail.headerDefects.length === 0
      if (!right) wrong.push(to)
    }
  }
  return wrong
}

/** In memory where the system has such a disk: what a kill leaves behind is the same, and commits take no time. */
async function quickFolder(): Promise<string> {
  const parent = await access('/dev/shm').then(
    () => '/dev/shm',
    () => tmpdir(),
  )
  return await mkdtemp(join(parent, 'ecommerce-admin-'))
}

/** What waits or is on its way, as another process sees it. */
function waiting(folder: string): number {
  const path = join(folder, 'site', 'site.sqlite')
  const connection = openConnection({ path, readonly: true, cacheKiB: 1024, log: testLog() })
  try {
    return connection.database
      .prepare(`SELECT count(*) FROM mail_message WHERE state IN ('queued', 'sending')`)
      .pluck()
      .get() as number
  } finally {
    connection.close()
  }
}

async function allIn({ api }: TestBackend, state: 'uncertain') {
  const { messages } = await api.mail.outbox({ states: [state], offset: 0, limit: 500 })
  return await Promise.all(
    messages.map(async ({ id }) => ({ id, messageId: (await api.mail.message({ id })).messageId })),
  )
}
