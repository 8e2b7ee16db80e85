import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Order, Outcome } from '#backend/areas/paypal/gateway/gateway.ts'
import type { HttpPort } from '#backend/areas/paypal/http/http-port.ts'
import { createHttpPort } from '#backend/areas/paypal/http/undici-port.ts'
import { SCOPES_WE_NEED } from '#backend/areas/paypal/permissions/permissions-types.ts'
import type { FaultKind } from '#backend/areas/simulator/faults.ts'
import { clientsAt } from '../../support/paypal/clients-at.ts'
import { visit } from '../../support/simulator/browser.ts'
import { runSimulator, type RunningSimulator } from '../../support/simulator/simulator.ts'

const BACK = { returnUrl: 'http://127.0.0.1:9/back', cancelUrl: 'http://127.0.0.1:9/cancel' }
const CARD = { number: '4111 1111 1111 1111', month: 12, year: 2028, cvv: '123' }
const TYPED = { number: CARD.number, expires: '12/28', cvv: CARD.cvv }

let running: RunningSimulator
let port: HttpPort
let clients: ReturnType<typeof clientsAt>
let count = 0
beforeEach(async () => {
  running = await runSimulator()
  port = createHttpPort({ proxyFor: async () => null, pause: async () => undefined })
  clients = clientsAt(running, port)
})
afterEach(async () => {
  await port.close()
  await running.stop()
})

const requestId = () => `request-${(count += 1)}`
const orderOf = (minor = 9000, currency: Order['amount']['currency'] = 'USD'): Order => ({
  amount: { minor, currency },
  description: 'Safety & health = "one day"',
  reference: `REF${(count += 1)}`,
})
const chargesOf = (order: Order) => running.simulator.ledger.of(order.reference)

function doneOf<Done>(outcome: Outcome<Done>): Done {
  if (outcome.kind !== 'done') throw new Error(`${outcome.kind} ${outcome.code}`)
  return outcome.done
}
const press = async (url: string, decision: string) => (await (await visit(url)).press(decision)).to
const approve = async (url: string): Promise<string> =>
  (await press(url, 'approve'))?.searchParams.get('PayerID') ?? ''

