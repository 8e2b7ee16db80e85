import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { isAbsolute, join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { type Port, portPair } from '#backend/app/process/channel.ts'
import { backendEnvironment } from '#backend/app/process/environment.ts'
import { forkLauncher } from '#backend/app/process/fork-launcher.ts'
import { toBackendSchema } from '#backend/app/process/host-messages.ts'
import { supervise } from '#backend/app/process/supervisor.ts'
import { createCalls } from '#shared/calls.ts'
import { isRefusal } from '#shared/contract/refusal.ts'
import type { EventMessage } from '#shared/wire.ts'
import { CAMPAIGN_TIMEOUT_MS, campaignSize } from '../../support/campaign.ts'
import { testKeychain } from '../../support/commerce/keychain.ts'
import { until } from '../../support/condition.ts'
import { openBackendSession } from '../../support/fuzz/backend-session.ts'
import { lightCall, wildCall } from '../../support/fuzz/contract-calls.ts'
import { fuzz, type Outcome } from '../../support/fuzz/fuzz.ts'
import { type Known, nearlyOf, type Schema, valuesOf } from '../../support/fuzz/schema-values.ts'
import { anyValue, awkwardText, plainValue } from '../../support/fuzz/values.ts'
import { testClock, testLog } from '../../support/parts.ts'
import { testEntries } from '../../support/test-entries.ts'

const uncaught: unknown[] = []
const note = (error: unknown) => void uncaught.push(error)
beforeAll(() => {
  process.on('uncaughtException', note)
  process.on('unhandledRejection', note)
})
afterAll(() => {
  process.off('uncaughtException', note)
  process.off('unhandledRejection', note)
})
const nothingUncaught = (): string | null =>
  uncaught.length > 0 ? `uncaught: ${String(uncaught.shift())}` : null

const GIVE_UP_MS = 15_000

/** What a window sends: calls with anything in them, which are answered, and what is no call. */
type Sent =
  | { readonly kind: 'call'; readonly method: unknown; readonly input: unknown }
  | { readonly kind: 'other'; readonly message: unknown }

const sent: fc.Arbitrary<Sent> = fc.oneof(
  fc.oneof(lightCall, wildCall).map(({ method, input }) => ({ kind: 'call' as const, method, input })),
  fc
    .oneof(
      anyValue,
      fc.record({ type: fc.constantFrom('call', 'reply', 'event', 1), id: anyValue }),
      fc.record({
        type: fc.constant('call'),
        id: plainValue,
        method: plainValue,
        input: plainValue,
        requestId: plainValue,
      }),
    )
    .map((message) => ({ kind: 'other' as const, message })),
)

it(
  'keeps the backend alive behind the channel of its clients, and answers each message that is a call',
  async () => {
    const { kinds } = await fuzz<Sent>({
      name: 'messages of a window to the backend',
      cases: campaignSize({ small: 200, full: 20_000 }),
      perSession: 2000,
      arbitrary: sent,
      async open() {
        const session = await openBackendSession()
        async function run(one: Sent): Promise<Outcome> {
          // Nobody waits for what is no call; what is asked after it is answered as ever.
          if (one.kind === 'other') session.post(one.message)
          const { method, input } = one.kind === 'call' ? one : { method: 'views.list', input: {} }
          const { ms, ok, error } = await session.call(method, input)
          const kind = ok ? 'ok' : (error?.code ?? 'nothing')
          if (!ok && !error) return { ms, kind, fault: session.exited() ?? 'a call is not answered' }
          return {
            ms,
            kind,
            fault: kind === 'internal' ? await session.placeOf(error?.details.reference) : null,
          }
        }
        return { run, close: async () => (await session.close()) ?? nothingUncaught() }
      },
    })
    for (const kind of ['ok', 'input.invalid', 'method.unknown']) expect([...kinds.keys()]).toContain(kind)
  },
  CAMPAIGN_TIMEOUT_MS,
)

const path = fc.oneof(
  fc.constantFrom(
    '',
    '/',
    '.',
    '/dev/null',
    '/nowhere/at/all',
    '\0',
    '/tmp/\0',
    'x'.repeat(5000),
    '/etc/passwd',
    'C:\\x',
  ),
  awkwardText,
)
const HOST_KNOWN: Known = {
  path,
  // Ours have small numbers.
  client: fc.oneof(fc.integer({ min: 1_000_000, max: 1_000_005 }), awkwardText),
  request: fc.integer({ min: 0, max: 20 }),
  bytes: fc.constantFrom(new Uint8Array(0), new Uint8Array(100_000), undefined),
  token: fc.oneof(awkwardText, fc.constant('x'.repeat(24))),
  message: fc.oneof(
    plainValue,
    lightCall.map(({ method, input }) => ({ type: 'call', id: 1, method, input })),
  ),
}
const rightToBackend = valuesOf(
  z.toJSONSchema(toBackendSchema, { io: 'input', unrepresentable: 'any' }) as Schema,
  HOST_KNOWN,
)
const toBackend = fc
  .oneof(
    { weight: 4, arbitrary: rightToBackend },
    { weight: 4, arbitrary: nearlyOf(rightToBackend) },
    { weight: 1, arbitrary: plainValue },
  )
  // It would end, as it should.
  .filter((message) => message !== undefined && (message as { type?: unknown } | null)?.type !== 'shut-down')

it(
  'keeps the backend alive whatever its host says',
  async () => {
    await fuzz<unknown>({
      name: 'messages of a host to the backend',
      cases: campaignSize({ small: 100, full: 10_000 }),
      perSession: 2000,
      arbitrary: toBackend,
      async open() {
        const folder = await mkdtemp(join(tmpdir(), 'fuzz-'))
        await mkdir(join(folder, 'data'))
        const backend = forkLauncher<Port>({
          entry: testEntries.backend,
          args: ['--data', join(folder, 'data')],
          node: process.execPath,
          env: backendEnvironment(process.env, folder),
          open: (client) => client,
        })()
        let hasEnded = false
        let isReady = false
        backend.onExit(() => void (hasEnded = true))
        backend.onMessage((message) => {
          if ((message as { type?: unknown }).type === 'ready') isReady = true
        })
        await until('the backend is ready', () => isReady, 60_000)

        /** A client of its own each time: the case may be about any that was there before. */
        const ask = () =>
          new Promise<number>((resolve) => {
            const [near, far] = portPair()
            const asked = performance.now()
            const end = (ms: number) => {
              clearTimeout(timer)
              near.close()
              resolve(ms)
            }
            const timer = setTimeout(() => end(Infinity), GIVE_UP_MS)
            near.onMessage((received) => {
              if ((received as { type?: unknown }).type === 'reply') end(performance.now() - asked)
            })
            backend.connect(far)
            near.post({ type: 'call', id: 1, method: 'views.list', input: {} })
          })
        return {
          async run(one): Promise<Outcome> {
            backend.post(one as Parameters<typeof backend.post>[0])
            const ms = await ask()
            if (hasEnded) return { ms, fault: 'the process of the backend ended' }
            return { ms, fault: ms === Infinity ? 'the backend does not answer any more' : null }
          },
          async close() {
            backend.post({ type: 'shut-down' })
            await until('the backend has ended', () => hasEnded, 60_000)
            await rm(folder, { recursive: true, force: true })
            return nothingUncaught()
          },
        }
      },
    })
  },
  CAMPAIGN_TIMEOUT_MS,
)

const count = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 5 }) },
  { weight: 1, arbitrary: plainValue },
)
const error = fc.oneof(
  fc.record({
    code: fc.constantFrom('internal', 'storage.locked', 'x'),
    message: awkwardText,
    details: plainValue,
  }),
  anyValue,
)
/** What a backend that went wrong, or another program in its place, may say to its host. */
const toHost = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record(
      {
        type: fc.constantFrom(
          'ready',
          'failed-to-start',
          'to-client',
          'registered',
          'file-done',
          'keychain',
          'proxy',
          'show-file',
          'refused',
          '__proto__',
          'constructor',
        ),
        client: count,
        request: count,
        error,
        message: anyValue,
        file: fc.oneof(plainValue, fc.record({ token: awkwardText, name: awkwardText, bytes: count })),
        token: fc.oneof(awkwardText, plainValue),
        ask: fc.oneof(fc.constantFrom('available', 'seal', 'unseal', 'toString'), plainValue),
        bytes: fc.oneof(fc.constantFrom(new Uint8Array(8), undefined), plainValue),
        origin: fc.oneof(
          fc.constantFrom('https://api.paypal.com', 'https://', 'file:///etc', 'https://[', 'x'),
          plainValue,
        ),
        path: fc.oneof(path, plainValue),
      },
      { requiredKeys: ['type'] },
    ),
  },
  { weight: 1, arbitrary: anyValue },
)

