import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { checkDatabase, checkUses } from '../../support/redemptions/check-uses.ts'
import type { Filter } from '#shared/contract/report.ts'
import type { IsoDate } from '#shared/domain/dates.ts'
import { refusalOf } from '../../support/commerce/refusal.ts'
import { pickAll } from '../../support/creations.ts'
import { openShop, purchaseOf, type Shop } from '../../support/payments/shop.ts'
import { codeNamed, rowOf, saleOf } from '../../support/redemptions/sales.ts'
import { engines } from '../../support/engines.ts'
import type { TestBackend } from '../../support/test-backend.ts'

let backend: TestBackend

const quote = (change: Parameters<typeof saleOf>[0] = {}) => backend.api.redemptions.quote(saleOf(change))
const redeem = (order: string, change: Parameters<typeof saleOf>[0] & { expect?: number } = {}) => {
  const { expect: wanted, ...sale } = change
  return backend.api.redemptions.redeem({
    ...saleOf(sale),
    order,
    ...(wanted !== undefined && { expect: wanted }),
  })
}
const used = async (code = 'KODE-1') => (await rowOf(backend, code)).used

describe.each(engines)('$engine', (engine) => {
  beforeEach(async () => void (backend = await engine.start()))
  afterEach(async () => {
    await checkUses(engine, backend)
    await backend.stop()
  })

  describe('a price', () => {
    it('is computed to the cent, and found whatever is pasted along with the code', async () => {
      await codeNamed(backend, 'Vaar-25', { discount: { kind: 'percent', hundredths: 3333 } })
      expect(await quote({ code: ' vAAR\u200b‑25\u00a0', full: 1001 })).toEqual({
        price: { full: 1001, off: 334, pay: 667, currency: 'USD' },
        code: { holds: true, code: 'Vaar-25' },
      })
    })

    it('is in the shop’s currency, whatever the service sells in, and never below nothing', async () => {
      await codeNamed(backend, 'KODE-1', { discount: { kind: 'amount', minor: 5000, currency: 'GBP' } })
      const { price } = await quote({ full: 4000, currency: 'GBP' })
      expect(price).toEqual({ full: 4000, off: 4000, pay: 0, currency: 'GBP' })
      expect((await quote({ currency: 'NOK' })).code).toMatchObject({
        holds: false,
        refusal: 'other-currency',
      })
    })

    it('says why a code does not hold', async () => {
      const { clock } = backend
      await codeNamed(backend, 'KODE-1', { appliesTo: 'programs', expires: '2026-12-01' as IsoDate })
      const refusal = async (change: Parameters<typeof saleOf>[0] = {}) => (await quote(change)).code
      expect(await refusal({ code: 'INGEN' })).toMatchObject({ refusal: 'unknown' })
      await codeNamed(backend, 'SENERE', { validFrom: '2026-11-24' as IsoDate })
      expect(await refusal({ code: 'SENERE' })).toMatchObject({ refusal: 'not-yet-valid' })
      expect(await refusal()).toMatchObject({ refusal: 'not-for-item' })
      expect(await refusal({ service: 'training', item: 'programs' })).toMatchObject({
        refusal: 'other-service',
      })
      await redeem('A-1', { item: 'programs' })
      expect(await refusal({ item: 'programs' })).toMatchObject({ refusal: 'used-up' })
      await backend.api.redemptions.giveBack({ order: 'A-1' })
      clock.set('2026-12-02T12:00:00Z')
      expect(await refusal({ item: 'programs' })).toMatchObject({ refusal: 'expired' })
      const picked = await pickAll(backend)
      const { resultSet, ranges } = picked
      await backend.done(backend.api.promo.delete({ picked: { resultSet, ranges }, expect: 2 }))
      expect(await refusal({ item: 'programs' })).toMatchObject({ refusal: 'deleted' })
    })
  })

  describe('an order', () => {
    it('counts once, and the same order gets the same answer', async () => {
      await codeNamed(backend, 'KODE-1')
      const first = await redeem('A-1', { expect: 36_000 })
      expect(first).toMatchObject({
        order: 'A-1',
        code: 'KODE-1',
        state: 'counted',
        price: { full: 48_000, off: 12_000, pay: 36_000, currency: 'USD' },
      })
      backend.clock.advance(60_000)
      expect(await redeem(' A-1 ', { code: 'kode-1' })).toEqual(first)
      expect(await used()).toBe(1)
      backend = await backend.restart()
      expect(await redeem('A-1')).toEqual(first)
    })

    it('is distinguished from another with its name', async () => {
      await codeNamed(backend, 'KODE-1', { usage: { kind: 'unlimited' } })
      await codeNamed(backend, 'KODE-2')
      await redeem('A-1')
      for (const change of [{ code: 'KODE-2' }, { full: 47_999 }, { item: 'programs' as const }]) {
        const { details } = await refusalOf(redeem('A-1', change), 'redemptions.other-order')
        expect(details).toEqual({ order: 'A-1', code: 'KODE-1' })
      }
      await redeem('a-1')
      expect(await used()).toBe(2)
    })

    it('is refused for the code’s own reason, or another price than the buyer saw, and counts nothing then', async () => {
      await codeNamed(backend, 'KODE-1')
      const moved = await refusalOf(redeem('A-1', { expect: 35_000 }), 'payments.price-moved')
      expect(moved.details).toEqual({ expected: 35_000, now: 36_000, currency: 'USD' })
      const none = await refusalOf(redeem('A-1', { code: '' }), 'payments.code-refused')
      expect(none.details.refusal).toBe('unknown')
      await redeem('A-1')
      const taken = await refusalOf(redeem('A-2'), 'payments.code-refused')
      expect(taken.details).toEqual({ code: 'KODE-1', refusal: 'used-up' })
      expect(await used()).toBe(1)
    })

    it('gives its use back once, and cannot have it again', async () => {
      const { api } = backend
      await codeNamed(backend, 'KODE-1')
      await redeem('A-1')
      const back = await api.redemptions.giveBack({ order: 'A-1' })
      expect(back).toMatchObject({ state: 'given-back', givenBack: '2026-11-23T11:00:00.000Z' })
      backend.clock.advance(60_000)
      expect(await api.redemptions.giveBack({ order: 'A-1' })).toEqual(back)
      expect(await used()).toBe(0)
      await refusalOf(redeem('A-1'), 'redemptions.given-back')
      await refusalOf(api.redemptions.giveBack({ order: 'A-9' }), 'redemptions.order-unknown')
      await redeem('A-2')
      expect(await used()).toBe(1)
    })

    it('is listed when it is new, and again when it has changed', async () => {
      const { api } = backend
      await codeNamed(backend, 'KODE-1', { usage: { kind: 'unlimited' } })
      for (const order of ['A-1', 'A-2', 'A-3']) await redeem(order)
      const first = await api.redemptions.list({ limit: 2 })
      expect(first).toMatchObject({ orders: [{ order: 'A-1' }, { order: 'A-2' }], more: true })
      const rest = await api.redemptions.list({ after: first.cursor })
      expect(rest).toMatchObject({ orders: [{ order: 'A-3' }], more: false })
      await api.redemptions.giveBack({ order: 'A-1' })
      const later = await api.redemptions.list({ after: rest.cursor })
      expect(later).toMatchObject({ orders: [{ order: 'A-1', state: 'given-back' }], more: false })
      expect(await api.redemptions.list({ after: later.cursor })).toEqual({
        orders: [],
        cursor: later.cursor,
        more: false,
      })
    })
  })
})

