import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { z } from 'zod'
import type { payments } from '#shared/contract/payments.ts'
import type { Creation } from '#shared/domain/creation.ts'
import { addDays, type IsoDate, startOfDay } from '#shared/domain/dates.ts'
import { refusalOf } from '../../support/commerce/refusal.ts'
import { openConnection } from '#backend/storage/sqlite/connection.ts'
import { testLog } from '../../support/parts.ts'
import { createCodes, creationOf } from '../../support/creations.ts'
import { buyersPage, decide, sendBuyer } from '../../support/payments/buyer.ts'
import {
  newRequestId,
  openShop,
  PASSWORD,
  purchaseOf,
  selling,
  type Shop,
  VISA,
} from '../../support/payments/shop.ts'

let shop: Shop
beforeEach(async () => {
  shop = await openShop()
  await shop.sellWith('payflow-pro', { express: true })
})
afterEach(() => shop.stop())

type PayInput = z.input<typeof payments.pay.input>
const requestOf = (change: Partial<PayInput> = {}): PayInput => ({
  purchase: purchaseOf(),
  expect: 48_000,
  with: { kind: 'card', card: VISA },
  requestId: newRequestId(),
  ...change,
})
const pay = (change: Partial<PayInput> = {}) =>
  shop.backend.done(shop.backend.api.payments.pay(requestOf(change)))
const quote = (code: string) => shop.backend.api.payments.quote(purchaseOf({ code }))

/** Puts the tested settings into production, with an account of its own. */
async function publish(): Promise<void> {
  const { api } = shop.backend
  const passwords = [{ provider: 'payflow-pro' as const, password: PASSWORD }]
  const content = selling('payflow-pro')
  await api.commerce.productionAccount({ service: 'events', base: 0, content, passwords })
  const { from, to } = await api.commerce.planPublish({ service: 'events' })
  await api.commerce.publish({ service: 'events', from, to })
}

describe('the same request', () => {
  it('is the same payment, at once, afterwards and after a restart', async () => {
    const code = await shop.code({ usage: { kind: 'unlimited' } })
    const input = requestOf({ purchase: purchaseOf({ code }), expect: 36_000 })
    const [one, other] = await Promise.all([pay(input), pay(input)])
    expect(other).toEqual(one)
    const same = { ...one, operationId: null }
    expect(await pay(input)).toEqual(same)
    shop.backend = await shop.backend.restart()
    expect(await pay({ ...input, expect: 1 })).toEqual(same)
    expect(shop.simulator.ledger.charges()).toHaveLength(1)
    expect(await shop.used(code)).toBe(1)
  })
})

