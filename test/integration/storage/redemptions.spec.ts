import { describe, expect, it } from 'vitest'
import type { Direction } from '#backend/storage/codes.ts'
import { NOW, orderOf, paymentNumber, sameOfEach } from '../../support/payments/stored-payments.ts'
import type { TestStorage } from '../../support/storages.ts'

/** Every engine keeps the shop's orders, and what undoing an import does to them, as SQLite does. */
const inEach = <T>(ask: (storage: TestStorage) => Promise<T>) => sameOfEach([2, 2, null, 3], ask)

const usesIn = async ({ run }: TestStorage) => {
  const rows = await run('SELECT used FROM promo_code ORDER BY id')
  return rows.map(({ used }) => used)
}
const IMPORT = 2
/** An import that brings five orders, one of them given back already, and gives back two earlier ones. */
const importOrders = async (storage: TestStorage) => {
  await storage.transaction('test', (tx) =>
    tx.redemptions.addOrders([orderOf('early-1', 1), orderOf('early-2', 3)], null),
  )
  return await storage.transaction('test', async (tx) => {
    const returns = ['early-1', 'unknown', 'early-2', 'early-1'].map((order, i) => ({
      order,
      at: NOW + 100 + i,
    }))
    const given = await tx.redemptions.giveBack(returns, IMPORT)
    const orders = [
      orderOf('A', 1),
      orderOf('B', 2),
      orderOf('C', 2),
      orderOf('D', 3, { item: null, off: null }),
    ]
    await tx.redemptions.addOrders([...orders, orderOf('E', 4, { givenBackAt: NOW })], IMPORT)
    return given
  })
}
const allOrders = (storage: TestStorage) => storage.redemptions.list({ after: 0, limit: 100 })
const revert = (storage: TestStorage, direction: Direction) => {
  const progress: number[] = []
  return storage.transaction('test', async (tx) => {
    const reverted = await tx.redemptions.revertImport(IMPORT, direction, (done) => progress.push(done))
    return { ...reverted, progress }
  })
}

describe('orders', () => {
  it('are recorded, found and listed by their last change', async () => {
    const answers = await inEach(async (storage) => {
      const { redemptions } = storage
      const nothing = [await redemptions.lastChange(), await redemptions.list({ after: 0, limit: 10 })]
      const given = await importOrders(storage)
      const strange = 'Ø "1"\t\\'
      await storage.transaction('test', (tx) => tx.redemptions.addOrders([orderOf(strange, 3)], null))
      const found = await redemptions.findOrders(['B', 'unknown', 'b', strange, 'early-1'])
      const codes = await redemptions.findCodes(['code-1', 'CODE-4', 'ĆODE-2', 'nothing'])
      return {
        ...{ nothing, given, uses: await usesIn(storage), last: await redemptions.lastChange() },
        one: [await redemptions.find('A'), await redemptions.find('a'), await redemptions.find('early-2')],
        found: found.sort((a, b) => a.change - b.change),
        codes: codes.sort((a, b) => a.id - b.id),
        pages: [
          await redemptions.list({ after: 0, limit: 3 }),
          await redemptions.list({ after: 5, limit: 9 }),
        ],
      }
    })
    expect(answers.nothing).toEqual([0, []])
    expect(answers.given).toBe(2)
    expect(answers.uses).toEqual([1, 2, 2, 0])
    expect(answers.one[2]).toMatchObject({ givenBackAt: NOW + 102, operationId: null, change: 4 })
    expect(answers.found.map(({ order }) => order)).toEqual(['early-1', 'B', 'Ø "1"\t\\'])
    expect(answers.codes).toMatchObject([
      { id: 1, used: 1, limit: 2 },
      { id: 4, used: 0, limit: 3 },
    ])
    expect(answers.pages.map((page) => page.map(({ order }) => order))).toEqual([
      ['early-1', 'early-2', 'A'],
      ['B', 'C', 'D', 'E', 'Ø "1"\t\\'],
    ])
  })

  it('are given back once, by the shop as well', async () => {
    const answers = await inEach(async (storage) => {
      await storage.transaction('test', (tx) =>
        tx.redemptions.addOrders([orderOf('A', 2), orderOf('B', 2), orderOf('C', 3)], null),
      )
      const giveBack = (orders: readonly string[]) =>
        storage.transaction('test', (tx) =>
          tx.redemptions.giveBack(
            orders.map((order, i) => ({ order, at: NOW + i })),
            null,
          ),
        )
      const given = [await giveBack(['B', 'A', 'B']), await giveBack(['A', 'unknown']), await giveBack([])]
      return { given, uses: await usesIn(storage), orders: await allOrders(storage) }
    })
    expect(answers.given).toEqual([2, 0, 0])
    expect(answers.uses).toEqual([0, 0, 1, 0])
    expect(answers.orders.map(({ order, givenBackAt, change }) => [order, givenBackAt, change])).toEqual([
      ['C', null, 3],
      ['B', NOW, 4],
      ['A', NOW + 1, 5],
    ])
  })

  it('have the uses that tests took or hold', async () => {
    const answers = await inEach(async (storage) => {
      await storage.transaction('test', async (tx) => {
        const used = [1, 2, 3].map((codeId, i) => ({
          ...paymentNumber(i + 1, { codeId, code: `CODE-${codeId}`, state: 'completed' }),
          steps: [],
        }))
        await tx.payments.addRedeemed(used)
        await tx.payments.add(paymentNumber(4, { codeId: 2, code: 'CODE-2', held: true }))
      })
      const forSale = await Promise.all(
        ['CODE-1', 'code-2', 'CODE-9'].map((code) => storage.redemptions.findForSale(code)),
      )
      await storage.transaction('test', (tx) =>
        tx.redemptions.addOrders(
          ['A', 'B', 'C', 'D'].map((order, i) => orderOf(order, (i % 3) + 1)),
          null,
        ),
      )
      return {
        ...{ forSale, uses: await usesIn(storage) },
        given: await storage.run('SELECT code_id, given_back_at FROM redemption ORDER BY code_id'),
        held: await storage.run('SELECT id FROM payment WHERE held = 1'),
      }
    })
    expect(answers.forSale.map((code) => code && [code.used, code.held])).toEqual([[0, 0], [0, 0], undefined])
    expect(answers.uses).toEqual([2, 1, 2, 0])
    expect(answers.given.map(({ given_back_at: at }) => at !== null)).toEqual([true, true, false])
    expect(answers.held).toEqual([])
  })
})