describe('Payflow', () => {
  it('checks accounts', async () => {
    expect(await clients.payflow().check(requestId())).toMatchObject({ kind: 'done' })
    expect(await clients.payflow({ password: 'wrong' }).check(requestId())).toMatchObject({
      kind: 'refused',
      code: 'authentication-failed',
    })
    expect(await clients.payflow({ vendor: 'unknown' }).check(requestId())).toMatchObject({
      kind: 'refused',
      code: 'account-unknown',
    })
    expect(running.simulator.ledger.charges()).toEqual([])
  })

  it('reserves, captures and refunds; an inquiry knows each state', async () => {
    const payflow = clients.payflow()
    const order = orderOf(12345, 'EUR')
    const ask = async () => doneOf(await payflow.inquire({ reference: order.reference }, requestId()))
    expect(await ask()).toEqual({ state: 'none' })
    const reserved = doneOf(await payflow.authorize(order, CARD, requestId()))
    expect(await ask()).toEqual({ state: 'authorized', transaction: reserved.transaction })
    const captured = doneOf(await payflow.capture(reserved.transaction, order, 'C', requestId()))
    expect(await ask()).toEqual({ state: 'captured', transaction: captured.transaction })
    const twice = await payflow.capture(reserved.transaction, order, 'C', requestId())
    expect(twice).toMatchObject({ kind: 'refused', code: 'cannot-capture' })
    running.simulator.ledger.settle()
    expect(await payflow.void(captured.transaction, 'C', requestId())).toMatchObject({ code: 'cannot-void' })
    const refund = await payflow.refund(captured.transaction, order.amount, 'C', requestId())
    expect(refund).toMatchObject({ kind: 'done' })
    expect(chargesOf(order)).toMatchObject([{ state: 'refunded', captured: 12345, refunded: 12345 }])
  })

  it('sells and voids', async () => {
    const payflow = clients.payflow()
    const order = orderOf()
    const { transaction } = doneOf(await payflow.sale(order, CARD, requestId()))
    expect(await payflow.void(transaction, 'C', requestId())).toMatchObject({ kind: 'done' })
    const found = await payflow.inquire({ reference: order.reference }, requestId())
    expect(doneOf(found)).toEqual({ state: 'voided', transaction })
    expect(await payflow.void('V00000000000', 'C', requestId())).toMatchObject({ code: 'original-not-found' })
  })

  it.each([
    [101200, 'declined'],
    [101300, 'referral'],
    [102300, 'invalid-card-number'],
    [111400, 'cvv-mismatch'],
    [500000, 'declined'],
  ])('is refused %i cents: %s', async (minor, code) => {
    const order = orderOf(minor)
    const payflow = clients.payflow()
    expect(await payflow.sale(order, CARD, requestId())).toMatchObject({ kind: 'refused', code })
    const found = await payflow.inquire({ reference: order.reference }, requestId())
    expect(doneOf(found)).toMatchObject({ state: 'declined' })
  })

  it('leaves it open when the bank gave up, and the inquiry shows it', async () => {
    const order = orderOf(110400)
    const payflow = clients.payflow()
    expect(await payflow.sale(order, CARD, requestId())).toMatchObject({
      kind: 'unknown',
      code: 'processor-timed-out',
    })
    const found = await payflow.inquire({ reference: order.reference }, requestId())
    expect(doneOf(found)).toMatchObject({ state: 'declined' })
  })

  it('takes no other card than the test cards', async () => {
    const card = { ...CARD, number: '4111111111111112' }
    expect(await clients.payflow().sale(orderOf(), card, requestId())).toMatchObject({
      code: 'invalid-card-number',
    })
  })

  it('knows a card that needs a start date, and a currency that is not taken', async () => {
    const uk = clients.payflow({ partner: 'PayPalUK' })
    const maestro = { ...CARD, number: '6759649826438453' }
    expect(await uk.sale(orderOf(9000, 'GBP'), maestro, requestId())).toMatchObject({
      code: 'card-detail-missing',
    })
    expect(await uk.sale(orderOf(9000, 'NOK'), CARD, requestId())).toMatchObject({
      code: 'currency-not-supported',
    })
  })

  it('answers the same request again with the same payment', async () => {
    const order = orderOf()
    const id = requestId()
    const first = doneOf(await clients.payflow().sale(order, CARD, id))
    expect(doneOf(await clients.payflow().sale(order, CARD, id))).toEqual({ ...first, repeated: true })
    expect(chargesOf(order)).toHaveLength(1)
  })

  it('takes a payment through the PayPal login', async () => {
    const payflow = clients.payflow()
    const order = orderOf()
    const start = doneOf(await payflow.startExpress(order, BACK, 'sale', { locale: 'nb_NO' }, requestId()))
    const ask = async () => doneOf(await payflow.expressDetails(start.token, 'sale', requestId()))
    expect(await ask()).toEqual({ payerId: null })
    const early = await payflow.finishExpress(order, start.token, 'ABCDEFGHIJKLM', 'sale', requestId())
    expect(early.kind).toBe('refused')
    const payerId = await approve(start.buyerUrl)
    expect(await ask()).toEqual({ payerId })
    const paid = doneOf(await payflow.finishExpress(order, start.token, payerId, 'sale', requestId()))
    const found = await payflow.inquire({ reference: order.reference }, requestId())
    expect(doneOf(found)).toEqual({ state: 'captured', transaction: paid.transaction })
  })

  it('lets PayPal’s own page take the card', async () => {
    const payflow = clients.payflow()
    const order = orderOf()
    const start = doneOf(await payflow.startHosted(order, BACK, 'authorization', {}, requestId()))
    const page = await visit(start.buyerUrl, { method: 'POST', body: new URLSearchParams(start.form ?? {}) })
    const { to } = await page.press('pay', TYPED)
    expect(to?.href).toContain(BACK.returnUrl)
    const found = await payflow.inquire({ reference: order.reference }, requestId())
    expect(doneOf(found)).toEqual({ state: 'authorized', transaction: to?.searchParams.get('PNREF') })
    expect(JSON.stringify(start)).not.toContain(CARD.number.slice(-4))
  })
})

