import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Payment } from '#shared/contract/payments.ts'
import { NONE_IS_FINAL_MS } from '#backend/areas/payments/settle.ts'
import type { Fault, FaultKind } from '#backend/areas/simulator/faults.ts'
import { buyersPage, decide, sendBuyer, TYPED_CARD } from '../../support/payments/buyer.ts'
import { until } from '../../support/condition.ts'
import { testKeychain } from '../../support/commerce/keychain.ts'
import { openShop, type Shop } from '../../support/payments/shop.ts'

let shop: Shop
/** Charges that earlier tests made. */
let earlier = 0
beforeAll(async () => {
  shop = await openShop()
  await shop.sellWith('payflow-pro', { express: true })
})
beforeEach(() => {
  shop.simulator.faults.clear()
  earlier = shop.simulator.ledger.charges().length
})
afterAll(() => shop.stop())

const { floor, max } = Math
const settle = (id: number) => shop.backend.done(shop.backend.api.payments.inquire({ id }))
const reverse = (id: number) => shop.backend.done(shop.backend.api.payments.reverse({ id }))
/** More often than a call is sent: the answer stays away. */
const always = (fault: Fault): Fault[] => [fault, fault, fault]
const charges = () => shop.simulator.ledger.charges().slice(earlier)
const taken = () => charges().filter(({ state }) => state === 'captured')
const stepsOf = ({ steps }: Payment) => steps.map(({ kind, state }) => `${kind} ${state}`)

/** Each kind of fault that leaves open what happened, or has carried it out. */
const KINDS: readonly FaultKind[] = ['cut', 'answer-lost', 'half', 'wrong-type', 'http-500']

describe.each(KINDS)('a payment that meets the fault "%s"', (kind) => {
  it('once, is made once all the same', async () => {
    const code = await shop.code()
    shop.simulator.faults.next({ kind, operation: 'A' }, { kind, operation: 'D' })
    const payment = await shop.payWithCard({ code })
    expect(payment.state).toBe('completed')
    expect(taken()).toHaveLength(1)
    expect(await shop.used(code)).toBe(1)
  })

  it('again and again while it is authorized, is settled by asking', async () => {
    const code = await shop.code()
    shop.simulator.faults.next(...always({ kind, operation: 'A' }))
    const payment = await shop.payWithCard({ code })
    expect(payment.state).toBe('unknown')
    // The use is kept for it meanwhile.
    expect((await quote(code))?.holds).toBe(false)
    shop.clock.advance(NONE_IS_FINAL_MS)
    const settled = await settle(payment.id)
    const wasCharged = charges().length > 0
    expect(settled.state).toBe(wasCharged ? 'completed' : 'failed')
    expect(taken()).toHaveLength(wasCharged ? 1 : 0)
    expect(await shop.used(code)).toBe(wasCharged ? 1 : 0)
    expect((await quote(code))?.holds).toBe(!wasCharged)
    expect(await settle(payment.id)).toEqual({ ...settled, operationId: null })
  })

  it('again and again while the money is taken, is settled by asking', async () => {
    const code = await shop.code()
    shop.simulator.faults.next(...always({ kind, operation: 'D' }))
    const payment = await shop.payWithCard({ code })
    expect(payment.state).toBe('unknown')
    expect((await settle(payment.id)).state).toBe('completed')
    expect(taken()).toHaveLength(1)
    expect(await shop.used(code)).toBe(1)
  })

  it('again and again while it is voided, is voided once', async () => {
    const code = await shop.code()
    const { id } = await shop.payWithCard({ code })
    shop.simulator.faults.next(...always({ kind, operation: 'V' }))
    const lost = await reverse(id)
    expect(lost.state).toBe('unknown')
    expect(await shop.used(code)).toBe(1)
    const settled = await settle(id)
    expect(settled.state).toBe('voided')
    expect(await shop.used(code)).toBe(0)
    expect(charges().map(({ state }) => state)).toEqual(['voided'])
  })

  it('again and again at the end of the PayPal login, is settled by asking', async () => {
    const code = await shop.code()
    const sent = await sendBuyer(shop, 'express', { code })
    shop.simulator.faults.next(...always({ kind, operation: 'S' }), ...always({ kind, operation: 'D' }))
    await decide(await buyersPage(sent), 'approve')
    const payment = await sent.ended
    shop.simulator.faults.clear()
    shop.clock.advance(NONE_IS_FINAL_MS)
    const settled = await settle(payment.id)
    const wasCharged = taken().length
    expect(wasCharged).toBeLessThanOrEqual(1)
    expect(settled.state).toBe(wasCharged === 1 ? 'completed' : 'failed')
    expect(await shop.used(code)).toBe(wasCharged)
  })
})

