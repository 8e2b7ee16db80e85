import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ACCOUNT, CARD, runSimulator, type RunningSimulator } from '../../support/simulator/simulator.ts'

let running: RunningSimulator
beforeAll(async () => void (running = await runSimulator(100)))
afterAll(() => running.stop())

const NAMES = ['constructor', '__proto__', 'toString', 'S', 'A', 'Y', '1', 'EC-1', 'SetExpressCheckout']
const FIELDS = ['TRXTYPE', 'TENDER', 'ACTION', 'AMT', 'CREATESECURETOKEN', 'SECURETOKENID', 'METHOD', 'TOKEN']
const value = fc.oneof(fc.constantFrom(...NAMES), fc.string({ unit: 'binary', maxLength: 12 }))
const fields = fc.dictionary(
  fc.oneof(fc.constantFrom(...FIELDS), fc.constantFrom('cmd', 'decision', 'token')),
  value,
)

const PATHS = [
  '/payflow',
  '/nvp',
  '/payflowlink',
  '/cgi-bin/webscr',
  '/checkoutnow',
  '/v2/checkout/orders',
  '/v2/checkout/orders/constructor/capture',
  '/v1/oauth2/token',
  '/Permissions/RequestPermissions',
  '/Permissions/constructor',
  '//evil.example/payflow',
]
const TYPES = ['text/namevalue', 'application/json', 'application/x-www-form-urlencoded', 'text/xml']

it('answers anything at all, and never with an error of its own', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...PATHS),
      fc.constantFrom(...TYPES),
      fc.oneof(fields, fc.uint8Array({ maxLength: 60 })),
      async (path, type, sent) => {
        const form = sent instanceof Uint8Array ? sent : new URLSearchParams({ ...ACCOUNT, ...CARD, ...sent })
        const response = await fetch(running.url + path, {
          method: 'POST',
          headers: { 'Content-Type': type, 'X-VPS-REQUEST-ID': 'x' },
          body: form instanceof Uint8Array ? Buffer.from(form) : decodeURIComponent(form.toString()),
          redirect: 'manual',
        })
        expect(response.status).toBeLessThan(500)
        expect(await response.text()).not.toContain('[object')
      },
    ),
    { numRuns: 400 },
  )
})

it('answers any order in JSON', async () => {
  await fc.assert(
    fc.asyncProperty(fc.json(), async (text) => {
      const { status } = await running.rest('/v2/checkout/orders', { body: JSON.parse(text), requestId: 'x' })
      expect(status).toBeLessThan(500)
    }),
    { numRuns: 100 },
  )
})

it('keeps neither a card number nor a password in a charge', async () => {
  await running.payflow({ ...CARD, TRXTYPE: 'S', AMT: '1.00' })
  const seen = JSON.stringify(running.simulator.ledger.charges())
  for (const secret of [CARD.ACCT, ACCOUNT.PWD]) expect(seen).not.toContain(secret)
})
