import { type Payment, paymentSchema, type Step } from '#shared/contract/payments.ts'

export const step = (kind: Step['kind'], state: Step['state'], more: Partial<Step> = {}): Step => ({
  kind,
  state,
  code: null,
  pairs: [],
  at: '2026-03-12T08:41:00.000Z' as Step['at'],
  tookMs: state === 'running' ? null : 620,
  ...more,
})

/** US$ 120 with 25 % off, paid by card in the simulator. */
export const payment = (more: Record<string, unknown> = {}): Payment =>
  paymentSchema.parse({
    id: 1,
    at: '2026-03-12T08:41:00.000Z',
    day: '2026-03-12',
    service: 'events',
    mode: 'test',
    provider: 'payflow-pro',
    destination: 'simulator',
    with: 'card',
    card: { brand: 'visa', lastFour: '1111' },
    item: 'live-events',
    description: 'Årsoppgjør 2026, seminar',
    price: { full: 12000, off: 3000, pay: 9000, currency: 'USD' },
    code: { id: 7, code: 'VAAR-25' },
    state: 'completed',
    steps: [],
    buyerUrl: null,
    pendingReason: null,
    canVoid: false,
    asksAgainAt: null,
    ...more,
  })
