import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { refusalOf } from '../../support/commerce/refusal.ts'
import { openShop, type Shop } from '../../support/payments/shop.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
  await shop.sellWith('payflow-pro')
})
afterEach(() => shop.stop())

describe('a card', () => {
  it('is charged once, and the code redeemed with it', async () => {
    const code = await shop.code()
    const payment = await shop.payWithCard({ code: code.toLowerCase() })
    expect(payment).toMatchObject({
      state: 'completed',
      destination: 'simulator',
      mode: 'test',
      card: { brand: 'visa', lastFour: '1111' },
      price: { full: 48_000, off: 12_000, pay: 36_000, currency: 'USD' },
      code: { code },
    })
    expect(payment.steps.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      'check-code done',
      'authorize done',
      'capture done',
      'redeem done',
    ])
    expect(await shop.used(code)).toBe(1)
    const { events } = shop.backend
    expect(events.filter(({ name }) => name === 'payments.onChanged').length).toBeGreaterThanOrEqual(3)
  })

  it('that is declined, redeems nothing', async () => {
    const code = await shop.code({ discount: { kind: 'amount', minor: 10_000, currency: 'USD' } })
    const payment = await shop.payWithCard({ full: 111_200, code })
    expect(payment.state).toBe('declined')
    expect(payment.steps.at(-1)).toMatchObject({ kind: 'authorize', state: 'refused', code: 'declined' })
    expect(await shop.used(code)).toBe(0)
    await refusalOf(
      shop.backend.done(shop.backend.api.payments.reverse({ id: payment.id })),
      'payments.not-reversible',
    )
  })

  it('gives the use back when the payment is voided', async () => {
    const code = await shop.code()
    const paid = await shop.payWithCard({ code })
    const voided = await shop.backend.done(shop.backend.api.payments.reverse({ id: paid.id }))
    expect(voided.state).toBe('voided')
    expect(voided.steps.slice(-2).map(({ kind }) => kind)).toEqual(['void', 'give-back'])
    expect(await shop.used(code)).toBe(0)
    const again = await shop.backend.done(shop.backend.api.payments.reverse({ id: paid.id }))
    expect(again).toEqual({ ...voided, operationId: null })
  })
})
