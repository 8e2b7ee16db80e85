import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type AccountTypeId, PROVIDERS } from '#shared/domain/commerce/providers.ts'
import type { Destination, TestTarget } from '#shared/domain/payments/answer-codes.ts'
import type { Mode } from '#shared/domain/services.ts'
import { createGateways, type Login } from '#backend/areas/paypal/gateway/gateways.ts'
import type { Gateway } from '#backend/areas/paypal/gateway/gateway.ts'
import { destinationOf } from '#backend/areas/paypal/gateway/hosts.ts'
import type { HttpPort } from '#backend/areas/paypal/http/http-port.ts'
import { createHttpPort } from '#backend/areas/paypal/http/undici-port.ts'
import { createSimulator, type Simulator } from '#backend/areas/simulator/create-simulator.ts'
import { accountNamed } from '../../support/commerce/contents.ts'
import { seededRandom, testClock } from '../../support/parts.ts'
import { VISA } from '../../support/payments/shop.ts'

const clock = testClock()
let simulator: Simulator
let base: URL
let line: HttpPort
beforeAll(async () => {
  simulator = createSimulator({ clock, random: seededRandom() })
  base = new URL((await simulator.listen()).url)
  line = createHttpPort({ proxyFor: async () => null })
})
afterAll(async () => {
  await line.close()
  await simulator.close()
})

/** Every origin that a destination may be reached at, or send a browser to. */
const ALLOWED: Record<Exclude<Destination, 'simulator'>, readonly string[]> = {
  live: [
    'https://payflowpro.paypal.com',
    'https://payflowlink.paypal.com',
    'https://api-3t.paypal.com',
    'https://svcs.paypal.com',
    'https://api-m.paypal.com',
    'https://www.paypal.com',
  ],
  sandbox: [
    'https://pilot-payflowpro.paypal.com',
    'https://pilot-payflowlink.paypal.com',
    'https://api-3t.sandbox.paypal.com',
    'https://svcs.sandbox.paypal.com',
    'https://api-m.sandbox.paypal.com',
    'https://www.sandbox.paypal.com',
  ],
}

/** A line on which PayPal's hosts are the simulator, and every address is written down. */
function recordingPort(origins: Set<string>): HttpPort {
  return {
    async send(request) {
      origins.add(request.url.origin)
      const { hostname, pathname } = request.url
      const path = hostname.includes('payflow') ? '/payflow' : pathname
      return await line.send({ ...request, url: new URL(path, base) })
    },
    pause: async () => undefined,
    close: async () => undefined,
  }
}

async function everyCall(gateway: Gateway, origins: Set<string>, name: string): Promise<void> {
  const amount = { minor: 4200, currency: 'USD' } as const
  const order = { amount, description: 'Seminar', reference: 'ABCDEFGHJKLM' }
  const addresses = { returnUrl: 'http://127.0.0.1:1/return', cancelUrl: 'http://127.0.0.1:1/cancel' }
  const card = { ...VISA, number: VISA.number.replaceAll(' ', '') }
  const id = (call: string) => Buffer.from(`${name}${call}`).toString('hex').slice(-30)
  await gateway.check(id('check'))
  const authorized = await gateway.authorize(order, card, id('authorize'))
  const number = authorized.kind === 'done' ? authorized.done.transaction : 'A10000000001'
  const transaction = { transaction: number, paidWith: 'card' } as const
  const captured = await gateway.capture(transaction, order, id('capture'))
  const taken = captured.kind === 'done' ? captured.done : transaction
  await gateway.void({ ...taken, paidWith: 'card' }, id('void'))
  await gateway.refund(transaction, order, id('refund'))
  for (const [start, finish] of [
    ['startExpress', 'finishExpress'],
    ['startHosted', 'finishHosted'],
  ] as const) {
    const started = await gateway[start](order, addresses, id(start))
    if (started.kind !== 'done') continue
    const url = new URL(started.done.buyerUrl)
    // What the simulator says in REST is its own address; PayPal's says PayPal's.
    if (url.origin !== base.origin || gateway.destination === 'simulator') origins.add(url.origin)
    await gateway[finish](order, started.done, { PayerID: 'ABCDEFGHJKLMN' }, id(finish))
  }
  await gateway.inquire(order, 'EC-1234567890', id('inquire'))
}

const combinations = PROVIDERS.flatMap(({ id: provider, accountTypes }) =>
  (accountTypes.length > 0 ? accountTypes.map(({ id }) => id) : [null]).flatMap((accountType) =>
    (['test', 'production'] as const).flatMap((mode) =>
      (['sandbox', 'simulator'] as const).map((target): [string, AccountTypeId | null, Mode, TestTarget] => [
        provider,
        accountType,
        mode,
        target,
      ]),
    ),
  ),
)

describe('every provider and account type, in each mode', () => {
  it.each(combinations)('%s, %s in %s with the %s for tests', async (id, accountType, mode, target) => {
    const provider = PROVIDERS.find((entry) => entry.id === id)
    if (!provider) throw new Error('not in the catalogue')
    const origins = new Set<string>()
    let asked = 0
    const simulatorAt = async () => {
      asked += 1
      return base
    }
    const gateways = createGateways({ http: recordingPort(origins), simulator: simulatorAt, clock })
    const login: Login = {
      provider: provider.id,
      account: accountNamed(provider.id, 'fjord'),
      password: 'hemmelig',
      caller: { userName: 'fjord_api1.example.com', password: 'hemmelig', signature: 'signert' },
      currency: 'USD',
      look: { brandName: 'Fjordkurs' },
    }
    const destination = destinationOf(mode, target)
    expect(destination).toBe(mode === 'production' ? 'live' : target)
    const gateway = await gateways.open(login, destination)
    expect(gateway.destination).toBe(destination)
    await everyCall(gateway, origins, `${id}${accountType ?? ''}${mode}${target}`)

    expect(origins.size).toBeGreaterThan(0)
    const allowed = destination === 'simulator' ? [base.origin] : ALLOWED[destination]
    expect([...origins].filter((origin) => !allowed.includes(origin))).toEqual([])
    if (destination !== 'simulator') expect(asked).toBe(0)
  })

  it('keeps each destination to itself, whatever a client asks', async () => {
    for (const destination of ['live', 'sandbox'] as const) {
      const gateways = createGateways({
        http: recordingPort(new Set()),
        simulator: async () => base,
        clock,
      })
      const port = gateways.portTo(await gateways.hosts(destination))
      const strangers = [
        ...ALLOWED[destination === 'live' ? 'sandbox' : 'live'],
        base.origin,
        'https://example.com',
        'https://www.paypal.com.example.com',
      ]
      for (const origin of strangers)
        await expect(
          port.send({ method: 'GET', url: new URL(origin), headers: {}, timeoutMs: 1000 }),
        ).rejects.toThrow('another destination')
    }
  })
})
