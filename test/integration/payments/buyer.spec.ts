import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Payment } from '#shared/contract/payments.ts'
import type { ProviderId } from '#shared/domain/commerce/providers.ts'
import type { ProviderOptions } from '#shared/domain/commerce/settings.ts'
import { refusalOf } from '../../support/commerce/refusal.ts'
import { buyersPage, decide, sendBuyer, TYPED_CARD } from '../../support/payments/buyer.ts'
import { openShop, type Shop } from '../../support/payments/shop.ts'

let shop: Shop
beforeEach(async () => void (shop = await openShop()))
afterEach(() => shop.stop())

const stepsOf = ({ steps }: Payment) => steps.map(({ kind, state }) => `${kind} ${state}`)
const reverse = (id: number) => shop.backend.done(shop.backend.api.payments.reverse({ id }))

const EXPRESS: readonly (readonly [ProviderId, Partial<ProviderOptions>])[] = [
  ['payflow-pro', { express: true }],
  ['express-checkout-us', {}],
  ['express-checkout-ca', {}],
  ['paypal-checkout-rest', {}],
]

describe.each(EXPRESS)('the PayPal login with %s', (provider, options) => {
  beforeEach(() => shop.sellWith(provider, options))

  it('takes the money when the buyer approves, and gives it back', async () => {
    const code = await shop.code()
    const sent = await sendBuyer(shop, 'express', { code })
    expect(sent.waiting.state).toBe('waiting-for-buyer')
    await decide(await buyersPage(sent), 'approve')
    const payment = await sent.ended
    expect(payment).toMatchObject({ state: 'completed', card: null, buyerUrl: null })
    expect(stepsOf(payment)).toEqual([
      'check-code done',
      'start-express done',
      'buyer-approves done',
      'sale done',
      'redeem done',
    ])
    expect(await shop.used(code)).toBe(1)
    const charges = shop.simulator.ledger.charges().filter(({ captured }) => captured > 0)
    expect(charges.map(({ minor }) => minor)).toEqual([36_000])

    const after = await reverse(payment.id)
    // A payment through the login is a sale, which PayPal voids nowhere.
    expect(after.state).toBe('refunded')
    expect(stepsOf(after).slice(5)).toEqual(['refund done', 'give-back done'])
    expect(await shop.used(code)).toBe(0)
  })

  it('takes nothing when the buyer cancels, or the bank declines', async () => {
    const code = await shop.code()
    const cancelled = await sendBuyer(shop, 'express', { code })
    // Meanwhile the last use is kept for this buyer.
    const { code: held } = await shop.backend.api.payments.quote({
      service: 'events',
      item: 'live-events',
      description: 'x',
      full: 1000,
      code,
    })
    expect(held).toMatchObject({ holds: false, refusal: 'held' })
    await decide(await buyersPage(cancelled), 'cancel')
    const payment = await cancelled.ended
    expect(payment.state).toBe('cancelled')
    expect(payment.steps.at(-1)).toMatchObject({ state: 'refused', code: 'buyer-cancelled' })

    const declined = await sendBuyer(shop, 'express', { code })
    await decide(await buyersPage(declined), 'decline')
    const { state, steps } = await declined.ended
    expect(state).toBe('declined')
    expect(steps.at(-1)?.state).toBe('refused')
    expect(await shop.used(code)).toBe(0)
    expect(shop.simulator.ledger.charges().filter(({ captured }) => captured > 0)).toEqual([])
    await refusalOf(reverse(payment.id), 'payments.not-reversible')
  })

  it('is given up from here, and free for the next', async () => {
    const code = await shop.code()
    const sent = await sendBuyer(shop, 'express', { code })
    const other = await shop.backend.api.payments.inquire({ id: sent.waiting.id })
    expect((await shop.backend.done(Promise.resolve(other))).state).toBe('waiting-for-buyer')
    await sent.cancel()
    expect((await sent.ended).state).toBe('cancelled')
    expect(await shop.used(code)).toBe(0)
    const { code: free } = await shop.backend.api.payments.quote({
      service: 'events',
      item: 'live-events',
      description: 'x',
      full: 1000,
      code,
    })
    expect(free?.holds).toBe(true)
  })
})

const HOSTED: readonly ProviderId[] = ['payflow-pro', 'website-payments-pro-uk']

describe.each(HOSTED)('PayPal’s own card page with %s', (provider) => {
  beforeEach(() => shop.sellWith(provider, { accountType: 'website-payments-pro', cards: [] }))

  it('takes the card, and only PayPal is believed', async () => {
    const code = await shop.code()
    const sent = await sendBuyer(shop, 'hosted', { code })
    await decide(await buyersPage(sent), 'pay', TYPED_CARD)
    const payment = await sent.ended
    expect(payment).toMatchObject({ state: 'completed', card: null })
    expect(stepsOf(payment)).toEqual([
      'check-code done',
      'start-hosted done',
      'buyer-approves done',
      'authorize done',
      'capture done',
      'redeem done',
    ])
    expect((await reverse(payment.id)).state).toBe('voided')
    expect(await shop.used(code)).toBe(0)
  })

  it('that somebody says was paid, and was not, takes nothing', async () => {
    const sent = await sendBuyer(shop, 'hosted')
    const page = await buyersPage(sent)
    const cancelUrl = (await page.press('cancel')).to
    if (!cancelUrl) throw new Error('no way back')
    const returnUrl = cancelUrl.href.replace(/\/cancel\?.*$/, '/return?RESULT=0&RESPMSG=Approved')
    await fetch(returnUrl)
    expect((await sent.ended).state).toBe('cancelled')
    expect(shop.simulator.ledger.charges()).toEqual([])
  })

  it('that is paid after it was given up, is released again', async () => {
    const code = await shop.code()
    const sent = await sendBuyer(shop, 'hosted', { code })
    const page = await buyersPage(sent)
    await sent.cancel()
    const given = await sent.ended
    expect(given.state).toBe('cancelled')
    await page.press('pay', TYPED_CARD)
    expect(shop.simulator.ledger.charges().map(({ state }) => state)).toEqual(['authorized'])
    const settled = await shop.backend.done(shop.backend.api.payments.inquire({ id: given.id }))
    expect(settled.state).toBe('cancelled')
    expect(stepsOf(settled).at(-1)).toBe('void done')
    expect(shop.simulator.ledger.charges().map(({ state }) => state)).toEqual(['voided'])
    expect(await shop.used(code)).toBe(0)
  })
})
