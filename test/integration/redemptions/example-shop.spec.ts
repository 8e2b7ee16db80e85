import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { codeNamed, rowOf } from '../../support/redemptions/sales.ts'
import { startTestBackend, type TestBackend } from '../../support/test-backend.ts'

const script = fileURLToPath(new URL('../../../docs/shop/shop.mjs', import.meta.url))

let backend: TestBackend
let shop: ChildProcess
let post: (path: string, body: object) => Promise<unknown>
let origin: string
beforeEach(async () => {
  backend = await startTestBackend()
  const { state, token } = await backend.api.checkout.turnOn({})
  shop = spawn(process.execPath, [script, state.address ?? ''], {
    env: { ...process.env, CHECKOUT_TOKEN: token },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  if (!shop.stdout) throw new Error('no output')
  const [line] = (await once(createInterface(shop.stdout), 'line')) as [string]
  origin = line
  post = async (path, body) => {
    const response = await fetch(`${origin}${path}`, { method: 'POST', body: JSON.stringify(body) })
    return await response.json()
  }
})
afterEach(async () => {
  shop.kill()
  await backend.stop()
})

const used = async () => (await rowOf(backend, 'KODE-1')).used

it('sells with a code: the price, the sale once, the refusal in its words, the refund', async () => {
  await codeNamed(backend, 'KODE-1')
  expect(await (await fetch(origin)).text()).toContain('Conference ticket, 240.00 USD')
  expect(await post('/price', { code: 'kode-1' })).toEqual({ pay: 18_000, why: null })
  expect(await post('/price', { code: 'NOPE' })).toEqual({ pay: 24_000, why: 'We do not know this code.' })

  const sale = { code: 'KODE-1', expect: 18_000, order: 'S-1' }
  expect(await post('/buy', { ...sale, card: 'declined', order: 'S-0' })).toEqual({
    sold: false,
    why: 'The card was declined.',
  })
  expect(await used()).toBe(0)
  expect(await post('/buy', { ...sale, expect: 17_000 })).toEqual({
    sold: false,
    why: 'The price is 180.00 USD now.',
  })
  const sold = { sold: true, order: 'S-1', paid: 18_000 }
  expect(await post('/buy', sale)).toEqual(sold)
  expect(await post('/buy', sale)).toEqual(sold)
  expect(await used()).toBe(1)
  expect(await post('/buy', { ...sale, order: 'S-2' })).toEqual({
    sold: false,
    why: 'This code has been used.',
  })
  expect(await post('/refund', { order: 'S-1' })).toEqual({ givenBack: true })
  expect(await used()).toBe(0)
})

it('goes on selling where the program restarts meanwhile', async () => {
  await codeNamed(backend, 'KODE-1')
  const [restarted, bought] = await Promise.all([
    backend.restart(),
    post('/buy', { code: 'KODE-1', expect: 18_000, order: 'S-1' }),
  ])
  backend = restarted
  expect(bought).toMatchObject({ sold: true })
  expect(await used()).toBe(1)
})