describe('what is refused before anything is sent', () => {
  afterEach(() => expect(shop.simulator.ledger.charges()).toEqual([]))

  const CODES: readonly (readonly [string, Partial<Creation>])[] = [
    ['not-for-item', { appliesTo: 'programs' }],
    ['other-service', { service: 'training', appliesTo: 'programs' }],
    ['other-currency', { discount: { kind: 'amount', minor: 100, currency: 'GBP' } }],
  ]
  it.each(CODES)('a code that is %s', async (refusal, creation) => {
    const code = await shop.code(creation)
    expect((await quote(code)).code).toEqual({ holds: false, refusal, code })
    const refused = await refusalOf(
      pay({ purchase: purchaseOf({ code: ` ${code.toLowerCase()} ` }) }),
      'payments.code-refused',
    )
    expect(refused.details).toEqual({ code, refusal })
    expect((await shop.backend.api.payments.list({ limit: 10 })).total).toBe(0)
  })

  it('a code whose first day has not begun in the site’s time zone', async () => {
    await shop.backend.api.site.update({ timeZone: 'Pacific/Auckland' })
    const { today } = await shop.backend.api.site.get({})
    const code = await shop.code({ validFrom: addDays(today, 1) })
    expect((await quote(code)).code).toEqual({ holds: false, refusal: 'not-yet-valid', code })
    const midnight = Date.parse(startOfDay('Pacific/Auckland', addDays(today, 1)))
    shop.clock.advance(midnight - shop.clock.now() - 1)
    expect((await quote(code)).code).toMatchObject({ refusal: 'not-yet-valid' })
    shop.clock.advance(1)
    expect((await quote(code)).code).toEqual({ holds: true, code })
  })

  it('a code that is unknown, deleted, expired', async () => {
    expect((await quote('FINNES-IKKE')).code).toMatchObject({ refusal: 'unknown' })
    const code = await shop.code({ expires: '2026-11-23' as IsoDate })
    expect((await quote(code)).code).toEqual({ holds: true, code })
    shop.clock.advance(36 * 3_600_000)
    expect((await quote(code)).code).toMatchObject({ refusal: 'expired' })
    const { api, done } = shop.backend
    const { resultSet } = await api.report.open({ filter: {}, order: [] })
    await done(api.promo.delete({ picked: { resultSet, ranges: [[0, 1]] }, expect: 1 }))
    expect((await quote(code)).code).toMatchObject({ refusal: 'deleted' })
  })

  it('says when codes are made in a currency that the service does not sell in, and makes them', async () => {
    const warnings = async (creation: Parameters<typeof creationOf>[0]) =>
      (await shop.backend.api.promo.plan(creationOf(creation))).warnings
    const pounds = { discount: { kind: 'amount', minor: 100, currency: 'GBP' } } as const
    expect(await warnings(pounds)).toEqual([{ code: 'currency-not-sold', sells: 'USD' }])
    expect(await warnings({ discount: { kind: 'amount', minor: 100, currency: 'USD' } })).toEqual([])
    expect(await warnings({})).toEqual([])
    // Nothing is sold in the other service yet.
    expect(await warnings({ ...pounds, service: 'training' })).toEqual([])
    await shop.code(pounds)
  })

  it('a price that moved', async () => {
    const { details } = await refusalOf(pay({ expect: 47_999 }), 'payments.price-moved')
    expect(details).toEqual({ expected: 47_999, now: 48_000, currency: 'USD' })
  })

  it('a way or a card that is not on offer', async () => {
    await refusalOf(pay({ with: { kind: 'hosted' } }), 'payments.way-not-offered')
    const amex = { ...VISA, number: '378282246310005', cvv: '1234' }
    await refusalOf(pay({ with: { kind: 'card', card: amex } }), 'payments.card-not-offered')
    await shop.sellWith('payflow-pro', { accountType: 'website-payments-pro', cards: [] })
    await refusalOf(pay(), 'payments.way-not-offered')
  })

  it('an item that the service does not sell', async () => {
    await refusalOf(pay({ purchase: purchaseOf({ item: 'live-sessions' }) }), 'input.invalid')
  })

  it('settings that PayPal could not be asked with, and Production', async () => {
    const { api } = shop.backend
    const training = { ...purchaseOf(), service: 'training', item: 'programs' } as const
    const missing = await refusalOf(pay({ purchase: training }), 'commerce.incomplete')
    expect(missing.details).toEqual({ missing: ['provider'], provider: null, mode: 'test' })
    await publish()
    const { details } = await refusalOf(pay(), 'commerce.other-mode')
    expect(details).toEqual({ mode: 'production' })
    await api.commerce.backToTest({ service: 'events' })
    await api.secrets.lock({})
    await refusalOf(pay(), 'secrets.locked')
  })

  it('the sandbox without an API account', async () => {
    await shop.sellWith('express-checkout-us')
    await shop.backend.api.paypal.setTestTarget({ target: 'sandbox' })
    await refusalOf(pay({ with: { kind: 'express' } }), 'paypal.no-caller')
  })
})

