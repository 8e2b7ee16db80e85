import type { Payment, PayWith, PurchaseInput } from '#shared/contract/payments.ts'
import { until } from '../condition.ts'
import { visit, type Visited } from '../simulator/browser.ts'
import { newRequestId, purchaseOf, type Shop } from './shop.ts'

export interface Sent {
  /** The payment as it waits for the buyer. */
  readonly waiting: Payment
  /** The payment when it is over. */
  readonly ended: Promise<Payment>
  /** Gives up waiting, as the window does. */
  cancel(): Promise<void>
}

/** Sends a buyer to PayPal. */
export async function sendBuyer(
  shop: Shop,
  kind: Exclude<PayWith, 'card'>,
  purchase: Partial<PurchaseInput> = {},
): Promise<Sent> {
  const { api, eventsOf } = shop.backend
  const requestId = newRequestId()
  // The description distinguishes buyers who are sent at the same time.
  const wanted = purchaseOf({ description: `Kjøp ${requestId}`, ...purchase })
  const { price } = await api.payments.quote(wanted)
  const started = await api.payments.pay({ purchase: wanted, expect: price.pay, with: { kind }, requestId })
  let isOver = false
  const ended = shop.backend.done(Promise.resolve(started)).finally(() => void (isOver = true))
  // A refusal is looked at where the end is awaited.
  ended.catch(() => undefined)
  const found = () =>
    eventsOf('payments.onChanged').find(
      ({ payment }) => payment.buyerUrl !== null && payment.description === wanted.description,
    )
  await until('the buyer is at PayPal', () => isOver || found() !== undefined)
  const waiting = found()?.payment
  if (!waiting) throw new Error('nobody was sent to PayPal')
  return {
    waiting,
    ended,
    cancel: async () => void (await api.jobs.cancel({ jobId: started.jobId })),
  }
}

/** The simulator's page that the buyer is sent to; PayPal's card page is opened through a form of ours. */
export async function buyersPage({ waiting }: Sent): Promise<Visited> {
  const page = await visit(waiting.buyerUrl ?? '')
  return waiting.with === 'hosted' ? (await page.press('')).page : page
}

/** Decides on PayPal's page, and goes where it leads. */
export async function decide(
  page: Visited,
  decision: string,
  typed: Readonly<Record<string, string>> = {},
): Promise<void> {
  const { to } = await page.press(decision, typed)
  if (to === null) throw new Error('PayPal’s page led nowhere')
  await visit(to.href)
}

export const TYPED_CARD = { number: '4111 1111 1111 1111', expires: '12 / 31', cvv: '123' }
