import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PayWith } from '#shared/contract/payments.ts'
import type { ProviderId } from '#shared/domain/commerce/providers.ts'
import type { ProviderOptions } from '#shared/domain/commerce/settings.ts'
import type { FaultKind } from '#backend/areas/simulator/faults.ts'
import { audit, readBooks } from '../../support/payments/audit.ts'
import { buyersPage, decide, sendBuyer, TYPED_CARD } from '../../support/payments/buyer.ts'
import { openShop, type Shop } from '../../support/payments/shop.ts'

const PAYMENTS = 40
const AT_ONCE = 6
const KINDS: readonly FaultKind[] = ['cut', 'answer-lost', 'half', 'wrong-type', 'http-500']
const HOUR = 3_600_000

const WAYS: readonly (readonly [Exclude<PayWith, 'card'>, ProviderId, Partial<ProviderOptions>])[] = [
  ['express', 'payflow-pro', { express: true }],
  ['express', 'express-checkout-us', {}],
  ['express', 'paypal-checkout-rest', {}],
  ['hosted', 'website-payments-pro-uk', { accountType: 'website-payments-pro', cards: [] }],
]

describe.each(WAYS)('%s with %s, through random faults', (way, provider, options) => {
  let shop: Shop
  beforeAll(async () => {
    shop = await openShop()
    await shop.sellWith(provider, options)
  })
  afterAll(() => shop.stop())

  /** A number from 0 to 1; which outcomes come about differs from run to run, what holds for them does not. */
  const drawn = () => Math.random()

  /** One buyer: may approve, turn back, have no money, be given up, and get the money back. */
  async function live(code: string | undefined): Promise<void> {
    const { api, done } = shop.backend
    // Some never reach PayPal at all.
    const sent = await sendBuyer(shop, way, code === undefined ? {} : { code }).catch(() => null)
    if (!sent) return
    const outcome = drawn()
    if (outcome < 0.15) await sent.cancel()
    else {
      const page = await buyersPage(sent)
      const decision =
        outcome < 0.3 ? 'cancel' : way === 'hosted' ? 'pay' : outcome < 0.4 ? 'decline' : 'approve'
      await decide(page, decision, way === 'hosted' ? TYPED_CARD : {})
    }
    const { id, state } = await sent.ended
    if (state === 'completed' && drawn() < 0.5) await done(api.payments.reverse({ id }))
  }

  it('is charged once or not at all, and redeemed with the money', { timeout: 120_000 }, async () => {
    const code = await shop.code({ usage: { kind: 'times', times: 1000 } })
    shop.simulator.faults.often(
      0.3,
      KINDS.map((kind) => ({ kind })),
    )
    const todo = Array.from({ length: PAYMENTS }, (_, i) => (i % 3 === 0 ? undefined : code))
    const one = async () => {
      while (todo.length > 0) await live(todo.shift())
    }
    await Promise.all(Array.from({ length: AT_ONCE }, one))

    shop.simulator.faults.clear()
    shop.clock.advance(HOUR)
    const { api, done } = shop.backend
    for (const { id, open } of readBooks(shop.backend.folder).payments)
      if (open === 1) await done(api.payments.inquire({ id }))
    const books = readBooks(shop.backend.folder)
    expect(audit(books, shop.simulator.ledger.charges())).toEqual([])
    const states = Map.groupBy(books.payments, ({ state }) => state)
    expect(states.get('completed')?.length).toBeGreaterThan(0)
    expect((states.get('voided') ?? states.get('refunded'))?.length).toBeGreaterThan(0)
    expect(states.get('cancelled')?.length).toBeGreaterThan(0)
  })
})
