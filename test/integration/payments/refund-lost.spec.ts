import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { RETRY_PAUSES_MS } from '#backend/areas/paypal/http/send-request.ts'
import { createSimulator, type Simulator } from '#backend/areas/simulator/create-simulator.ts'
import type { ProviderId } from '#shared/domain/commerce/providers.ts'
import { testKeychain } from '../../support/commerce/keychain.ts'
import { seededRandom, testClock } from '../../support/parts.ts'
import { buyersPage, decide, sendBuyer } from '../../support/payments/buyer.ts'
import { openShop, type Shop } from '../../support/payments/shop.ts'

const newSimulator = (seed: string) => createSimulator({ clock: testClock(), random: seededRandom(seed) })

let shop: Shop
let simulator: Simulator
let address: URL
let pauses: number[]
beforeEach(async () => {
  pauses = []
  simulator = newSimulator('first')
  address = new URL((await simulator.listen()).url)
  const pause = async (ms: number) => void pauses.push(ms)
  shop = await openShop({ parts: { keychain: testKeychain(), paypal: { simulator: address, pause } } })
})
afterEach(async () => {
  await shop.stop()
  await simulator.close()
})

const PROVIDERS: readonly (readonly [ProviderId, refund: string])[] = [
  ['express-checkout-us', 'RefundTransaction'],
  ['paypal-checkout-rest', 'refund'],
]

describe.each(PROVIDERS)('a refund with %s', (provider, operation) => {
  let id: number
  let code: string
  beforeEach(async () => {
    await shop.sellWith(provider)
    code = await shop.code()
    const sent = await sendBuyer(shop, 'express', { code })
    await decide(await buyersPage(sent), 'approve')
    id = (await sent.ended).id
  })
  const reverse = () => shop.backend.done(shop.backend.api.payments.reverse({ id }))
  const settle = () => shop.backend.done(shop.backend.api.payments.inquire({ id }))
  const money = () => simulator.ledger.charges().map(({ captured, refunded }) => captured - refunded)

  it('whose answer is lost is made once, and known to be made', async () => {
    const lost = { kind: 'answer-lost', operation } as const
    simulator.faults.next(lost, lost, lost)
    await reverse()
    // REST is asked again under the same number; Express Checkout has no numbers.
    expect(pauses).toEqual(provider === 'paypal-checkout-rest' ? RETRY_PAUSES_MS : [])
    simulator.faults.clear()
    expect((await settle()).state).toBe('refunded')
    expect(money()).toEqual([0])
    expect(await shop.used(code)).toBe(0)
  })

  it('of a payment that a simulator has forgotten gives the use back', async () => {
    await simulator.close()
    simulator = newSimulator('second')
    await simulator.listen(Number(address.port))
    expect((await reverse()).state).toBe('refunded')
    expect(await shop.used(code)).toBe(0)
  })
})
