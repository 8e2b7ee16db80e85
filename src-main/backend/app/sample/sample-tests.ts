import type { Card } from '#shared/domain/commerce/cards.ts'
import { dayIn } from '#shared/domain/dates.ts'
import type { AnswerPair } from '#shared/domain/payments/answer-codes.ts'
import {
  beginPayment,
  type PaymentTransition,
  type PayRequest,
  newRequestId,
  recordTransition,
} from '#backend/areas/payments/payments.ts'
import { accountKey, savedAsked } from '#backend/areas/paypal/paypal.ts'
import { readCommerceSnapshot } from '#backend/areas/commerce/commerce.ts'
import type { StoredPayment } from '#backend/storage/payments.ts'
import type { Transaction } from '#backend/storage/storage.ts'
import type { SampleOperation } from './sample-operation.ts'
import type { Seeded } from './seeded.ts'

const SECOND = 1000

/** PayPal's own numbers for trying things out. */
const CARDS: Partial<Record<Card, string>> = { visa: '4111111111111111', mastercard: '5555555555554444' }

type Purchase = PayRequest['purchase']
const COURSE: Purchase = {
  service: 'training',
  item: 'live-sessions',
  description: 'Kurs med lærer, én dag',
  full: 16_000,
}
const CONFERENCE: Purchase = {
  service: 'events',
  item: 'live-events',
  description: 'Nordlyskonferansen, to dager',
  full: 24_900,
}

/** What was tried in Test with the simulator, and that its account was found good. */
export function sampleTests(tx: Transaction, random: Seeded, timeZone: string): SampleOperation[] {
  const tried = (daysAgo: number, card: Card, purchase: Purchase, end: 'voided' | 'declined') => ({
    daysAgo,
    act: (at: number) => tryCard(tx, random, { at, timeZone, number: CARDS[card] ?? '', purchase, end }),
  })
  return [
    { daysAgo: 15, act: (at) => keepCheck(tx, at) },
    tried(15, 'visa', { ...CONFERENCE, full: 200_100 }, 'declined'),
    tried(9, 'visa', CONFERENCE, 'voided'),
    tried(2, 'mastercard', COURSE, 'voided'),
  ]
}

async function keepCheck(tx: Transaction, at: number): Promise<void> {
  const place = { service: 'events', mode: 'test', provider: 'payflow-pro' } as const
  const saved = savedAsked(await readCommerceSnapshot(tx), await tx.paypal.apiAccounts(), place)
  if (!saved) throw new Error('no account to check')
  const { mode, provider } = place
  const key = { mode, provider, destination: 'simulator', account: accountKey(saved) } as const
  await tx.paypal.writeCheck(key, { at, good: true, code: null, pairs: APPROVED })
}

const APPROVED: AnswerPair[] = [
  { name: 'RESULT', value: '0' },
  { name: 'RESPMSG', value: 'Approved' },
]
const DECLINED: AnswerPair[] = [
  { name: 'RESULT', value: '12' },
  { name: 'RESPMSG', value: 'Declined' },
]

interface TriedCard {
  readonly at: number
  readonly timeZone: string
  readonly number: string
  readonly purchase: Purchase
  readonly end: 'voided' | 'declined'
}

/** A card payment, written as a real one is, with the simulator's answers. */
async function tryCard(
  tx: Transaction,
  random: Seeded,
  { at, timeZone, number, purchase, end }: TriedCard,
): Promise<void> {
  const card = { number, month: 12, year: 2030, cvv: '123' }
  const requestId = newRequestId({ random })
  const begun = await beginPayment(
    tx,
    { clock: { now: () => at }, random },
    { purchase, expect: purchase.full, with: { kind: 'card', card }, requestId },
    { today: dayIn(timeZone, at), onId: () => undefined },
  )
  const next = async (payment: StoredPayment, after: number, transition: PaymentTransition) =>
    (await recordTransition(tx, payment, transition, at + after)).payment
  const begins = (kind: 'capture' | 'void') => ({ kind, requestId: newRequestId({ random }) }) as const
  const transaction = `A${Buffer.from(random.bytes(5)).toString('hex').toUpperCase()}0`
  const answer = [...APPROVED, { name: 'PNREF', value: transaction }]
  if (end === 'declined') {
    const ended = { state: 'refused', code: 'declined', pairs: DECLINED } as const
    const change = { state: 'declined', open: false } as const
    await next(begun.payment, SECOND, { ended, change, use: 'release', records: 'pay-test' })
    return
  }
  const done = { state: 'done', pairs: answer } as const
  const authorized = await next(begun.payment, 0.4 * SECOND, {
    ended: done,
    change: { state: 'authorized', authorizationTransaction: transaction },
    begins: begins('capture'),
  })
  const completed = await next(authorized, 0.9 * SECOND, {
    ended: done,
    change: { state: 'completed', open: false, captureTransaction: transaction },
    records: 'pay-test',
  })
  const voiding = await next(completed, 1.2 * SECOND, { begins: begins('void') })
  await next(voiding, 1.6 * SECOND, {
    ended: done,
    change: { state: 'voided' },
    records: 'reverse-payment',
  })
}
