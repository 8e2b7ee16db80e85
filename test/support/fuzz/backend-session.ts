import { mkdtemp, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Port, portPair } from '#backend/app/process/channel.ts'
import { backendEnvironment } from '#backend/app/process/environment.ts'
import { forkLauncher } from '#backend/app/process/fork-launcher.ts'
import { supervise, type Supervisor } from '#backend/app/process/supervisor.ts'
import { systemAfter, systemClock } from '../../../src-main/hosts/clock.ts'
import { contentFor } from '../commerce/contents.ts'
import { until } from '../condition.ts'
import { createCodes, creationOf } from '../creations.ts'
import { loopbackSettings, queueAll } from '../mail/mail-site.ts'
import { startSink } from '../mail/smtp-sink.ts'
import { testLog, type TestLog } from '../parts.ts'
import { newRequestId, purchaseOf, VISA } from '../payments/shop.ts'
import { clientOver, type ApiClient } from '../process/backend-process.ts'
import { refusalFrom } from '../test-client.ts'
import { type LearnedValues, learnedValues, PASSPHRASE } from './contract-calls.ts'
import { testEntries } from '../test-entries.ts'

export interface Reply {
  readonly ms: number
  readonly ok: boolean
  readonly output?: unknown
  readonly error?: { readonly code: string; readonly details: Readonly<Record<string, unknown>> }
}

/** The real backend's process behind its supervisor, with a site that has something of everything. */
export interface BackendSession {
  readonly folder: string
  readonly supervisor: Supervisor<Port>
  readonly values: LearnedValues
  /** Of the side that starts it, which must not be touched by what arrives either. */
  readonly log: TestLog
  /** Sends anything at all. */
  post(message: unknown): void
  call(method: unknown, input: unknown, id?: number): Promise<Reply>
  /** What the backend's log says of a failure that was answered with this reference. */
  placeOf(reference: unknown): Promise<string>
  /** Null while the process is the one that was started. */
  exited(): string | null
  close(): Promise<string | null>
}

/** Nobody answers there, so no host of PayPal's is reached whatever a call asks for. */
const NOBODY = 'http://127.0.0.1:1'
/** A machine that does other things as well may take long to fill a site. */
const GIVE_UP_MS = 60_000

