import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { Payment, PayWith } from '#shared/contract/payments.ts'
import type { ProviderId } from '#shared/domain/commerce/providers.ts'
import type { ProviderOptions } from '#shared/domain/commerce/settings.ts'
import type { Fault } from '#backend/areas/simulator/faults.ts'
import { campaignSize } from '../../support/campaign.ts'
import { audit, readBooks } from '../../support/payments/audit.ts'
import { buyersPage, decide, sendBuyer } from '../../support/payments/buyer.ts'
import { openShop, purchaseOf, type Shop } from '../../support/payments/shop.ts'

/*
 * The first try is lost, carried out or not, and PayPal refuses the next ones: nothing may be recorded that is not so.
 */

const HOUR = 3_600_000
let shop: Shop
let code: string
beforeAll(async () => void (shop = await openShop()))
beforeEach(async () => {
  shop.simulator.faults.clear()
  code = await shop.code()
})
afterAll(() => shop.stop())

const settle = (id: number) => shop.backend.done(shop.backend.api.payments.inquire({ id }))
const reverse = (id: number) => shop.backend.done(shop.backend.api.payments.reverse({ id }))
const newest = () => shop.simulator.ledger.charges().at(-1)
const isFree = async () => (await shop.backend.api.payments.quote(purchaseOf({ code }))).code?.holds

async function payByLogin(...faults: readonly Fault[]): Promise<Payment> {
  const sent = await sendBuyer(shop, 'express', { code })
  shop.simulator.faults.next(...faults)
  await decide(await buyersPage(sent), 'approve')
  return await sent.ended
}

describe('REST', () => {
  beforeEach(() => shop.sellWith('paypal-checkout-rest'))
  const lost = (operation: string): Fault => ({ kind: 'answer-lost', operation })
  const refused = (operation: string, code: string): Fault => ({ kind: 'refuse', operation, code })
  const noAnswer = (operation: string): Fault[] =>
    Array.from({ length: 3 }, () => ({ kind: 'http-500', operation }) as const)

  it('a capture whose answer is lost, and that was done before, is completed by a GET of the order', async () => {
    const payment = await payByLogin(
      lost('capture-order'),
      refused('capture-order', 'ORDER_ALREADY_CAPTURED'),
    )
    expect(payment.state).toBe('completed')
    expect(newest()).toMatchObject({ state: 'captured', captured: 36_000 })
    expect(await shop.used(code)).toBe(1)
    // By the capture's own number.
    expect((await reverse(payment.id)).state).toBe('refunded')
    expect(newest()).toMatchObject({ state: 'refunded' })
  })

  it('it is unknown, and holds the code, while the order cannot be asked about', async () => {
    const payment = await payByLogin(
      lost('capture-order'),
      refused('capture-order', 'ORDER_ALREADY_CAPTURED'),
      ...noAnswer('show-order'),
    )
    expect(payment.state).toBe('unknown')
    expect(payment.steps.at(-1)).toMatchObject({ kind: 'sale', state: 'unknown', code: 'already-captured' })
    expect(await isFree()).toBe(false)
    expect((await settle(payment.id)).state).toBe('completed')
    expect(await shop.used(code)).toBe(1)
  })

  it('a refund whose answer is lost, and that is in progress, is unknown until the order says that it is made', async () => {
    const { id } = await payByLogin()
    const busy = refused('refund', 'PREVIOUS_REQUEST_IN_PROGRESS')
    shop.simulator.faults.next(lost('refund'), busy, busy)
    const reversed = await reverse(id)
    expect(reversed.state).toBe('unknown')
    expect(reversed.steps.at(-1)).toMatchObject({ kind: 'refund', state: 'unknown', code: 'in-progress' })
    expect(await shop.used(code)).toBe(1)
    expect((await settle(id)).state).toBe('refunded')
    expect(newest()).toMatchObject({ state: 'refunded', refunded: 36_000 })
    expect(await shop.used(code)).toBe(0)
  })

  it('a refund in progress is asked for again under the same number', async () => {
    const { id } = await payByLogin()
    shop.simulator.faults.next(lost('refund'), refused('refund', 'PREVIOUS_REQUEST_IN_PROGRESS'))
    expect((await reverse(id)).state).toBe('refunded')
    expect(newest()).toMatchObject({ state: 'refunded', refunded: 36_000 })
  })

  it('a refund that never arrived is made by the settlement', async () => {
    const { id } = await payByLogin()
    const busy = refused('refund', 'PREVIOUS_REQUEST_IN_PROGRESS')
    shop.simulator.faults.next({ kind: 'cut', operation: 'refund' }, busy, busy)
    expect((await reverse(id)).state).toBe('unknown')
    expect((await settle(id)).state).toBe('refunded')
    expect(newest()).toMatchObject({ state: 'refunded', refunded: 36_000 })
  })

  it('a refund repeated by the settlement, and turned away, is not over', async () => {
    const { id } = await payByLogin()
    shop.simulator.faults.next(
      ...Array.from({ length: 3 }, () => ({ kind: 'cut', operation: 'refund' }) as const),
    )
    expect((await reverse(id)).state).toBe('unknown')
    shop.simulator.faults.next(refused('refund', 'NOT_AUTHORIZED'))
    expect((await settle(id)).state).toBe('unknown')
    expect((await settle(id)).state).toBe('refunded')
  })
})

