import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Payment } from '#shared/contract/payments.ts'
import type { Fault } from '#backend/areas/simulator/faults.ts'
import { NONE_IS_FINAL_MS } from '#backend/areas/payments/settle.ts'
import { buyersPage, decide, type Sent, sendBuyer, TYPED_CARD } from '../../support/payments/buyer.ts'
import { openShop, purchaseOf, type Shop } from '../../support/payments/shop.ts'

let shop: Shop
let code: string
/** Charges that earlier tests made. */
let earlier = 0
beforeAll(async () => void (shop = await openShop()))
beforeEach(async () => {
  shop.simulator.faults.clear()
  earlier = shop.simulator.ledger.charges().length
  code = await shop.code()
})
afterAll(() => shop.stop())

const always = (fault: Fault): Fault[] => [fault, fault, fault]
const charges = () => shop.simulator.ledger.charges().slice(earlier)
const reference = () => charges().at(-1)?.reference ?? ''
const money = () => charges().map(({ state, captured, refunded }) => [state, captured - refunded])
const settle = (id: number) => shop.backend.done(shop.backend.api.payments.inquire({ id }))
const isFree = async () => (await shop.backend.api.payments.quote(purchaseOf({ code }))).code?.holds
const stepsOf = ({ steps }: Payment) => steps.map((step) => `${step.kind} ${step.state}`)

async function expectReleased({ state, steps }: Payment): Promise<void> {
  expect(state).toBe('declined')
  expect(steps.some((step) => step.code === 'held-for-review')).toBe(true)
  expect(steps.map(({ kind }) => kind)).not.toContain('capture')
  expect(money()).toEqual([['voided', 0]])
  expect(await shop.used(code)).toBe(0)
  expect(await isFree()).toBe(true)
}

describe.each(['126', '127'])('Payflow, RESULT %s', (result) => {
  beforeEach(() => shop.sellWith('payflow-pro', { express: true }))

  it('to a card, with the XML of the fraud filters, is released at once', async () => {
    shop.simulator.faults.next({ kind: 'hold', operation: 'A', code: result })
    const payment = await shop.payWithCard({ code })
    await expectReleased(payment)
    expect(stepsOf(payment)).toEqual(['check-code done', 'authorize refused'])
    expect(payment.steps.at(-1)?.pairs).toContainEqual({ name: 'POSTFPSMSG', value: 'Review' })
  })

  it('that an inquiry finds, is released and never captured', async () => {
    shop.simulator.faults.next(...always({ kind: 'answer-lost', operation: 'A' }))
    const { id, state } = await shop.payWithCard({ code })
    expect(state).toBe('unknown')
    shop.simulator.ledger.hold(reference(), result)
    const settled = await settle(id)
    await expectReleased(settled)
    expect(stepsOf(settled).slice(-2)).toEqual(['inquire refused', 'void done'])
    // Asked again, nothing happens any more.
    expect(await settle(id)).toEqual({ ...settled, operationId: null })
  })

  it.each(['answer-lost', 'cut'] as const)('is released once, if the void meets "%s"', async (kind) => {
    shop.simulator.faults.next(
      { kind: 'hold', operation: 'A', code: result },
      ...always({ kind, operation: 'V' }),
    )
    const { id, state } = await shop.payWithCard({ code })
    expect(state).toBe('unknown')
    expect(await isFree()).toBe(false)
    shop.simulator.faults.next(...always({ kind, operation: 'V' }))
    await settle(id)
    shop.simulator.faults.clear()
    await expectReleased(await settle(id))
  })

  it('stays open while PayPal refuses to release it, and is completed if PayPal accepts it', async () => {
    const sent = await sendBuyer(shop, 'express', { code })
    shop.simulator.faults.next(
      // The question about the buyer is a call of the same type as the payment.
      { kind: 'slow', ms: 0, operation: 'S' },
      { kind: 'hold', operation: 'S', code: result },
      ...always({ kind: 'refuse', code: '108', operation: 'V' }),
      ...always({ kind: 'refuse', code: '105', operation: 'C' }),
    )
    await decide(await buyersPage(sent), 'approve')
    const { id, state } = await sent.ended
    expect(state).toBe('unknown')
    const still = await settle(id)
    expect(still.state).toBe('unknown')
    expect(await isFree()).toBe(false)
    shop.simulator.faults.clear()
    shop.simulator.ledger.decide(reference(), null)
    shop.clock.advance(NONE_IS_FINAL_MS)
    expect((await settle(id)).state).toBe('completed')
    expect(money()).toEqual([['captured', 36_000]])
    expect(await shop.used(code)).toBe(1)
  })
})