export async function openBackendSession(): Promise<BackendSession> {
  const folder = await mkdtemp(join(tmpdir(), 'fuzz-'))
  const data = join(folder, 'data')
  await mkdir(data)
  const log = testLog()
  const mail = await startSink()
  const supervisor = supervise<Port>({
    launch: forkLauncher<Port>({
      entry: testEntries.backend,
      args: ['--data', data, '--check'],
      node: process.execPath,
      env: { ...backendEnvironment(process.env, folder), HTTPS_PROXY: NOBODY, https_proxy: NOBODY },
      open: (client) => client,
    }),
    clock: systemClock,
    after: systemAfter,
    log,
  })
  supervisor.start()
  await until('the backend runs', () => supervisor.state?.state === 'running', 60_000)
  const { pid } = supervisor
  const [near, far] = portPair()
  supervisor.connect(far)

  const waiting = new Map<unknown, (message: Reply) => void>()
  near.onMessage((received) => {
    const { type, id, ...rest } = received as { type: string; id?: unknown } & Reply
    if (type === 'reply') waiting.get(id)?.(rest)
  })
  let last = 0
  const call: BackendSession['call'] = (method, input, id = ++last) =>
    new Promise((resolve) => {
      const asked = performance.now()
      const end = (reply: Omit<Reply, 'ms'>) => {
        clearTimeout(timer)
        waiting.delete(id)
        resolve({ ...reply, ms: performance.now() - asked })
      }
      const timer = setTimeout(() => end({ ok: false }), GIVE_UP_MS)
      waiting.set(id, end)
      near.post({ type: 'call', id, method, input })
    })
  const files = await exampleFiles(folder)
  let made = 0
  const reading = (path: string) => async () => (await supervisor.registerRead(path)).token
  const writing = (name: () => string) => async () =>
    (await supervisor.registerWrite(join(folder, name()))).token
  const makers = {
    csv: reading(files.csv),
    xlsx: reading(files.workbook),
    'site file': reading(files.siteFile),
    target: writing(() => `out-${++made % 20}`),
    folder: writing(() => 'folder'),
    nothing: async () => 'x'.repeat(24),
    'mail port': async () => mail.port,
  }
  const values = learnedValues(makers)
  const client = clientOver(async (method, input) => {
    const reply = await call(method, input)
    values.learn(method, reply.output)
    if (reply.ok) return reply.output
    throw refusalFrom(reply.error as Parameters<typeof refusalFrom>[0])
  })

  const exited = () => (supervisor.pid === pid ? null : 'the process of the backend ended')
  const session: BackendSession = {
    folder,
    supervisor,
    values,
    log,
    post: (message) => near.post(message),
    call,
    exited,
    async placeOf(reference) {
      const text = await readFile(join(data, 'logs/backend.log'), 'utf8').catch(() => '')
      const line = text.split('\n').find((one) => one.includes(String(reference)))
      return line ?? 'nothing in the log'
    },
    async close() {
      const ended = exited()
      await supervisor.shutDown()
      await mail.close()
      const text = await readFile(join(data, 'logs/backend.log'), 'utf8').catch(() => '')
      await rm(folder, { recursive: true, force: true })
      const bad = text
        .split('\n')
        .find((line) => /uncaught|channel\.failed|contract\.(failed|output-invalid)|close-failed/.test(line))
      const ofHost = log.lines.find(({ level }) => level === 'error')
      return ended ?? bad ?? (ofHost ? JSON.stringify(ofHost) : null)
    },
  }
  try {
    await fillSite(client, mail.port, makers.csv)
    const { token } = await supervisor.registerWrite(files.siteFile)
    await client.done(client.api.siteFile.save({ file: token }))
    return session
  } catch (error) {
    await session.close()
    throw error
  }
}

/** Files that calls read. The site file is written by the backend itself. */
async function exampleFiles(folder: string) {
  const at = (name: string) => join(folder, name)
  await mkdir(at('folder'))
  await writeFile(
    at('people.csv'),
    'navn;e-post\nKari Nordmann;kari@example.com\n;ola@example.com\nfeil;feil\n',
  )
  const workbook = new URL('../../fixtures/recipients/name-first-240.ods', import.meta.url)
  await writeFile(at('people.ods'), await readFile(workbook))
  return { csv: at('people.csv'), workbook: at('people.ods'), siteFile: at('site.ehandel') }
}

/** Codes, messages, views, settings of both services, passwords and a payment. */
async function fillSite(client: ApiClient, mailPort: number, csv: () => Promise<string>): Promise<void> {
  const { api, done } = client
  await api.site.update({ name: 'Fjordkurs', timeZone: 'Europe/Oslo' })
  await api.secrets.setPassphrase({ passphrase: PASSPHRASE })
  const provider = 'payflow-pro' as const
  const content = contentFor(provider)
  const passwords = [{ provider, password: 'hemmelig' }]
  await api.commerce.update({ service: 'events', base: 0, content, passwords })
  const training = contentFor('express-checkout-us', 'kurs')
  await api.commerce.update({ service: 'training', base: 0, content: training, passwords: [] })
  await api.mail.saveSettings({ ...loopbackSettings(mailPort), password: null })
  await api.mail.pause({})
  await createCodes(client, creationOf({}, 10))
  await createCodes(client, creationOf({ service: 'training' }, 10))
  await queueAll(client)
  await api.report.keepList({ text: 'kari@example.com' })
  await api.site.get({})
  await done(api.backups.create({}))
  await api.views.save({ name: 'Alt', filter: {}, order: [], columns: [] })
  await done(api.recipients.read({ file: await csv() }))
  const purchase = purchaseOf()
  const { price } = await api.payments.quote(purchase)
  await done(
    api.payments.pay({
      purchase,
      expect: price.pay,
      with: { kind: 'card', card: VISA },
      requestId: newRequestId(),
    }),
  )
}