const quote = async (code: string) =>
  (
    await shop.backend.api.payments.quote({
      service: 'events',
      item: 'live-events',
      description: 'x',
      full: 1000,
      code,
    })
  ).code

it('believes that there is no payment only when none can arrive any more', async () => {
  const code = await shop.code()
  shop.simulator.faults.next(...always({ kind: 'cut', operation: 'A' }))
  const payment = await shop.payWithCard({ code })
  const early = await settle(payment.id)
  expect(early.state).toBe('unknown')
  expect(stepsOf(early).at(-1)).toBe('inquire refused')
  expect((await quote(code))?.holds).toBe(false)
  shop.clock.advance(floor(NONE_IS_FINAL_MS / 2))
  const again = await settle(payment.id)
  expect(again.state).toBe('unknown')
  // Asking again is the same step.
  expect(again.steps).toHaveLength(early.steps.length)
  shop.clock.advance(max(1, NONE_IS_FINAL_MS))
  expect((await settle(payment.id)).state).toBe('failed')
  expect((await quote(code))?.holds).toBe(true)
})

it('releases what cannot be taken', async () => {
  const code = await shop.code()
  shop.simulator.faults.next({ kind: 'refuse', operation: 'D', code: '111' })
  const payment = await shop.payWithCard({ code })
  expect(payment.state).toBe('declined')
  expect(stepsOf(payment)).toEqual(['check-code done', 'authorize done', 'capture refused', 'void done'])
  expect(charges().map(({ state }) => state)).toEqual(['voided'])
  expect(await shop.used(code)).toBe(0)
})

it('refunds what is settled at PayPal', async () => {
  const code = await shop.code()
  const { id } = await shop.payWithCard({ code })
  shop.simulator.ledger.settle()
  const after = await reverse(id)
  expect(stepsOf(after).slice(-3)).toEqual(['void refused', 'refund done', 'give-back done'])
  expect(after.state).toBe('refunded')
  expect(await shop.used(code)).toBe(0)
})

it('asks at the start what happened to the payments that were left open', async () => {
  const code = await shop.code()
  shop.simulator.faults.next(...always({ kind: 'answer-lost', operation: 'A' }))
  const lost = await shop.payWithCard({ code })
  const sent = await sendBuyer(shop, 'express')
  shop.backend = await shop.backend.restart()
  await sent.ended.catch(() => undefined)
  const { api } = shop.backend
  const stateOf = async (id: number) => (await api.payments.get({ id })).state
  await until('PayPal was asked', async () => (await stateOf(lost.id)) === 'completed')
  expect(await shop.used(code)).toBe(1)
  expect(await stateOf(sent.waiting.id)).toBe('cancelled')
  const { operations } = await api.history.list({ limit: 10 })
  expect(operations.map(({ details }) => details.kind)).toContain('resolve-payment')
})

it('takes the last words of a page that nobody came back from', async () => {
  await shop.sellWith('payflow-pro', { accountType: 'website-payments-pro', cards: [] })
  const code = await shop.code()
  const sent = await sendBuyer(shop, 'hosted', { code })
  await (await buyersPage(sent)).press('pay', TYPED_CARD)
  shop.simulator.faults.next(...always({ kind: 'answer-lost', operation: 'D' }))
  await sent.cancel()
  expect((await sent.ended).state).toBe('cancelled')
  expect((await settle(sent.waiting.id)).state).toBe('cancelled')
  expect(taken()).toEqual([])
  expect(await shop.used(code)).toBe(0)
})

it('gives back what the built-in simulator has forgotten since', async () => {
  const own = await openShop({ parts: { keychain: testKeychain(), paypal: {} } })
  try {
    await own.sellWith('payflow-pro')
    const code = await own.code()
    const { id, state, destination } = await own.payWithCard({ code })
    expect([state, destination]).toEqual(['completed', 'simulator'])
    own.backend = await own.backend.restart()
    const reversed = await own.backend.done(own.backend.api.payments.reverse({ id }))
    expect(reversed.state).toBe('voided')
    expect(stepsOf(reversed).slice(-2)).toEqual(['void refused', 'give-back done'])
    expect(await own.used(code)).toBe(0)
  } finally {
    await own.stop()
  }
})