describe('tests and orders', () => {
  let shop: Shop
  beforeEach(async () => {
    shop = await openShop()
    backend = shop.backend
    await shop.sellWith('payflow-pro')
  })
  afterEach(async () => {
    await checkDatabase(backend)
    await shop.stop()
  })

  it('are counted apart: a test takes no use from an order, and gives way to it', async () => {
    await codeNamed(backend, 'KODE-1')
    await shop.payWithCard({ code: 'KODE-1' })
    expect(await used()).toBe(1)
    expect((await quote()).code).toMatchObject({ holds: true })
    await redeem('A-1')
    expect(await used()).toBe(1)
    const row = await rowOf(backend, 'KODE-1')
    const details = await backend.api.report.details({ id: row.id })
    expect(details.orders).toMatchObject([{ order: 'A-1', pay: 36_000, givenBack: null }])
    expect(details.redemptions).toMatchObject([{ mode: 'test', givenBack: expect.any(String) }])
    expect((await backend.api.payments.quote(purchaseOf({ code: 'KODE-1' }))).code).toMatchObject({
      refusal: 'used-up',
    })
  })
  it('shows in the report, its figures and the overview', async () => {
    const { api } = backend
    await codeNamed(backend, 'KODE-1')
    await codeNamed(backend, 'KODE-2')
    expect((await api.overview.get({})).summary.redemptions).toBe(0)
    await redeem('A-1')
    expect((await api.overview.get({})).summary.redemptions).toBe(1)
    const redeemedToday = { from: '2026-11-23' as IsoDate }
    const set = await api.report.open({ filter: { redeemed: redeemedToday }, order: [] })
    expect(set.count).toBe(1)
    const { steps } = await api.report.timeline({ resultSet: set.resultSet })
    expect(steps.flatMap(({ takings }) => takings)).toEqual([
      { mode: 'production', currency: 'USD', redemptions: 1, paid: 36_000, discount: 12_000 },
    ])
    const both = await api.report.open({ filter: {}, order: [] })
    expect((await api.report.breakdown({ resultSet: both.resultSet })).redeemed).toEqual({
      codes: 2,
      redeemed: 1,
      redemptions: 1,
    })
    expect(await rowOf(backend, 'KODE-1')).toMatchObject({ used: 1, status: 'used-up' })
  })

  it('counts redemptions and money by service, batch and item, tests apart', async () => {
    const { api } = backend
    for (const code of ['KODE-1', 'KODE-2', 'KODE-3']) await codeNamed(backend, code)
    await redeem('A-1')
    await shop.payWithCard({ code: 'KODE-2' })
    await redeem('A-3', { code: 'KODE-3' })
    await api.redemptions.giveBack({ order: 'A-3' })
    const redemptionsOf = async (filter: Filter) => {
      const { resultSet } = await api.report.open({ filter, order: [] })
      return api.report.redemptions({ resultSet })
    }
    const sale = { mode: 'production', currency: 'USD', redemptions: 1, paid: 36_000, discount: 12_000 }
    const all = await redemptionsOf({})
    expect(all.services).toEqual([
      { service: 'events', takings: [sale, expect.objectContaining({ mode: 'test', redemptions: 1 })] },
    ])
    expect(all.items).toEqual([{ service: 'events', item: 'live-events', takings: all.services[0]?.takings }])
    expect(all.batches.map(({ batch, takings }) => [batch, takings.map(({ mode }) => mode)])).toEqual([
      [1, ['production']],
      [2, ['test']],
    ])
    // Of some of the codes, theirs.
    expect((await redemptionsOf({ text: 'KODE-1' })).services).toEqual([
      { service: 'events', takings: [sale] },
    ])
    expect(await redemptionsOf({ text: 'KODE-3' })).toEqual({ services: [], batches: [], items: [] })
  })
})