const FAULTS = ['answer-lost', 'cut'] as const
/** By turns, so that the small campaign has every refusal once and after each fault about half of them. */
const faultsFor = (at: number): readonly (typeof FAULTS)[number][] =>
  [FAULTS[at % 2], FAULTS[(at + 1) % 2]]
    .filter((fault) => fault !== undefined)
    .slice(0, campaignSize({ small: 1, full: 2 }))

interface Way {
  readonly provider: ProviderId
  readonly options?: Partial<ProviderOptions>
  readonly with: PayWith
  /** The call that takes the money (both, where it is reserved first), and the one that gives it back. */
  readonly pay: readonly string[]
  readonly undo: readonly string[]
  readonly codes: readonly string[]
}

const PAYFLOW = '1 4 7 12 19 26 30 99 104 105 108 111 120 133 1000'.split(' ')
const EXPRESS = '10001 10002 10004 10007 10009 10014 10412 10415 10416 10485 10486 11607 19999'.split(' ')
const REST =
  'ORDER_ALREADY_CAPTURED ORDER_ALREADY_COMPLETED ORDER_COMPLETED_OR_VOIDED ORDER_NOT_APPROVED INSTRUMENT_DECLINED DUPLICATE_INVOICE_ID DUPLICATE_REQUEST_ID PREVIOUS_REQUEST_IN_PROGRESS CAPTURE_FULLY_REFUNDED TRANSACTION_ALREADY_REFUNDED REFUND_NOT_ALLOWED PENDING_CAPTURE RATE_LIMIT_REACHED NOT_AUTHORIZED INTERNAL_SERVER_ERROR SOMETHING_NEW'.split(
    ' ',
  )

const WAYS: readonly Way[] = [
  { provider: 'payflow-pro', with: 'card', pay: ['A', 'D'], undo: ['V', 'C'], codes: PAYFLOW },
  {
    provider: 'express-checkout-us',
    with: 'express',
    pay: ['DoExpressCheckoutPayment'],
    undo: ['RefundTransaction'],
    codes: EXPRESS,
  },
  {
    provider: 'paypal-checkout-rest',
    with: 'express',
    pay: ['capture-order'],
    undo: ['refund'],
    codes: REST,
  },
]

/** Refusals for which PayPal has looked at the payment: after them, nothing that was lost can have been done. */
const TRUTHFUL: Readonly<Record<string, readonly ('answer-lost' | 'cut')[]>> = Object.fromEntries(
  '12 120 104 105 108 111 10486 10009 INSTRUMENT_DECLINED REFUND_NOT_ALLOWED PENDING_CAPTURE'
    .split(' ')
    .map((code) => [code, ['cut']]),
)

describe.each(WAYS)('$provider with a lost answer', ({ provider, with: kind, pay, undo, codes }) => {
  beforeAll(() => shop.sellWith(provider))
  const begin = (...faults: readonly Fault[]): Promise<Payment> => {
    if (kind !== 'card') return payByLogin(...faults)
    shop.simulator.faults.next(...faults)
    return shop.payWithCard({ code })
  }

  /** The payments of this test. */
  let first = 0
  beforeEach(async () => {
    code = await shop.code({ usage: { kind: 'times', times: 10 } })
    first = readBooks(shop.backend.folder).payments.length + 1
  })
  const books = () => {
    const { payments, contradictions } = readBooks(shop.backend.folder)
    return { contradictions, payments: payments.filter(({ id }) => id >= first) }
  }

  /** Asks PayPal until every outcome is known, and compares. */
  async function expectTruth(): Promise<void> {
    shop.simulator.faults.clear()
    for (let round = 0; round < 4; round += 1) {
      shop.clock.advance(HOUR)
      for (const { id, open } of books().payments) if (open === 1) await settle(id)
    }
    const own = new Set(books().payments.map(({ reference }) => reference))
    const charges = shop.simulator.ledger.charges().filter(({ reference }) => own.has(reference ?? ''))
    expect(own.size).toBeGreaterThan(1)
    expect(audit(books(), charges)).toEqual([])
  }

  describe.each(codes)('and then %s', (refusal) => {
    it.each(TRUTHFUL[refusal] ?? faultsFor(codes.indexOf(refusal)))(
      'records what is so, after "%s"',
      async (fault) => {
        const refused = (operation: string): Fault[] =>
          Array.from({ length: 2 }, () => ({ kind: 'refuse', operation, code: refusal }) as const)
        for (const operation of pay) {
          await begin({ kind: fault, operation }, ...refused(operation))
          shop.simulator.faults.clear()
        }
        for (const operation of undo) {
          const { id, state } = await begin()
          if (state !== 'completed') continue
          if (operation === 'C') shop.simulator.ledger.settle()
          shop.simulator.faults.next({ kind: fault, operation }, ...refused(operation))
          await reverse(id)
          shop.simulator.faults.clear()
        }
        await expectTruth()
      },
    )
  })
})