describe('a code', () => {
  it('that pays for everything leaves nothing for PayPal to do', async () => {
    const code = await shop.code({ discount: { kind: 'percent', hundredths: 10_000 } })
    const payment = await pay({ purchase: purchaseOf({ code }), expect: 0, with: { kind: 'free' } })
    expect([payment.state, payment.with, payment.card]).toEqual(['completed', 'free', null])
    expect(payment.steps.map(({ kind }) => kind)).toEqual(['check-code', 'redeem'])
    expect(await shop.used(code)).toBe(1)
    const reversed = await shop.backend.done(shop.backend.api.payments.reverse({ id: payment.id }))
    expect(reversed.state).toBe('voided')
    expect(await shop.used(code)).toBe(0)
    expect(shop.simulator.ledger.charges()).toEqual([])
  })

  it.each(['card', 'express'] as const)(
    'that pays for everything takes nothing by %s either',
    async (kind) => {
      const code = await shop.code({ discount: { kind: 'percent', hundredths: 10_000 } })
      const way = kind === 'card' ? { kind, card: VISA } : { kind }
      const payment = await pay({ purchase: purchaseOf({ code }), expect: 0, with: way })
      expect([payment.state, payment.with, payment.card]).toEqual(['completed', 'free', null])
      expect(shop.simulator.ledger.charges()).toEqual([])
    },
  )

  it('that leaves something to pay is not paid with nothing', async () => {
    const code = await shop.code()
    const { price } = await shop.backend.api.payments.quote(purchaseOf({ code }))
    const paid = pay({ purchase: purchaseOf({ code }), expect: price.pay, with: { kind: 'free' } })
    await refusalOf(paid, 'payments.way-not-offered')
    expect(await shop.used(code)).toBe(0)
  })

  it('that somebody pays with is not taken back by undo', async () => {
    const { operationId } = await createCodes(shop.backend, creationOf())
    const { resultSet } = await shop.backend.api.report.open({ filter: {}, order: [] })
    const { rows } = await shop.backend.api.report.rows({ resultSet, offset: 0, limit: 1 })
    const sent = await sendBuyer(shop, 'express', { code: rows[0]?.code ?? '' })
    const undo = () => shop.backend.done(shop.backend.api.history.undo({ operationId }))
    await refusalOf(undo(), 'history.codes-used')
    await sent.cancel()
    await sent.ended
    expect((await undo()).changed).toBe(1)
  })

  it('is free again when its service goes into production, also for one who was paying', async () => {
    const [tested, other, interrupted] = [await shop.code(), await shop.code(), await shop.code()]
    await shop.payWithCard({ code: tested })
    const { id } = await shop.payWithCard({ code: other })
    await shop.backend.done(shop.backend.api.payments.reverse({ id }))
    const sent = await sendBuyer(shop, 'express', { code: interrupted })
    expect(await shop.used(tested)).toBe(1)

    await publish()
    expect(await shop.used(tested)).toBe(0)
    expect(await shop.used(other)).toBe(0)
    expect((await quote(interrupted)).code?.holds).toBe(true)
    await decide(await buyersPage(sent), 'approve')
    const payment = await sent.ended
    expect(payment.state).toBe('completed')
    expect(payment.steps.slice(-2).map(({ kind }) => kind)).toEqual(['redeem', 'give-back'])
    expect(await shop.used(interrupted)).toBe(0)

    // What was given back once is not given back twice.
    const reversed = await shop.backend.done(shop.backend.api.payments.reverse({ id: payment.id }))
    // What is paid through the login is a sale, which PayPal refunds and does not void.
    expect(reversed.state).toBe('refunded')
    await shop.backend.api.commerce.backToTest({ service: 'events' })
    await shop.payWithCard({ code: tested })
    expect(await shop.used(tested)).toBe(1)
  })
})

it('lists payments, the newest first, a page at a time', async () => {
  for (const full of [1000, 2000, 3000]) await shop.payWithCard({ full })
  const { api } = shop.backend
  const first = await api.payments.list({ service: 'events', limit: 2 })
  expect(first.total).toBe(3)
  expect(first.payments.map(({ price }) => price.full)).toEqual([3000, 2000])
  const rest = await api.payments.list({ before: first.payments[1]?.id ?? 0, limit: 2 })
  expect(rest.payments.map(({ price }) => price.full)).toEqual([1000])
  expect((await api.payments.list({ service: 'training', limit: 2 })).total).toBe(0)
  await refusalOf(api.payments.get({ id: 99 }), 'payments.unknown')
  const { operations } = await api.history.list({ limit: 3 })
  expect(operations.map(({ details, undoable }) => [details.kind, undoable])).toEqual([
    ['pay-test', false],
    ['pay-test', false],
    ['pay-test', false],
  ])
})

it('goes with the site file, without what could pay again', async () => {
  const lost = { kind: 'answer-lost', operation: 'A' } as const
  shop.simulator.faults.next(lost, lost, lost)
  const open = await shop.payWithCard()
  expect(open.state).toBe('unknown')
  const { api, done, backend, folder } = shop.backend
  const file = backend.files.registerWrite(`${folder}/site.ehandel`)
  await done(api.siteFile.save({ file: file.token }))
  const back = await backend.files.registerRead(`${folder}/site.ehandel`)
  await done(api.siteFile.open({ file: back.token }))
  const found = await api.payments.get({ id: open.id })
  expect({ ...found, operationId: open.operationId }).toEqual(open)
  // The passwords are not in the file, so PayPal cannot be asked; the simulator needs none.
  expect((await done(api.payments.inquire({ id: open.id }))).state).toBe('completed')

  const path = `${folder}/site.ehandel`
  const altered = openConnection({ path, readonly: false, cacheKiB: 1024, log: testLog() })
  altered.database.pragma('journal_mode = DELETE')
  altered.database.exec(`UPDATE payment SET state = 'rich'`)
  altered.close()
  const bad = await backend.files.registerRead(path)
  await refusalOf(done(api.siteFile.open({ file: bad.token })), 'siteFile.damaged')
})