describe('an import', () => {
  it('is taken back, and done again', async () => {
    const answers = await inEach(async (storage) => {
      await importOrders(storage)
      const before = await usesIn(storage)
      const undone = await revert(storage, 'undo')
      const taken = [await usesIn(storage), await allOrders(storage), await storage.redemptions.find('A')]
      const redone = await revert(storage, 'redo')
      return { before, undone, taken, redone, after: [await usesIn(storage), await allOrders(storage)] }
    })
    expect(answers.before).toEqual([1, 2, 1, 0])
    expect(answers.undone).toEqual({ conflict: { count: 0, examples: [] }, changed: 7, progress: [4, 5, 7] })
    expect(answers.taken[0]).toEqual([1, 0, 1, 0])
    expect(answers.redone).toMatchObject({ conflict: { count: 0 }, changed: 7 })
    expect(answers.after[0]).toEqual(answers.before)
  })

  it('is taken back past what tests used meanwhile', async () => {
    const answers = await inEach(async (storage) => {
      await importOrders(storage)
      await revert(storage, 'undo')
      await storage.transaction('test', (tx) =>
        tx.payments.addRedeemed([
          { ...paymentNumber(1, { codeId: 2, code: 'CODE-2', state: 'completed' }), steps: [] },
        ]),
      )
      const redone = await revert(storage, 'redo')
      return {
        redone,
        uses: await usesIn(storage),
        given: await storage.run('SELECT given_back_at FROM redemption'),
      }
    })
    expect(answers.redone.changed).toBe(7)
    expect(answers.uses).toEqual([1, 2, 1, 0])
    expect(answers.given).toEqual([{ given_back_at: NOW + 1 }])
  })

  it.each<[string, Direction, (storage: TestStorage) => Promise<unknown>, string[]]>([
    [
      'the use is gone that an earlier order takes again',
      'undo',
      ({ run }) => run('UPDATE promo_code SET used = 3, usage_limit = 3 WHERE id = 3'),
      ['CODE-3'],
    ],
    [
      'the shop has given back what it brought as given back',
      'undo',
      ({ run }) => run(`UPDATE site_order SET given_back_by = NULL WHERE order_id IN ('E', 'early-2')`),
      ['E', 'early-2'],
    ],
    [
      'the shop has reported an order itself',
      'redo',
      (storage) => storage.transaction('test', (tx) => tx.redemptions.addOrders([orderOf('D', 3)], null)),
      ['D'],
    ],
    [
      'an earlier order was given back otherwise',
      'redo',
      (storage) =>
        storage.transaction('test', (tx) => tx.redemptions.giveBack([{ order: 'early-2', at: NOW }], null)),
      ['early-2'],
    ],
    ['a code is gone', 'redo', ({ run }) => run('DELETE FROM promo_code WHERE id = 2'), ['CODE-2']],
  ])('is not reverted where %s', async (_what, direction, change, examples) => {
    const answers = await inEach(async (storage) => {
      await importOrders(storage)
      if (direction === 'redo') await revert(storage, 'undo')
      await change(storage)
      const before = await allOrders(storage)
      const reverted = await revert(storage, direction)
      expect(await allOrders(storage)).toEqual(before)
      return {
        ...reverted.conflict,
        examples: [...reverted.conflict.examples].sort(),
        changed: reverted.changed,
      }
    })
    expect(answers).toEqual({ count: examples.length, examples: examples.sort(), changed: 0 })
  })
})