it(
  'keeps a host alive whatever its backend says',
  async () => {
    await fuzz<readonly unknown[]>({
      name: 'messages of a backend to its host',
      cases: campaignSize({ small: 250, full: 20_000 }),
      perSession: 2000,
      arbitrary: fc.array(toHost, { minLength: 1, maxLength: 6 }),
      open: async () => ({
        async run(messages): Promise<Outcome> {
          const posted: unknown[] = []
          const shown: string[] = []
          const asked: URL[] = []
          let say: (message: unknown) => void = () => undefined
          const log = testLog()
          const supervisor = supervise<Port>({
            launch: () => ({
              pid: 1,
              post: (message) => void posted.push(message),
              connect: () => undefined,
              onMessage: (listener) => void (say = listener),
              onExit: () => undefined,
              kill: () => undefined,
            }),
            clock: testClock(),
            after: () => () => undefined,
            log,
            keychain: testKeychain(),
            proxyFor: async (url) => {
              asked.push(url)
              return null
            },
            showFile: async (place) => {
              shown.push(place)
              return true
            },
          })
          const began = performance.now()
          supervisor.start()
          void supervisor.registerRead('/tmp/x').catch(() => undefined)
          try {
            for (const message of messages) say(message)
          } catch (thrown) {
            return { ms: 0, fault: `a message throws ${String(thrown)}` }
          }
          await new Promise((resolve) => setImmediate(resolve))
          const ms = performance.now() - began
          const bad = posted.find((message) => !toBackendSchema.safeParse(message).success)
          if (bad !== undefined) return { ms, fault: 'the host answers with what is no message' }
          if (shown.some((place) => !isAbsolute(place))) return { ms, fault: 'a path is shown that is none' }
          if (asked.some(({ protocol }) => protocol !== 'https:'))
            return { ms, fault: 'a proxy is asked for no host' }
          const failed = log.lines.find(
            ({ event }) => /failed$/.test(event) && event !== 'backend.start-failed',
          )
          return { ms, fault: failed ? JSON.stringify(failed) : null }
        },
        close: async () => nothingUncaught(),
      }),
    })
  },
  CAMPAIGN_TIMEOUT_MS,
)

