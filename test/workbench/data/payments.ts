import type { z } from 'zod'
import { type Payment, paymentSchema, type Quote, type stepSchema } from '#shared/contract/payments.ts'

type StepWritten = z.input<typeof stepSchema>

export const paymentStep = (kind: StepWritten['kind'], rest: Partial<StepWritten> = {}): StepWritten => ({
  kind,
  state: 'done',
  code: null,
  pairs: [
    { name: 'RESULT', value: '0' },
    { name: 'PNREF', value: 'A10N5F1C2B3D' },
    { name: 'RESPMSG', value: 'Approved' },
  ],
  at: '2026-03-12T08:41:00.000Z',
  tookMs: 620,
  ...rest,
})

/** A test transaction by card, paid in full with a promo code. */
export const payment = (rest: Partial<z.input<typeof paymentSchema>> = {}): Payment =>
  paymentSchema.parse({
    id: 5,
    at: '2026-03-12T08:41:00.000Z',
    day: '2026-03-12',
    service: 'events',
    mode: 'test',
    provider: 'payflow-pro',
    destination: 'simulator',
    with: 'card',
    card: { brand: 'visa', lastFour: '1111' },
    item: 'live-events',
    description: 'Kurs i førstehjelp',
    price: { full: 12_000, off: 3000, pay: 9000, currency: 'USD' },
    code: { id: 1, code: 'VESTLIA-7301' },
    state: 'completed',
    steps: [
      paymentStep('check-code', { pairs: [], tookMs: null }),
      paymentStep('authorize'),
      paymentStep('capture', { tookMs: 480 }),
      paymentStep('redeem', { pairs: [], tookMs: null }),
    ],
    buyerUrl: null,
    pendingReason: null,
    canVoid: false,
    asksAgainAt: null,
    ...rest,
  })

export const WAITING: Payment = payment({
  id: 6,
  with: 'express',
  card: null,
  provider: 'express-checkout-us',
  destination: 'sandbox',
  state: 'waiting-for-buyer',
  buyerUrl: 'https://www.sandbox.paypal.com/checkoutnow',
  steps: [
    paymentStep('start-express'),
    paymentStep('buyer-approves', { state: 'running', pairs: [], tookMs: null }),
  ],
})
export const DECLINED: Payment = payment({
  id: 4,
  at: '2026-03-11T12:00:00.000Z',
  day: '2026-03-11',
  state: 'declined',
  description: 'Førstehjelp for helsepersonell i distriktene, våren 2026, andre utsendelse, hele kurset',
  steps: [
    paymentStep('check-code', { pairs: [], tookMs: null }),
    paymentStep('authorize', {
      state: 'refused',
      code: 'declined',
      pairs: [
        { name: 'RESULT', value: '12' },
        { name: 'RESPMSG', value: 'Declined' },
      ],
    }),
    paymentStep('give-back', { pairs: [], tookMs: null }),
  ],
})
export const UNKNOWN: Payment = payment({
  id: 3,
  at: '2026-03-02T12:00:00.000Z',
  day: '2026-03-02',
  state: 'unknown',
  code: null,
  price: { full: 12_000, off: 0, pay: 12_000, currency: 'USD' },
  steps: [paymentStep('sale', { state: 'unknown', code: 'connection-lost', pairs: [] })],
})
/** The fraud filters hold it. */
export const UNDER_REVIEW: Payment = payment({
  id: 9,
  state: 'under-review',
  pendingReason: { meaning: 'filters', said: '126' },
  canVoid: true,
  asksAgainAt: '2026-03-12T08:43:00.000Z',
  steps: [
    paymentStep('check-code', { pairs: [], tookMs: null }),
    paymentStep('authorize', {
      state: 'pending',
      code: 'held-for-review',
      pairs: [
        { name: 'RESULT', value: '126' },
        { name: 'RESPMSG', value: 'Under review by Fraud Service' },
        { name: 'PREFPSMSG', value: 'Review: More than one rule was triggered for Review' },
      ],
    }),
  ],
})
/** Paid from a bank account, through the PayPal login. */
export const PENDING: Payment = payment({
  id: 8,
  with: 'express',
  card: null,
  provider: 'paypal-checkout-rest',
  destination: 'sandbox',
  state: 'pending',
  pendingReason: { meaning: 'bank-transfer', said: 'ECHECK' },
  asksAgainAt: '2026-03-12T14:41:00.000Z',
  steps: [
    paymentStep('sale', {
      state: 'pending',
      code: 'not-completed-yet',
      pairs: [{ name: 'capture.reason', value: 'ECHECK' }],
    }),
    paymentStep('inquire', { state: 'pending', code: 'not-completed-yet', pairs: [] }),
  ],
})
export const REFUNDING: Payment = payment({
  id: 7,
  state: 'pending',
  asksAgainAt: '2026-03-12T14:41:00.000Z',
  steps: [paymentStep('sale'), paymentStep('refund', { state: 'pending', code: 'in-progress', pairs: [] })],
})
export const VOIDED: Payment = payment({
  id: 2,
  at: '2026-02-20T12:00:00.000Z',
  day: '2026-02-20',
  destination: 'sandbox',
  state: 'voided',
  steps: [paymentStep('authorize'), paymentStep('capture'), paymentStep('void')],
})
/** The newest first. */
export const PAYMENTS: readonly Payment[] = [WAITING, payment(), DECLINED, UNKNOWN, VOIDED]

export const QUOTE: Quote = {
  price: { full: 12_000, off: 3000, pay: 9000, currency: 'USD' },
  code: { holds: true, code: 'VESTLIA-7301' },
}
/** A code covers the whole price. */
export const FREE_QUOTE: Quote = {
  price: { full: 12_000, off: 12_000, pay: 0, currency: 'USD' },
  code: { holds: true, code: 'GRATIS-100' },
}
export const REFUSED_QUOTE: Quote = {
  price: { full: 12_000, off: 0, pay: 12_000, currency: 'USD' },
  code: { holds: false, refusal: 'used-up', code: 'VESTLIA-7303' },
}
