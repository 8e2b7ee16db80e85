import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { createReturnServer } from '#backend/areas/paypal/return-server.ts'
import { CAMPAIGN_TIMEOUT_MS, campaignSize } from '../../support/campaign.ts'
import { until } from '../../support/condition.ts'
import { fuzz, type Outcome, type Session } from '../../support/fuzz/fuzz.ts'
import {
  type Addressee,
  bytesOf,
  type RequestCase,
  requestsTo,
  TO_BROWSER_HOST,
  TO_RETURN_SERVER,
  TO_SIMULATOR,
} from '../../support/fuzz/raw-requests.ts'
import { startHostProcess } from '../../support/hostile/host-process.ts'
import { rawRequest, sendRaw } from '../../support/hostile/raw-request.ts'
import { seededRandom, testLog } from '../../support/parts.ts'
import { startSimulatorProcess } from '../../support/simulator/simulator-process.ts'

const AT_A_TIME = 16
const uncaught: unknown[] = []
const note = (error: unknown) => void uncaught.push(error)
beforeAll(() => {
  // Nobody answers there, so no host of PayPal's is reached whatever a call asks for.
  process.env.HTTPS_PROXY = 'http://127.0.0.1:1'
  process.on('uncaughtException', note)
  process.on('unhandledRejection', note)
})
afterAll(() => {
  delete process.env.HTTPS_PROXY
  process.off('uncaughtException', note)
  process.off('unhandledRejection', note)
})

/** Sends a case; whole requests are answered, none with a failure. */
async function send(one: RequestCase, to: Addressee): Promise<Outcome> {
  const request = bytesOf(one, to)
  const { status, text, cutOff, ms } = await sendRaw(to.port, request)
  const kind = cutOff ? 'cut off' : String(status)
  // Node answers what is no HTTP and ends the connection at once: who is still sending a long body loses the answer.
  if (request.whole && status === null && !cutOff)
    return { ms, kind, fault: 'a whole request is not answered' }
  if (/^HTTP\/1\.1 5\d\d/m.test(text)) return { ms, kind, fault: 'the answer is a failure of the server' }
  if (text.includes('"code":"internal"')) return { ms, kind, fault: 'the answer is "internal"' }
  return { ms, kind, fault: null }
}

const shown = ({ body, ...rest }: RequestCase): string =>
  JSON.stringify({
    ...rest,
    body: body.length > 400 ? `${body.slice(0, 400)}… ${body.length} characters` : body,
  })

const campaign = {
  atATime: AT_A_TIME,
  show: shown,
}

async function openBrowserHost(): Promise<Session<RequestCase>> {
  const folder = await mkdtemp(join(tmpdir(), 'fuzz-'))
  const host = await startHostProcess(folder)
  const to: Addressee = {
    port: host.port,
    right: [
      ['Host', `127.0.0.1:${host.port}`],
      ['Authorization', `Bearer ${host.token}`],
    ],
  }
  const body = '{"method":"views.list","input":{}}'
  const ask = {
    bytes: rawRequest(
      'POST /api/call HTTP/1.1',
      [...to.right, ['Content-Length', String(body.length)]],
      body,
    ),
    whole: true,
  }
  const answers = async () => (await sendRaw(host.port, ask)).status === 200
  await until('the backend answers', answers, 60_000)
  const before = await host.backendPid()
  return {
    async run(one) {
      const outcome = await send(one, to)
      return host.alive() ? outcome : { ...outcome, fault: 'the process of the host ended' }
    },
    async close() {
      const isSame = (await host.backendPid()) === before
      const isWell = await answers()
      await host.stop()
      const bad = /^.*(?:uncaught|crashed|http\.failed|channel\.failed|border\.failed).*$/m.exec(
        await host.logs(),
      )
      await rm(folder, { recursive: true, force: true })
      if (!isSame) return 'the process of the backend ended'
      return isWell ? (bad?.[0] ?? null) : 'the host does not answer any more'
    },
  }
}

it(
  'keeps the browser host and its backend alive, and every answer quick',
  async () => {
    const { kinds } = await fuzz({
      ...campaign,
      name: 'requests to the browser host',
      cases: campaignSize({ small: 600, full: 100_000 }),
      perSession: 5000,
      arbitrary: requestsTo(TO_BROWSER_HOST),
      open: openBrowserHost,
    })
    // Cases of every kind got through: pages and calls done, inputs refused, foreign pages turned away, no HTTP.
    for (const status of ['200', '400', '401', '403', '404', '405', '421'])
      expect([...kinds.keys()]).toContain(status)
  },
  CAMPAIGN_TIMEOUT_MS,
)

it(
  'keeps the simulator alive',
  async () => {
    await fuzz({
      ...campaign,
      name: 'requests to the simulator',
      cases: campaignSize({ small: 150, full: 5000 }),
      perSession: 5000,
      arbitrary: requestsTo(TO_SIMULATOR),
      async open() {
        const simulator = await startSimulatorProcess('fuzz', 100)
        const { host, port } = new URL(simulator.url)
        const to: Addressee = {
          port: Number(port),
          right: [
            ['Host', host],
            ['Authorization', 'Basic a2xpZW50OmhlbW1lbGln'],
            ['X-VPS-REQUEST-ID', 'x'],
          ],
        }
        return {
          run: (one) => send(one, to),
          async close() {
            const { status } = await fetch(simulator.url)
            await simulator.stop()
            return status === 200 ? null : `the simulator answers with ${status}`
          },
        }
      },
    })
  },
  CAMPAIGN_TIMEOUT_MS,
)

it(
  'keeps the server alive that browsers come back to from PayPal, and whoever is expected there',
  async () => {
    await fuzz({
      ...campaign,
      name: 'requests to the return server',
      cases: campaignSize({ small: 100, full: 5000 }),
      perSession: 5000,
      arbitrary: requestsTo(TO_RETURN_SERVER),
      async open() {
        const log = testLog()
        const server = createReturnServer({ random: seededRandom(), log })
        const expected = await server.expect({ lifetimeMs: 3_600_000 })
        const { host, port } = new URL(expected.returnUrl)
        const to: Addressee = { port: Number(port), right: [['Host', host]] }
        return {
          run: (one) => send(one, to),
          async close() {
            await fetch(`${expected.returnUrl}?token=EC-1`)
            const back = await expected.wait(new AbortController().signal)
            await server.close()
            expect(back).toEqual({ token: 'EC-1' })
            expect(uncaught).toEqual([])
            return log.lines[0] ? JSON.stringify(log.lines[0]) : null
          },
        }
      },
    })
  },
  CAMPAIGN_TIMEOUT_MS,
)
