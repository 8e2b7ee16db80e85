import { describe, expect, it } from 'vitest'
import type { IsoDate } from '#shared/domain/dates.ts'
import type { ChangeRevert } from '#backend/storage/codes.ts'
import {
  NOW,
  orderOf,
  paymentNumber,
  sameOfEach,
  stepNumber,
} from '../../support/payments/stored-payments.ts'
import type { TestStorage } from '../../support/storages.ts'

/** Every engine keeps payments, and what comes of them, as SQLite does. */
const inEach = <T>(ask: (storage: TestStorage) => Promise<T>) => sameOfEach([1, 2, null, 3, 1, null, 5], ask)

const TIME = { today: '2026-11-23' as IsoDate, timeZone: 'Europe/Oslo' }
const ALL = [[0, 7]] as const

describe('payments', () => {
  it('are written, changed and found alike', async () => {
    const answers = await inEach(async (storage) => {
      const added = await storage.transaction('test', async (tx) => {
        const one = await tx.payments.add(
          paymentNumber(1, { codeId: 1, code: 'CODE-1', held: true, open: true }),
        )
        const two = await tx.payments.add(
          paymentNumber(2, { service: 'training', revision: 2, mode: 'production', destination: 'live' }),
        )
        return [one, two]
      })
      const changed = await storage.transaction('test', async (tx) => {
        const steps = [stepNumber(2, { state: 'running', tookMs: null }), stepNumber(1)]
        const first = await tx.payments.change(1, { steps, token: 'token', payableUntil: NOW + 60_000 })
        const over = [stepNumber(2, { state: 'refused', code: 'declined', pairs: [] })]
        return [
          first,
          await tx.payments.change(1, { state: 'declined', open: false, held: false, steps: over }),
        ]
      })
      await storage.transaction('test', async (tx) => {
        for (let number = 3; number <= 8; number += 1)
          await tx.payments.add(paymentNumber(number, { revision: 1 + (number % 2), open: number > 6 }))
      })
      const { payments } = storage
      return {
        added,
        changed,
        found: [await payments.find(1), await payments.find(99)],
        byRequest: [await payments.findByRequest('request-2'), await payments.findByRequest('REQUEST-2')],
        pages: [
          await payments.list({ limit: 3 }),
          await payments.list({ before: 6, limit: 2 }),
          await payments.list({ service: 'training', mode: 'production', limit: 10 }),
        ],
        counts: [await payments.count({}), await payments.count({ service: 'events', mode: 'test' })],
        newest: await payments.newestTests(['events', 'training'], 'payflow-pro'),
        open: await payments.open(),
      }
    })
    expect(answers.changed.at(-1)).toMatchObject({
      state: 'declined',
      held: false,
      steps: [{ number: 1 }, { number: 2, state: 'refused', code: 'declined', pairs: [] }],
    })
    expect(answers.pages.map((page) => page.map(({ id }) => id))).toEqual([[8, 7, 6], [5, 4], [2]])
    expect(answers.counts).toEqual([8, 7])
    expect(answers.newest.map(({ id }) => id)).toEqual([8, 7])
    expect(answers.open).toEqual([7, 8])
  })

  it('redeem codes once, give uses back, and end what tests hold', async () => {
    const answers = await inEach(async (storage) => {
      const uses = async () => {
        const rows = await storage.run('SELECT id, used FROM promo_code ORDER BY id')
        return rows.map(({ used }) => used)
      }
      const redeem = (paymentId: number, codeId: number, isHeld = true) =>
        storage.transaction('test', async (tx) => {
          await tx.payments.add(
            paymentNumber(paymentId, { codeId, code: `CODE-${codeId}`, held: codeId < 4 }),
          )
          return await tx.payments.redeem({ paymentId, codeId, mode: 'test', at: NOW, isHeld })
        })
      const redeemed = [
        await redeem(1, 2),
        await redeem(2, 3),
        await redeem(3, 4, false),
        await redeem(4, 99),
      ]
      const forSale = [
        await storage.payments.findCodeForSale('code-2'),
        await storage.payments.findCodeForSale('CODE-3'),
        await storage.payments.findCodeForSale('ĆODE-3'),
      ]
      const given = await storage.transaction('test', async (tx) => [
        await tx.payments.giveBack(1, NOW + 1),
        await tx.payments.giveBack(1, NOW + 2),
        await tx.payments.giveBack(99, NOW + 2),
      ])
      const before = await uses()
      const back = await storage.transaction('test', (tx) => tx.payments.giveBackTestUses('events', NOW + 9))
      return {
        ...{ redeemed, forSale, given, before, back, after: await uses() },
        rows: await storage.run('SELECT * FROM redemption ORDER BY payment_id'),
        held: (await storage.payments.findCodeForSale('CODE-3'))?.held,
      }
    })
    expect(answers.redeemed).toEqual([true, true, false, false])
    expect(answers.forSale.map((code) => code && [code.id, code.used, code.held])).toEqual([
      [2, 1, 1],
      [3, 1, 1],
      undefined,
    ])
    expect(answers.given).toEqual([true, false, false])
    expect([answers.before, answers.after]).toEqual([
      [0, 0, 1, 0, 0, 0, 0],
      [0, 0, 0, 0, 0, 0, 0],
    ])
    expect(answers.back).toBe(1)
    expect(answers.held).toBe(0)
  })

  it('are added in numbers', async () => {
    const answers = await inEach(async (storage) => {
      await storage.transaction('test', async (tx) => {
        await tx.payments.addRedeemed([])
        const many = Array.from({ length: 250 }, (_, i) => ({
          ...paymentNumber(i + 1, i % 5 === 0 ? {} : { codeId: 3, code: 'CODE-3' }),
          state: 'completed' as const,
          steps: i % 2 === 0 ? [stepNumber(1), stepNumber(2)] : [],
        }))
        await tx.payments.addRedeemed(many)
        await tx.payments.addRedeemed([{ ...paymentNumber(999), steps: [stepNumber(1)] }])
      })
      return {
        first: await storage.payments.list({ limit: 5, before: 5 }),
        last: await storage.payments.list({ limit: 2 }),
        sums: await storage.run(`SELECT count(*) AS count, max(payment_id) AS last FROM redemption`),
        used: await storage.run('SELECT used FROM promo_code WHERE id = 3'),
      }
    })
    expect(answers.last.map(({ id, steps }) => [id, steps.length])).toEqual([
      [251, 1],
      [250, 0],
    ])
    expect([answers.sums, answers.used]).toEqual([[{ count: 200, last: 250 }], [{ used: 200 }]])
  })
})