describe('PayPal’s card page, under review', () => {
  beforeEach(() => shop.sellWith('payflow-pro', { accountType: 'website-payments-pro', cards: [] }))

  async function heldOnPage(): Promise<{ sent: Sent; back: string }> {
    const sent = await sendBuyer(shop, 'hosted', { code })
    const { to } = await (await buyersPage(sent)).press('pay', TYPED_CARD)
    shop.simulator.ledger.hold(reference(), '126')
    return { sent, back: to?.href ?? '' }
  }

  it('is released when the buyer comes back', async () => {
    const { sent, back } = await heldOnPage()
    await fetch(back)
    await expectReleased(await sent.ended)
  })

  it('is released when the buyer was given up', async () => {
    const { sent } = await heldOnPage()
    await sent.cancel()
    expect((await sent.ended).state).toBe('cancelled')
    expect((await settle(sent.waiting.id)).state).toBe('cancelled')
    expect(money()).toEqual([['voided', 0]])
    expect(await shop.used(code)).toBe(0)
  })
})

describe.each([
  ['express-checkout-us', 'DoExpressCheckoutPayment'],
  ['paypal-checkout-rest', 'capture-order'],
] as const)('a pending payment with %s', (provider, operation) => {
  beforeEach(() => shop.sellWith(provider))

  /** Paid and held, whether the answer says so or is lost. */
  async function pay(answer: 'received' | 'lost'): Promise<Payment> {
    const sent = await sendBuyer(shop, 'express', { code })
    if (answer === 'received') shop.simulator.faults.next({ kind: 'hold', operation })
    else shop.simulator.faults.next(...always({ kind: 'answer-lost', operation }))
    // Asked about at once where the answer is lost: that is lost, too.
    for (const question of ['GetTransactionDetails', 'show-order'])
      if (answer === 'lost') shop.simulator.faults.next(...always({ kind: 'http-500', operation: question }))
    await decide(await buyersPage(sent), 'approve')
    const payment = await sent.ended
    shop.simulator.faults.clear()
    if (answer === 'lost') shop.simulator.ledger.hold(reference(), 'echeck')
    return payment
  }

  async function expectOpen({ state }: Payment): Promise<void> {
    expect(state).toBe('unknown')
    expect(await shop.used(code)).toBe(0)
    expect(await isFree()).toBe(false)
  }

  describe.each(['received', 'lost'] as const)('whose answer is %s', (answer) => {
    it('is open until PayPal accepts it, and redeems then', async () => {
      const paid = await pay(answer)
      if (answer === 'received') await expectOpen(paid)
      const asked = await settle(paid.id)
      await expectOpen(asked)
      expect(asked.steps.at(-1)).toMatchObject({
        kind: 'inquire',
        state: 'unknown',
        code: 'held-for-review',
      })
      shop.clock.advance(NONE_IS_FINAL_MS)
      await expectOpen(await settle(paid.id))
      shop.simulator.ledger.decide(reference(), null)
      expect((await settle(paid.id)).state).toBe('completed')
      expect(money()).toEqual([['captured', 36_000]])
      expect(await shop.used(code)).toBe(1)
    })

    it('is open until PayPal declines it, and redeems nothing', async () => {
      const paid = await pay(answer)
      await expectOpen(await settle(paid.id))
      shop.simulator.ledger.decide(reference(), 'DENIED')
      expect((await settle(paid.id)).state).toBe('declined')
      expect(money()).toEqual([['declined', 0]])
      expect(await shop.used(code)).toBe(0)
      expect(await isFree()).toBe(true)
    })
  })
})

it('a refund that PayPal has not made yet gives nothing back before it is made', async () => {
  await shop.sellWith('paypal-checkout-rest')
  const sent = await sendBuyer(shop, 'express', { code })
  await decide(await buyersPage(sent), 'approve')
  const { id } = await sent.ended
  shop.simulator.faults.next({ kind: 'hold', operation: 'refund' })
  const reversed = await shop.backend.done(shop.backend.api.payments.reverse({ id }))
  expect(reversed.state).toBe('unknown')
  expect((await settle(id)).state).toBe('unknown')
  expect(await shop.used(code)).toBe(1)
  shop.simulator.ledger.decide(reference(), null)
  expect((await settle(id)).state).toBe('refunded')
  expect(money()).toEqual([['refunded', 0]])
  expect(await shop.used(code)).toBe(0)
})
