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
const reverse = (id: number) => shop.backend.done(shop.backend.api.payments.reverse({ id }))
const quote = async () => (await shop.backend.api.payments.quote(purchaseOf({ code }))).code
const isFree = async () => (await quote())?.holds
const stepsOf = ({ steps }: Payment) => steps.map((step) => `${step.kind} ${step.state}`)

/** PayPal has it: nothing is redeemed, nothing taken, and the use of the code is kept for it. */
async function expectHeld(
  { state, pendingReason, steps, asksAgainAt }: Payment,
  said: string,
): Promise<void> {
  expect([state, pendingReason?.said]).toEqual([
    /^\d|REVIEW|review/.test(said) ? 'under-review' : 'pending',
    said,
  ])
  expect(steps.map(({ kind }) => kind)).not.toContain('void')
  expect(asksAgainAt).not.toBeNull()
  expect(money().every(([, taken]) => taken === 0)).toBe(true)
  expect(await shop.used(code)).toBe(0)
  expect(await quote()).toMatchObject({ holds: false, refusal: 'held' })
}

async function expectGivenUp({ state }: Payment, as: Payment['state']): Promise<void> {
  expect(state).toBe(as)
  expect(await shop.used(code)).toBe(0)
  expect(await isFree()).toBe(true)
}

async function expectCompleted({ state }: Payment): Promise<void> {
  expect(state).toBe('completed')
  expect(money()).toEqual([['captured', 36_000]])
  expect(await shop.used(code)).toBe(1)
}

describe.each(['126', '127'])('Payflow, RESULT %s', (result) => {
  beforeEach(() => shop.sellWith('payflow-pro', { express: true }))

  async function held(): Promise<Payment> {
    shop.simulator.faults.next({ kind: 'hold', operation: 'A', code: result })
    return await shop.payWithCard({ code })
  }

  it('to a card, with the XML of the fraud filters, is under review and not voided', async () => {
    const payment = await held()
    await expectHeld(payment, result)
    expect(stepsOf(payment)).toEqual(['check-code done', 'authorize pending'])
    expect(payment.steps.at(-1)).toMatchObject({ code: 'held-for-review' })
    expect(payment.steps.at(-1)?.pairs).toContainEqual({ name: 'POSTFPSMSG', value: 'Review' })
    expect(payment.canVoid).toBe(true)
    expect(money()).toEqual([['authorized', 0]])
  })

  it('that an inquiry finds, is never captured', async () => {
    shop.simulator.faults.next(...always({ kind: 'answer-lost', operation: 'A' }))
    const { id, state } = await shop.payWithCard({ code })
    expect(state).toBe('unknown')
    shop.simulator.ledger.hold(reference(), result)
    const asked = await settle(id)
    await expectHeld(asked, result)
    expect(stepsOf(asked).at(-1)).toBe('inquire pending')
    // Asked again and again, nothing happens.
    shop.clock.advance(NONE_IS_FINAL_MS)
    await expectHeld(await settle(id), result)
    expect(money()).toEqual([['authorized', 0]])
  })

  it('is captured and redeemed when the merchant accepts it', async () => {
    const { id } = await held()
    shop.simulator.ledger.decide(reference(), null)
    await expectCompleted(await settle(id))
  })

  it('is declined, and its code free, when the merchant declines it', async () => {
    const { id } = await held()
    shop.simulator.ledger.decide(reference(), '128')
    await expectGivenUp(await settle(id), 'declined')
  })

  it('is canceled when a person voids it', async () => {
    const { id } = await held()
    const voided = await reverse(id)
    await expectGivenUp(voided, 'cancelled')
    expect(stepsOf(voided)).toEqual(['check-code done', 'authorize pending', 'void done'])
    expect(money()).toEqual([['voided', 0]])
    // Asked again, nothing happens any more.
    expect((await settle(id)).state).toBe('cancelled')
  })

  it.each(['answer-lost', 'cut'] as const)('is voided once, if the void meets "%s"', async (kind) => {
    const { id } = await held()
    shop.simulator.faults.next(...always({ kind, operation: 'V' }))
    expect((await reverse(id)).state).toBe('unknown')
    expect(await isFree()).toBe(false)
    shop.simulator.faults.next(...always({ kind, operation: 'V' }))
    await settle(id)
    shop.simulator.faults.clear()
    await expectGivenUp(await settle(id), 'cancelled')
    expect(money()).toEqual([['voided', 0]])
  })

  it('stays under review when PayPal refuses to void it, and is completed if it is accepted then', async () => {
    const { id } = await held()
    shop.simulator.faults.next({ kind: 'refuse', code: '108', operation: 'V' })
    const kept = await reverse(id)
    expect(stepsOf(kept).at(-1)).toBe('void refused')
    expect(kept.state).toBe('under-review')
    expect(await isFree()).toBe(false)
    shop.simulator.ledger.decide(reference(), null)
    await expectCompleted(await settle(id))
  })

  it('of a payment through the PayPal login cannot be voided: PayPal voids no sale', async () => {
    const sent = await sendBuyer(shop, 'express', { code })
    shop.simulator.faults.next(
      // The question about the buyer is a call of the same type as the payment.
      { kind: 'slow', ms: 0, operation: 'S' },
      { kind: 'hold', operation: 'S', code: result },
    )
    await decide(await buyersPage(sent), 'approve')
    const payment = await sent.ended
    await expectHeld(payment, result)
    expect(payment.canVoid).toBe(false)
    await expect(reverse(payment.id)).rejects.toMatchObject({
      code: 'payments.not-reversible',
      details: { state: 'under-review' },
    })
    shop.simulator.ledger.decide(reference(), null)
    await expectCompleted(await settle(payment.id))
  })
})