describe('Express Checkout', () => {
  it('checks accounts', async () => {
    const amount = { minor: 100, currency: 'NOK' } as const
    expect(await clients.express().check(amount)).toMatchObject({ kind: 'done' })
    expect(await clients.express({ password: 'feil' }).check(amount)).toMatchObject({
      kind: 'refused',
      code: 'authentication-failed',
    })
    expect(await clients.express({ subject: 'nogrant@example.com' }).check(amount)).toMatchObject({
      kind: 'refused',
      code: 'permission-denied',
    })
  })

  it('takes a payment, and refunds it once', async () => {
    const express = clients.express()
    const order = orderOf(1200, 'JPY')
    const start = doneOf(
      await express.start(order, BACK, 'sale', { brandName: 'Fjordkurs', locale: 'nb_NO' }),
    )
    expect(doneOf(await express.details(start.token))).toMatchObject({ payerId: null, state: 'not-paid' })
    const payerId = await approve(start.buyerUrl)
    const { transaction, pending } = doneOf(await express.finish(order, start.token, payerId, 'sale'))
    expect(pending).toBeNull()
    expect(doneOf(await express.details(start.token))).toEqual({ payerId, state: 'paid', transaction })
    expect(doneOf(await express.payment(transaction))).toEqual({ state: 'paid' })
    expect(chargesOf(order)).toMatchObject([{ minor: 1200, captured: 1200 }])
    const again = await express.finish(order, start.token, payerId, 'sale')
    // It has been paid with the token before, so only a look can say by which call.
    expect(again).toMatchObject({ kind: 'unknown', code: 'token-used' })
    expect(await express.refund(transaction)).toMatchObject({ kind: 'done' })
    // The same again is reported as done, and gives nothing back twice.
    expect(await express.refund(transaction)).toMatchObject({ kind: 'done', done: { transaction } })
    expect(chargesOf(order)).toMatchObject([{ refunded: 1200 }])
  })

  it('is refused what the buyer has not approved, and what nobody knows', async () => {
    const express = clients.express()
    const order = orderOf()
    const { token } = doneOf(await express.start(order, BACK, 'sale', {}))
    expect(await express.finish(order, token, 'ABCDEFGHIJKLM', 'sale')).toMatchObject({
      code: 'buyer-not-approved',
    })
    expect(await express.details('EC-00000000000000000')).toMatchObject({ code: 'token-invalid' })
    running.clock.advance(3 * 3_600_000)
    expect(await express.details(token)).toMatchObject({ code: 'token-expired' })
  })
})

describe('Permissions', () => {
  it('are granted, signed with, listed and withdrawn', async () => {
    const permissions = clients.permissions()
    const { token, url } = doneOf(await permissions.request(SCOPES_WE_NEED, BACK.returnUrl))
    const to = await press(url, 'grant')
    const code = to?.searchParams.get('verification_code') ?? ''
    expect(to?.searchParams.get('request_token')).toBe(token)
    const grant = doneOf(await permissions.access(token, code))
    expect(grant.scopes).toEqual(SCOPES_WE_NEED)
    const amount = { minor: 100, currency: 'NOK' } as const
    expect(await clients.express({ grant }).check(amount)).toMatchObject({ kind: 'done' })
    const forged = { ...grant, tokenSecret: `${grant.tokenSecret}x` }
    expect(await clients.express({ grant: forged }).check(amount)).toMatchObject({
      code: 'authentication-failed',
    })
    expect(doneOf(await permissions.scopes(grant.token)).scopes).toEqual(SCOPES_WE_NEED)
    expect(await permissions.access(token, code)).toMatchObject({ kind: 'refused' })
    expect(await permissions.cancel(grant.token)).toMatchObject({ kind: 'done' })
    expect((await clients.express({ grant }).check(amount)).kind).toBe('refused')
  })

  it('are refused to a caller with a wrong password', async () => {
    const asked = await clients.permissions({ password: 'wrong' }).request(SCOPES_WE_NEED, BACK.returnUrl)
    expect(asked.kind).toBe('refused')
  })
})