describe('uses', () => {
  /** Payments and orders, with some that were given back, by 7 codes. */
  const sell = (storage: TestStorage) =>
    storage.transaction('test', async (tx) => {
      const hour = 3_600_000
      await tx.payments.addRedeemed(
        [3, 3, 4, 6].map((codeId, i) => ({
          ...paymentNumber(i + 1, {
            ...{
              codeId,
              code: `CODE-${codeId}`,
              at: NOW + i * 9 * hour,
              item: i % 2 ? 'programs' : 'live-events',
            },
            ...(i === 3 && { mode: 'production' as const, destination: 'live' as const }),
          }),
          state: 'completed' as const,
          steps: [],
        })),
      )
      await tx.payments.giveBack(2, NOW)
      await tx.redemptions.addOrders(
        [
          orderOf('A', 6, { at: NOW - 20 * hour, currency: 'EUR' }),
          orderOf('B', 2, { item: null, off: null, at: NOW + hour }),
          orderOf('C', 7, { givenBackAt: NOW }),
          orderOf('D', 6, { at: NOW + 90 * hour }),
        ],
        null,
      )
    })

  it('are in the report’s figures, filter and details', async () => {
    const answers = await inEach(async (storage) => {
      await sell(storage)
      const { report } = storage
      const open = (redeemed?: { from?: IsoDate; to?: IsoDate }) =>
        report.open(redeemed ? { redeemed } : {}, [], TIME)
      const whole = await open()
      const parts = await Promise.all([
        open({ from: '2026-11-22' as IsoDate }),
        open({ to: '2026-11-22' as IsoDate }),
        open({ from: '2026-11-24' as IsoDate, to: '2026-11-24' as IsoDate }),
      ])
      const gappy = await report.open({ redeemed: { from: '2026-11-01' as IsoDate } }, [], TIME)
      const none = await report.open({ code: 'nothing' }, [], TIME)
      return {
        counts: parts.map(({ count }) => count),
        gappy: gappy.count,
        days: [await report.countByDay(whole, TIME), await report.countByDay(gappy, TIME)],
        redeemed: await Promise.all([whole, gappy, none].map((set) => report.countRedeemed(set))),
        details: await Promise.all([3, 4, 6, 7, 99].map((id) => report.details(id, TIME))),
      }
    })
    expect(answers.counts).toEqual([4, 1, 2])
    expect(answers.gappy).toBe(4)
    expect(answers.days[0]?.redemptions).toEqual(answers.days[1]?.redemptions)
    expect(answers.redeemed[0]).toHaveLength(6)
    expect(answers.redeemed[0]).toEqual(answers.redeemed[1])
    expect(answers.redeemed[2]).toEqual([])
    expect(
      answers.details.map((code) => [code?.redemptions.length, code?.orders.map(({ order }) => order)]),
    ).toEqual([
      [2, []],
      [1, []],
      [1, ['D', 'A']],
      [0, ['C']],
      [undefined, undefined],
    ])
  })

  it('that are held keep limits and creations from being changed', async () => {
    const answers = await inEach(async (storage) => {
      await sell(storage)
      await storage.transaction('test', async (tx) => {
        for (const [number, codeId] of [7, 7, 4].entries())
          await tx.payments.add(paymentNumber(20 + number, { codeId, code: `CODE-${codeId}`, held: true }))
      })
      const set = await storage.report.open({}, [], TIME)
      const picked = { set, ranges: ALL }
      const once = { kind: 'terms', change: { term: 'used', usage: { kind: 'once' } } } as const
      const thrice = { kind: 'terms', change: { term: 'used', usage: { kind: 'times', times: 3 } } } as const
      const plan = await storage.codes.planChange(picked, once, TIME.today)
      const progress = () => undefined
      const changed = await storage.transaction('test', (tx) => tx.codes.change(2, picked, thrice, progress))
      const revert = (direction: ChangeRevert['direction']) =>
        storage.transaction('test', (tx) =>
          tx.codes.revertChange({ operationId: 2, change: thrice, direction }, progress),
        )
      const undone = await revert('undo')
      const edits = [{ id: 7, field: 'used', before: '5', after: '1' }] as const
      await storage.transaction('test', (tx) => tx.codes.edit(3, edits))
      const undoEdit = () =>
        storage.transaction('test', (tx) =>
          tx.codes.revertEdits({ operationId: 3, direction: 'redo' }, progress),
        )
      await storage.transaction('test', (tx) =>
        tx.codes.revertEdits({ operationId: 3, direction: 'undo' }, progress),
      )
      return {
        ...{ plan, changed, undone },
        redone: await undoEdit(),
        editable: (await storage.codes.editable(set, [1, 4, 7])).sort((a, b) => a.id - b.id),
        used: await storage.codes.usedOf(1),
      }
    })
    expect(answers.plan.skipped).toContainEqual({
      reason: 'used-more',
      count: 3,
      examples: ['CODE-4', 'CODE-6', 'CODE-7'],
    })
    expect(answers.editable.map(({ uses }) => uses)).toEqual([0, 2, 2])
    expect(answers.redone.conflict).toEqual({ count: 1, examples: ['CODE-7'] })
    expect(answers.used).toEqual({ count: 5, examples: ['CODE-2', 'CODE-3', 'CODE-4', 'CODE-6', 'CODE-7'] })
  })

  it('of payments are found in the history by their code', async () => {
    const answers = await inEach(async (storage) => {
      const details = { kind: 'pay-test', service: 'events', payment: 1, state: 'completed', pay: 1 } as const
      await storage.transaction('test', async (tx) => {
        for (const code of ['CODE-1', 'code-99', null])
          await tx.operations.record({ at: NOW, details: { ...details, currency: 'USD', code } })
      })
      const search = async (code: string) => {
        const { total, operations } = await storage.operations.search({ code, language: 'en' }, { limit: 10 })
        return [total, operations.map(({ id }) => id)]
      }
      return [await search('code-1'), await search('CODE-99'), await search('CODE-2')]
    })
    expect(answers).toEqual([
      [2, [6, 1]],
      [1, [7]],
      [1, [1]],
    ])
  })
})
