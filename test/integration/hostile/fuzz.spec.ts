import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { inspect } from 'node:util'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createReturnServer, type ReturnServer } from '#backend/areas/paypal/return-server.ts'
import { type Port, portPair } from '#backend/app/process/channel.ts'
import { forkLauncher } from '#backend/app/process/fork-launcher.ts'
import { supervise, type Supervisor } from '#backend/app/process/supervisor.ts'
import { systemAfter, systemClock } from '../../../src-main/hosts/clock.ts'
import { CAMPAIGN_TIMEOUT_MS, campaignSize } from '../../support/campaign.ts'
import { until } from '../../support/condition.ts'
import { anyMethod, contractCall } from '../../support/hostile/contract-input.ts'
import { createDice, type Dice } from '../../support/hostile/dice.ts'
import { type HostProcess, startHostProcess } from '../../support/hostile/host-process.ts'
import { rawRequest, type RawRequest, sendRaw } from '../../support/hostile/raw-request.ts'
import {
  type Addressee,
  browserHost,
  hostileRequest,
  returnHost,
  simulatorHost,
} from '../../support/hostile/requests.ts'
import { anyValue } from '../../support/hostile/values.ts'
import { seededRandom, testLog } from '../../support/parts.ts'
import { startSimulatorProcess, type SimulatorProcess } from '../../support/simulator/simulator-process.ts'

const SHARE = campaignSize({ small: 1, full: 10 })
/** Another one chooses other cases. */
const SEED = Number(process.env.SEED ?? 2026)
const SLOWEST_MS = 1000
/** Requests; messages go one by one, since this process makes and carries them itself. */
const AT_A_TIME = 6

interface Slowest {
  ms: number
  what: string
  /** How many were late at first, and in time by themselves. */
  late: number
}

/**
 * Does each case, some at a time. One that takes too long is tried again by itself: on a busy machine an answer is late
 * once, one that the case itself delays is late each time.
 */
async function eachCase<C>(
  count: number,
  atATime: number,
  make: (dice: Dice) => C,
  time: (one: C) => Promise<number>,
  show: (one: C) => string,
): Promise<Slowest> {
  const slowest: Slowest = { ms: 0, what: '', late: 0 }
  const late: C[] = []
  let next = 0
  const note = (one: C, ms: number) => {
    if (ms > slowest.ms) Object.assign(slowest, { ms, what: show(one) })
  }
  async function work(): Promise<void> {
    while (next < count) {
      const one = make(createDice(SEED * 1_000_003 + next++))
      const ms = await time(one)
      if (ms >= SLOWEST_MS) late.push(one)
      else note(one, ms)
    }
  }
  await Promise.all(Array.from({ length: atATime }, work))
  slowest.late = late.length
  for (const one of late) note(one, Math.min(await time(one), await time(one), await time(one)))
  return slowest
}

const shown = ({ bytes }: RawRequest) => Buffer.from(bytes.subarray(0, 300)).toString('latin1')

interface Fuzzed {
  readonly slowest: Slowest
  /** How many of each status came. */
  readonly statuses: Map<number | null, number>
  /** Whole requests whose connection ended without an answer. */
  readonly unanswered: string[]
}

async function fuzz(count: number, to: Addressee): Promise<Fuzzed> {
  const statuses = new Map<number | null, number>()
  const unanswered: string[] = []
  const slowest = await eachCase(
    count,
    AT_A_TIME,
    (dice) => hostileRequest(dice, to),
    async (request) => {
      const { status, ms } = await sendRaw(to.port, request)
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
      if (request.whole && status === null) unanswered.push(shown(request))
      return ms
    },
    shown,
  )
  return { slowest, statuses, unanswered }
}

const report = (what: string, count: number, { ms, late }: Slowest, more = '') =>
  process.stdout.write(
    `${what}: ${count} cases, seed ${SEED}, slowest answer ${ms.toFixed(0)} ms, ${late} tried again ${more}\n`,
  )

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

it(
  'keeps the browser host and its backend alive, and every answer quick',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'fuzz-'))
    const host: HostProcess = await startHostProcess(folder)
    try {
      const ask = rawRequest(
        'POST /api/call HTTP/1.1',
        [
          ['Host', `127.0.0.1:${host.port}`],
          ['Authorization', `Bearer ${host.token}`],
          ['Content-Length', '34'],
        ],
        '{"method":"views.list","input":{}}',
      )
      await until(
        'the backend answers',
        async () => (await sendRaw(host.port, { bytes: ask, whole: true })).status === 200,
      )
      const before = await host.backendPid()
      const count = 900 * SHARE
      const { slowest, statuses, unanswered } = await fuzz(count, browserHost(host.port, host.token))
      report('browser host', count, slowest, JSON.stringify([...statuses]))
      expect(host.alive()).toBe(true)
      expect(await host.backendPid()).toBe(before)
      expect((await sendRaw(host.port, { bytes: ask, whole: true })).status).toBe(200)
      expect(await host.logs()).not.toMatch(/uncaught|crashed|http\.failed|channel\.failed|border\.failed/)
      expect(slowest.ms, slowest.what).toBeLessThan(SLOWEST_MS)
      // Cases of every kind got through: pages and calls done, inputs refused, foreign pages turned away, no HTTP.
      for (const status of [200, 400, 401, 403, 404, 421])
        expect(statuses.has(status), String(status)).toBe(true)
      expect(statuses.has(500)).toBe(false)
      expect(unanswered).toEqual([])
    } finally {
      await host.stop()
      await rm(folder, { recursive: true, force: true })
    }
  },
  CAMPAIGN_TIMEOUT_MS,
)

