import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type KnownOrder, planOrders } from '#backend/areas/redemptions/import/plan-orders.ts'
import type { ReadOrderRow } from '#backend/areas/redemptions/import/read-order-rows.ts'
import type { RedeemableCode } from '#backend/storage/redemptions.ts'

const row = (change: Partial<ReadOrderRow> = {}): ReadOrderRow => ({
  row: 1,
  code: 'A',
  order: '1',
  at: 1000,
  amount: '10.00',
  pay: 1000,
  currency: 'USD',
  refund: false,
  problem: null,
  ...change,
})
const code = (id: number, name: string, limit: number | null, used = 0): [string, RedeemableCode] => [
  name,
  { id, code: name, used, limit },
]
const known = (codes: [string, RedeemableCode][], orders: [string, KnownOrder][] = []) => ({
  codes: new Map(codes),
  orders: new Map(orders),
})
const order = (change: Partial<KnownOrder> = {}): KnownOrder => ({
  codeId: 1,
  code: 'A',
  pay: 1000,
  at: 500,
  givenBackAt: null,
  ...change,
})
const said = ({ outcomes }: ReturnType<typeof planOrders>) =>
  outcomes.map(({ tab, problem }) => problem ?? tab)

describe('a row of a site’s file', () => {
  it('counts an order once, whatever the file and earlier files repeat', () => {
    const rows = [row(), row({ code: 'a' }), row({ order: '2' }), row({ order: '9' })]
    const plan = planOrders(rows, known([code(1, 'A', null)], [['9', order()]]))
    expect(said(plan)).toEqual(['counted', 'known', 'counted', 'known'])
    expect(plan.added.map((one) => one.order)).toEqual(['1', '2'])
  })

  it('is bad with its reason, and stops no other', () => {
    const rows = [
      row({ code: 'B' }),
      row({ order: '9', code: 'B' }),
      row({ problem: 'bad-time' }),
      row({ order: '3', currency: null }),
      row({ order: '4' }),
      row({ order: '5' }),
      row({ order: '8', refund: true }),
    ]
    const plan = planOrders(rows, known([code(1, 'A', 3, 2)], [['9', order()]]))
    expect(said(plan)).toEqual([
      'code-unknown',
      'other-code',
      'bad-time',
      'no-currency',
      'counted',
      'used-up',
      'order-unknown',
    ])
  })

  it('gives a use back for a refund of the whole price, before or after the sale, once', () => {
    const rows = [
      row({ refund: true, at: 2000, pay: null }),
      row(),
      row({ refund: true, at: 3000 }),
      row({ order: '9', refund: true, pay: 400 }),
      row({ order: '9', refund: true }),
      row({ order: '7', refund: true }),
    ]
    const orders: [string, KnownOrder][] = [
      ['9', order()],
      ['7', order({ givenBackAt: 5 })],
    ]
    const plan = planOrders(rows, known([code(1, 'A', 1, 1)], orders))
    expect(said(plan)).toEqual(['returned', 'counted', 'known', 'partial-refund', 'returned', 'known'])
    expect(plan.added).toMatchObject([{ order: '1', givenBackAt: 2000 }])
    expect(plan.returns).toEqual([{ order: '9', at: 1000 }])
  })

  it('may take the use that a refund in the same file gives back', () => {
    const rows = [row({ order: '2' }), row({ order: '9', refund: true })]
    expect(said(planOrders(rows, known([code(1, 'A', 1, 1)], [['9', order()]])))).toEqual([
      'counted',
      'returned',
    ])
  })
})

it('never uses a code more often than it may be, nor an order twice, and the same file again does nothing', () => {
  const rows = fc.array(
    fc.record({
      code: fc.constantFrom('A', 'B', 'C'),
      order: fc.constantFrom(...'123456'),
      refund: fc.boolean(),
    }),
    { maxLength: 30 },
  )
  const limits = fc.record({ A: fc.nat(3), B: fc.option(fc.nat(3)) })
  fc.assert(
    fc.property(rows, limits, (given, { A, B }) => {
      const codes = [code(1, 'A', A + 1), code(2, 'B', B)]
      const read = given.map((one, i) => row({ ...one, row: i + 1 }))
      const { added, returns } = planOrders(read, known(codes))
      expect(returns).toEqual([])
      expect(new Set(added.map((one) => one.order)).size).toBe(added.length)
      for (const [, { id, limit }] of codes) {
        const uses = added.filter(({ codeId, givenBackAt }) => codeId === id && givenBackAt === null).length
        expect(uses).toBeLessThanOrEqual(limit ?? Infinity)
      }
      const after = known(
        codes.map(([name, one]) => [
          name,
          { ...one, used: added.filter((o) => o.codeId === one.id && o.givenBackAt === null).length },
        ]),
        added.map((one) => [one.order, one]),
      )
      const again = planOrders(read, after)
      expect(again.returns).toEqual([])
      expect(again.added.filter(({ order: name }) => after.orders.has(name))).toEqual([])
    }),
  )
})
