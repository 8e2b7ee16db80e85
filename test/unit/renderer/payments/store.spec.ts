import { describe, expect, it } from 'vitest'
import { Refusal } from '#shared/contract/refusal.ts'
import { type PurchaseRequest, usePayments } from '../../../../src-renderer/stores/payments.ts'
import { payment, step } from './payment.ts'
import { type Call, failed, windowWith } from './window.ts'

const CARD = { number: '4111111111111111', month: 11, year: 2028, cvv: '123' }
const request = (more: Partial<PurchaseRequest> = {}): PurchaseRequest => ({
  purchase: { service: 'events', item: 'live-events', description: 'Årsoppgjør 2026', full: 12000 },
  expect: 12000,
  with: { kind: 'card', card: CARD },
  ...more,
})

/** The store over a backend whose jobs end as `ends` say, one after another. */
async function storeOver(ends: unknown[], list: unknown[] = []) {
  let jobs = 0
  const answer = ({ method }: Call): unknown => {
    if (method === 'jobs.wait') return ends.shift()
    if (method === 'payments.list') return { total: list.length, payments: [...list] }
    return { jobId: `job-${++jobs}` }
  }
  const window = await windowWith(usePayments, answer)
  const sent = (method: string) => window.calls.filter((call) => call.method === method)
  const requestIds = () => sent('payments.pay').map(({ input }) => (input as { requestId: string }).requestId)
  return { ...window, sent, requestIds }
}
const done = (output: unknown) => ({ state: 'done', output })
const restarting = failed(new Refusal('backend.restarting', {}))

describe('test transactions in the window', () => {
  it('pays, shows the payment, and voids it where that is chosen', async () => {
    const ends = [done(payment()), done(payment({ state: 'voided' }))]
    const { made: store, sent } = await storeOver(ends)
    await store.pay(request())
    expect(sent('payments.reverse').map(({ input }) => input)).toEqual([{ id: 1 }])
    expect(store.shown?.state).toBe('voided')
    expect(store.total).toBe(1)
    expect(store.doing).toBeNull()
  })

  it('voids neither what was declined nor what is to be kept', async () => {
    const { made: store, sent } = await storeOver([
      done(payment({ state: 'declined' })),
      done(payment({ id: 2 })),
    ])
    await store.pay(request())
    store.reverseAfter = false
    await store.pay(request())
    expect(sent('payments.reverse')).toEqual([])
    expect(store.list.map(({ id, state }) => [id, state])).toEqual([
      [2, 'completed'],
      [1, 'declined'],
    ])
  })

  it('sends the same number again where the backend went away, and a new one otherwise', async () => {
    const ends = [
      restarting,
      done(payment({ state: 'declined' })),
      done(payment({ id: 2, state: 'declined' })),
    ]
    const { made: store, requestIds } = await storeOver(ends)
    await expect(store.pay(request())).rejects.toThrow('backend.restarting')
    await store.pay(request())
    await store.pay(request())
    const [first, second, third] = requestIds()
    expect(second).toBe(first)
    expect(third).not.toBe(second)
  })

  it('takes another purchase, or another way to pay, for another payment', async () => {
    const { made: store, requestIds } = await storeOver([restarting, restarting, restarting])
    const other = request({ purchase: { ...request().purchase, full: 5000 } })
    for (const one of [request(), other, request({ with: { kind: 'express' } })])
      await expect(store.pay(one)).rejects.toThrow('backend.restarting')
    expect(new Set(requestIds()).size).toBe(3)
  })

  it('shows after a restart what was begun before it, and after a reload what is under way', async () => {
    const list = [payment({ id: 5, state: 'unknown' }), payment({ id: 4 })]
    const { made: store } = await storeOver([restarting], list)
    await store.load()
    expect(store.shown).toBeNull()
    list.unshift(payment({ id: 6, state: 'unknown' }))
    await expect(store.pay(request())).rejects.toThrow('backend.restarting')
    await store.load()
    expect(store.shownId).toBe(6)

    const waiting = payment({ id: 9, state: 'waiting-for-buyer', with: 'express', card: null })
    const { made: reloaded } = await storeOver([], [payment({ id: 10 }), waiting])
    await reloaded.load()
    expect(reloaded.shownId).toBe(9)
  })

  it('opens PayPal’s page once for the payment that this window made, and for no other', async () => {
    const waiting = payment({
      id: 3,
      state: 'waiting-for-buyer',
      with: 'express',
      card: null,
      buyerUrl: 'http://127.0.0.1:4000/cgi-bin/webscr?token=EC-1',
      steps: [step('start-express', 'done'), step('buyer-approves', 'running')],
    })
    let end = (_: unknown): void => undefined
    const ends = new Promise((resolve) => (end = resolve))
    const { made: store, emit, opened } = await storeOver([ends])
    emit('payments.onChanged', { id: 2, payment: { ...waiting, id: 2 } })
    const paying = store.pay(request({ with: { kind: 'express' } }))
    emit('payments.onChanged', { id: 2, payment: { ...waiting, id: 2 } })
    expect(opened).toEqual([])
    emit('payments.onChanged', { id: 3, payment: waiting })
    emit('payments.onChanged', { id: 3, payment: waiting })
    expect(opened).toEqual([waiting.buyerUrl])
    expect(store.shownId).toBe(3)
    end(done(payment({ id: 3, state: 'cancelled', with: 'express', card: null })))
    await paying
    expect(store.shown?.state).toBe('cancelled')
  })

  it('keeps no card', async () => {
    const { made: store } = await storeOver([restarting])
    await expect(store.pay(request())).rejects.toThrow()
    expect(JSON.stringify(store.$state)).not.toContain(CARD.number)
  })

  it('reads more, and no payment twice', async () => {
    const pages = [
      { total: 3, payments: [payment({ id: 3 }), payment({ id: 2 })] },
      { total: 3, payments: [payment({ id: 2 }), payment({ id: 1 })] },
    ]
    const { made: store, calls } = await windowWith(usePayments, () => pages.shift())
    await store.load()
    await store.more()
    expect(store.list.map(({ id }) => id)).toEqual([3, 2, 1])
    expect(calls[1]?.input).toMatchObject({ before: 2 })
  })
})