it(
  'keeps the simulator alive',
  async () => {
    const simulator: SimulatorProcess = await startSimulatorProcess('fuzz', 100)
    try {
      const count = 300 * SHARE
      const { slowest, statuses, unanswered } = await fuzz(
        count,
        simulatorHost(Number(new URL(simulator.url).port)),
      )
      report('simulator', count, slowest, JSON.stringify([...statuses]))
      expect((await fetch(simulator.url)).status).toBe(200)
      expect(statuses.has(500)).toBe(false)
      expect(unanswered).toEqual([])
      expect(slowest.ms, slowest.what).toBeLessThan(SLOWEST_MS)
    } finally {
      await simulator.stop()
    }
  },
  CAMPAIGN_TIMEOUT_MS,
)

it(
  'keeps the server alive that browsers come back to from PayPal, and whoever is expected there',
  async () => {
    const log = testLog()
    const server: ReturnServer = createReturnServer({ random: seededRandom(), log })
    try {
      const expected = await server.expect({ lifetimeMs: 3_600_000 })
      const count = 200 * SHARE
      const { slowest, statuses, unanswered } = await fuzz(count, returnHost(new URL(expected.returnUrl)))
      report('return server', count, slowest, JSON.stringify([...statuses]))
      expect(log.lines).toEqual([])
      expect(statuses.has(500)).toBe(false)
      expect(unanswered).toEqual([])
      expect(slowest.ms, slowest.what).toBeLessThan(SLOWEST_MS)
      await fetch(`${expected.returnUrl}?token=EC-1`)
      expect(await expected.wait(new AbortController().signal)).toEqual({ token: 'EC-1' })
      expect(uncaught).toEqual([])
    } finally {
      await server.close()
    }
  },
  CAMPAIGN_TIMEOUT_MS,
)

/** A message of any shape; most are calls, which someone waits for. */
function anyMessage(dice: Dice): { message: unknown; answered: boolean } {
  const id = 1 + dice.below(2 ** 40)
  switch (dice.below(5)) {
    case 0:
      return { message: anyValue(dice), answered: false }
    case 1:
      return {
        message: { type: dice.one(['call', 'reply', 'event', 1]), id: anyValue(dice) },
        answered: false,
      }
    case 2:
      return { message: { type: 'call', id, ...contractCall(dice) }, answered: true }
    case 3:
      return { message: { type: 'call', id, method: anyValue(dice), input: {} }, answered: true }
    default:
      return { message: { type: 'call', id, method: anyMethod(dice), input: anyValue(dice) }, answered: true }
  }
}

it(
  'keeps the backend alive behind its channel, and answers each message that is a call',
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'fuzz-'))
    const log = testLog()
    const backend: Supervisor<Port> = supervise({
      launch: forkLauncher<Port>({
        entry: fileURLToPath(new URL('../../../src-main/backend/app/process/entry.ts', import.meta.url)),
        args: ['--data', folder],
        node: process.execPath,
        env: process.env,
        open: (client) => client,
      }),
      clock: systemClock,
      after: systemAfter,
      log,
    })
    try {
      backend.start()
      await until('the backend runs', () => backend.state?.state === 'running')
      const before = backend.pid
      const [near, far] = portPair()
      const waiting = new Map<unknown, () => void>()
      near.onMessage((received) => {
        const { type, id } = received as { type: string; id?: unknown }
        if (type === 'reply') waiting.get(id)?.()
      })
      backend.connect(far)
      const roundTrip = (message: unknown, id: unknown) =>
        new Promise<number>((resolve) => {
          const asked = performance.now()
          const timeout = setTimeout(() => resolve(Infinity), 15_000)
          waiting.set(id, () => {
            clearTimeout(timeout)
            waiting.delete(id)
            resolve(performance.now() - asked)
          })
          near.post(message)
        })
      let last = 2 ** 41
      const count = 600 * SHARE
      const slowest = await eachCase(
        count,
        1,
        anyMessage,
        async ({ message, answered }) => {
          if (answered) return await roundTrip(message, (message as { id: number }).id)
          // Nobody waits for it; what is asked after it is answered as ever.
          near.post(message)
          const id = ++last
          return await roundTrip({ type: 'call', id, method: 'views.list', input: {} }, id)
        },
        ({ message }) => inspect(message, { depth: 2, maxArrayLength: 5, maxStringLength: 100 }),
      )
      report('channel', count, slowest)
      expect(backend.pid).toBe(before)
      expect(log.lines.filter(({ level }) => level === 'error')).toEqual([])
      expect(uncaught).toEqual([])
      expect(slowest.ms, slowest.what).toBeLessThan(SLOWEST_MS)
    } finally {
      await backend.shutDown()
      await rm(folder, { recursive: true, force: true })
    }
  },
  CAMPAIGN_TIMEOUT_MS,
)