it.each([
  [112_600, '126'],
  [112_700, '127'],
])('the simulator holds %i, so that a review can be tried', async (full, result) => {
  await shop.sellWith('payflow-pro')
  const payment = await shop.payWithCard({ full })
  expect([payment.state, payment.pendingReason]).toEqual([
    'under-review',
    { meaning: result === '126' ? 'filters' : 'not-filtered', said: result },
  ])
  const { url } = await shop.backend.api.payments.reviewPage({ id: payment.id })
  expect(await (await fetch(url)).text()).toContain(result)
})

describe('PayPal’s card page, under review', () => {
  beforeEach(() => shop.sellWith('payflow-pro', { accountType: 'website-payments-pro', cards: [] }))

  async function heldOnPage(): Promise<{ sent: Sent; back: string }> {
    const sent = await sendBuyer(shop, 'hosted', { code })
    const { to } = await (await buyersPage(sent)).press('pay', TYPED_CARD)
    shop.simulator.ledger.hold(reference(), '126')
    return { sent, back: to?.href ?? '' }
  }

  it('waits when the buyer comes back, and is captured when it is accepted', async () => {
    const { sent, back } = await heldOnPage()
    await fetch(back)
    const { id, canVoid } = await sent.ended
    await expectHeld(await sent.ended, '126')
    expect(canVoid).toBe(true)
    shop.simulator.ledger.decide(reference(), null)
    await expectCompleted(await settle(id))
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

const LOGINS = [
  ['payflow-pro', 'S', 'echeck', '12'],
  ['express-checkout-us', 'DoExpressCheckoutPayment', 'echeck', 'Denied'],
  ['express-checkout-us', 'DoExpressCheckoutPayment', 'paymentreview', 'Denied'],
  ['express-checkout-us', 'DoExpressCheckoutPayment', 'multi-currency', 'Failed'],
  ['paypal-checkout-rest', 'capture-order', 'ECHECK', 'DECLINED'],
  ['paypal-checkout-rest', 'capture-order', 'PENDING_REVIEW', 'DECLINED'],
  ['paypal-checkout-rest', 'capture-order', 'UNILATERAL', 'FAILED'],
] as const

describe.each(LOGINS)('%s: %s with %s', (provider, operation, said, denied) => {
  beforeEach(() => shop.sellWith(provider, provider === 'payflow-pro' ? { express: true } : {}))

  /** Paid and held, whether the answer says so or is lost. */
  async function pay(answer: 'received' | 'lost'): Promise<Payment> {
    const sent = await sendBuyer(shop, 'express', { code })
    // With Payflow the question about the buyer is a call of the same type as the payment.
    if (operation === 'S') shop.simulator.faults.next({ kind: 'slow', ms: 0, operation })
    if (answer === 'received') shop.simulator.faults.next({ kind: 'hold', operation, code: said })
    else shop.simulator.faults.next(...always({ kind: 'answer-lost', operation }))
    // Asked about at once where the answer is lost: that is lost, too.
    for (const question of ['GetTransactionDetails', 'show-order'])
      if (answer === 'lost') shop.simulator.faults.next(...always({ kind: 'http-500', operation: question }))
    await decide(await buyersPage(sent), 'approve')
    const payment = await sent.ended
    shop.simulator.faults.clear()
    if (answer === 'lost') shop.simulator.ledger.hold(reference(), said)
    return payment
  }

  describe.each(['received', 'lost'] as const)('whose answer is %s', (answer) => {
    it('waits until PayPal accepts it, and redeems then', async () => {
      const paid = await pay(answer)
      if (answer === 'received') await expectHeld(paid, said)
      const asked = await settle(paid.id)
      await expectHeld(asked, said)
      expect(asked.steps.at(-1)).toMatchObject({ kind: 'inquire', state: 'pending' })
      shop.clock.advance(NONE_IS_FINAL_MS)
      await expectHeld(await settle(paid.id), said)
      shop.simulator.ledger.decide(reference(), null)
      await expectCompleted(await settle(paid.id))
    })

    it('waits until PayPal declines it, and redeems nothing', async () => {
      const paid = await pay(answer)
      await expectHeld(await settle(paid.id), said)
      shop.simulator.ledger.decide(reference(), denied)
      await expectGivenUp(await settle(paid.id), 'declined')
      expect(money()).toEqual([['declined', 0]])
    })
  })

  it('can be reversed once it is completed, and not before', async () => {
    const { id } = await pay('received')
    await expect(reverse(id)).rejects.toMatchObject({ code: 'payments.not-reversible' })
    shop.simulator.ledger.decide(reference(), null)
    await settle(id)
    expect((await reverse(id)).state).toBe('refunded')
    expect(money()).toEqual([['refunded', 0]])
    expect(await shop.used(code)).toBe(0)
  })

  it('and that PayPal reverses later without being asked, is not redeemed', async () => {
    const { id } = await pay('received')
    shop.simulator.ledger.decide(reference(), null)
    const [charge] = charges()
    expect(charge?.captured).toBe(36_000)
    await expectCompleted(await settle(id))
  })
})

describe('a refund that PayPal has accepted and not made', () => {
  async function refunding(): Promise<number> {
    await shop.sellWith('paypal-checkout-rest')
    const sent = await sendBuyer(shop, 'express', { code })
    await decide(await buyersPage(sent), 'approve')
    const { id } = await sent.ended
    shop.simulator.faults.next({ kind: 'hold', operation: 'refund' })
    const reversed = await reverse(id)
    expect([reversed.state, reversed.pendingReason, reversed.canVoid]).toEqual(['pending', null, false])
    expect(reversed.steps.at(-1)).toMatchObject({ kind: 'refund', state: 'pending', code: 'in-progress' })
    return id
  }

  it('gives nothing back before it is made', async () => {
    const id = await refunding()
    expect((await settle(id)).state).toBe('pending')
    expect(await shop.used(code)).toBe(1)
    shop.simulator.ledger.decide(reference(), null)
    expect((await settle(id)).state).toBe('refunded')
    expect(money()).toEqual([['refunded', 0]])
    expect(await shop.used(code)).toBe(0)
  })

  it('is asked for again when PayPal has given it up', async () => {
    const id = await refunding()
    shop.simulator.ledger.decide(reference(), 'FAILED')
    expect((await settle(id)).state).toBe('refunded')
    expect(money()).toEqual([['refunded', 0]])
    expect(await shop.used(code)).toBe(0)
  })
})

it('a capture that was refunded in part is paid, and keeps its use', async () => {
  await shop.sellWith('paypal-checkout-rest')
  const sent = await sendBuyer(shop, 'express', { code })
  const lost = { kind: 'answer-lost', operation: 'capture-order' } as const
  shop.simulator.faults.next(lost, lost, lost, ...always({ kind: 'http-500', operation: 'show-order' }))
  await decide(await buyersPage(sent), 'approve')
  const { id, state } = await sent.ended
  expect(state).toBe('unknown')
  shop.simulator.ledger.refund(reference(), 5000)
  expect((await settle(id)).state).toBe('completed')
  expect(money()).toEqual([['captured', 31_000]])
  expect(await shop.used(code)).toBe(1)
  // The rest can still be given back.
  expect((await reverse(id)).state).toBe('refunded')
  expect(money()).toEqual([['refunded', 0]])
  expect(await shop.used(code)).toBe(0)
})