describe('REST', () => {
  it('checks accounts', async () => {
    expect(await clients.rest().check()).toMatchObject({ kind: 'done' })
    expect(await clients.rest({ clientSecret: 'wrong' }).check()).toMatchObject({
      kind: 'refused',
      code: 'authentication-failed',
    })
  })

  it('captures an approved order, and refunds it', async () => {
    const rest = clients.rest()
    const order = orderOf(149050, 'NOK')
    const start = doneOf(await rest.createOrder(order, BACK, 'sale', { locale: 'nb_NO' }, requestId()))
    expect(await rest.captureOrder(start.token, requestId())).toMatchObject({ code: 'buyer-not-approved' })
    await press(start.buyerUrl, 'approve')
    expect(doneOf(await rest.order(start.token)).status).toBe('approved')
    const { transaction } = doneOf(await rest.captureOrder(start.token, requestId()))
    expect(doneOf(await rest.order(start.token))).toMatchObject({ payment: 'captured', capture: transaction })
    expect(await rest.captureOrder(start.token, requestId())).toMatchObject({ code: 'already-captured' })
    const refund = await rest.refund(transaction, null, requestId())
    expect(refund).toMatchObject({ kind: 'done' })
    expect(doneOf(await rest.order(start.token)).payment).toBe('refunded')
    expect(chargesOf(order)).toMatchObject([{ captured: 149050, refunded: 149050 }])
  })

  it('reserves an approved order, and captures or voids it', async () => {
    const rest = clients.rest()
    const reserve = async (order: Order) => {
      const start = doneOf(await rest.createOrder(order, BACK, 'authorization', {}, requestId()))
      await press(start.buyerUrl, 'approve')
      const { transaction } = doneOf(await rest.authorizeOrder(start.token, requestId()))
      return { id: start.token, transaction }
    }
    const [kept, released] = [orderOf(), orderOf()]
    const first = await reserve(kept)
    expect(await rest.capture(first.transaction, kept.amount, requestId())).toMatchObject({ kind: 'done' })
    expect(doneOf(await rest.order(first.id)).payment).toBe('captured')
    expect(await rest.void(first.transaction, requestId())).toMatchObject({ code: 'cannot-void' })
    const second = await reserve(released)
    expect(await rest.void(second.transaction, requestId())).toMatchObject({ kind: 'done' })
    expect(doneOf(await rest.order(second.id)).payment).toBe('voided')
    expect(chargesOf(released)).toMatchObject([{ state: 'voided', captured: 0 }])
  })
})

/** Each way to take money, brought to the call that takes it; `paid` asks afterwards what happened to it. */
const WAYS = {
  'a card at Payflow': async (order: Order) => {
    const payflow = clients.payflow()
    const id = requestId()
    return {
      take: () => payflow.sale(order, CARD, id),
      paid: async () =>
        doneOf(await payflow.inquire({ reference: order.reference }, requestId())).state === 'captured',
    }
  },
  'the PayPal login at Payflow': async (order: Order) => {
    const payflow = clients.payflow()
    const start = doneOf(await payflow.startExpress(order, BACK, 'sale', {}, requestId()))
    const payerId = await approve(start.buyerUrl)
    const id = requestId()
    return {
      take: () => payflow.finishExpress(order, start.token, payerId, 'sale', id),
      paid: async () =>
        doneOf(await payflow.inquire({ reference: order.reference }, requestId())).state === 'captured',
    }
  },
  'Express Checkout': async (order: Order) => {
    const express = clients.express()
    const start = doneOf(await express.start(order, BACK, 'sale', {}))
    const payerId = await approve(start.buyerUrl)
    return {
      take: () => express.finish(order, start.token, payerId, 'sale'),
      paid: async () => doneOf(await express.details(start.token)).state === 'paid',
    }
  },
  REST: async (order: Order) => {
    const rest = clients.rest()
    const start = doneOf(await rest.createOrder(order, BACK, 'sale', {}, requestId()))
    await press(start.buyerUrl, 'approve')
    const id = requestId()
    return {
      take: () => rest.captureOrder(start.token, id),
      paid: async () => doneOf(await rest.order(start.token)).payment === 'captured',
    }
  },
}

describe.each(Object.entries(WAYS))('%s, when something goes wrong', (_name, prepare) => {
  const FAULTS: readonly FaultKind[] = ['cut', 'answer-lost', 'half', 'wrong-type', 'http-500']
  it.each(FAULTS.flatMap((kind) => [1, 2, 3].map((times) => ({ kind, times }))))(
    '$kind, $times times: never charged twice, and what is said is true',
    async ({ kind, times }) => {
      const order = orderOf()
      const { take, paid } = await prepare(order)
      running.simulator.faults.next(...Array.from({ length: times }, () => ({ kind })))
      const outcome = await take()
      running.simulator.faults.clear()
      const taken = chargesOf(order).reduce((sum, { captured }) => sum + captured, 0)
      expect([0, order.amount.minor]).toContain(taken)
      if (outcome.kind === 'done') expect(taken).toBe(order.amount.minor)
      if (outcome.kind === 'refused' || outcome.kind === 'not-sent') expect(taken).toBe(0)
      expect(await paid()).toBe(taken > 0)
      // Tried again as the same call, it ends, and takes the money once.
      const settled = await take()
      expect(settled.kind === 'done' || taken > 0).toBe(true)
      expect(chargesOf(order).reduce((sum, { captured }) => sum + captured, 0)).toBe(order.amount.minor)
    },
  )
})