const toClient = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record(
      {
        type: fc.constantFrom('reply', 'event', 'call', '__proto__'),
        id: fc.oneof(fc.constantFrom(1, 2, 3), plainValue),
        ok: fc.oneof(fc.boolean(), plainValue),
        output: anyValue,
        error,
        name: fc.oneof(fc.constantFrom('history.onRecorded', 'x'), plainValue),
        payload: anyValue,
      },
      { requiredKeys: ['type'] },
    ),
  },
  { weight: 1, arbitrary: anyValue },
)

it(
  'settles each call of a window at most once, whatever comes from the backend',
  async () => {
    await fuzz<readonly unknown[]>({
      name: 'messages of the backend to a window',
      cases: campaignSize({ small: 250, full: 20_000 }),
      perSession: 2000,
      arbitrary: fc.array(toClient, { minLength: 1, maxLength: 6 }),
      open: async () => ({
        async run(messages): Promise<Outcome> {
          const events: EventMessage[] = []
          const calls = createCalls({ send: () => undefined, onEvent: (event) => void events.push(event) })
          const ends = ['views.list', 'promo.create'].map((method) => calls.call(method, {}))
          const began = performance.now()
          try {
            for (const message of messages) calls.receive(message)
          } catch (thrown) {
            return { ms: 0, fault: `a message throws ${String(thrown)}` }
          }
          calls.abandon()
          const settled = await Promise.allSettled(ends)
          const ms = performance.now() - began
          const strange = settled.some((end) => end.status === 'rejected' && !isRefusal(end.reason))
          if (strange) return { ms, fault: 'a call ends with what is no refusal' }
          return {
            ms,
            fault: events.every(({ name }) => typeof name === 'string') ? null : 'an event has no name',
          }
        },
        close: async () => nothingUncaught(),
      }),
    })
  },
  CAMPAIGN_TIMEOUT_MS,
)
