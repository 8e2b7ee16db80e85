import { isRefusal } from '#shared/contract/refusal.ts'
import type { AnswerCode } from '#shared/domain/payments/answer-codes.ts'
import type { BuyerStart, Expected, Returned } from '#backend/areas/paypal/paypal.ts'
import type { OpenSite } from '#backend/storage/open-site.ts'
import type { StoredPayment } from '#backend/storage/payments.ts'
import { afterAuthorization } from './charge.ts'
import { type PaymentContext, newRequestId, orderOf } from './payment-context.ts'
import { endOf } from './outcomes.ts'

const MINUTE = 60_000
/** So long a use of the code is kept for a buyer who is at PayPal. */
export const BUYER_MS = 30 * MINUTE
/** PayPal's card page ends after 30 minutes; a payment that was sent then may need a little longer. */
export const PAYABLE_MS = 33 * MINUTE

/** A payment whose buyer is at PayPal now. */
export interface AtBuyer {
  readonly payment: StoredPayment
  readonly start: BuyerStart
  readonly expected: Expected
}

/** Asks PayPal for the page on which the buyer goes on; nothing can be charged before that. */
export async function sendToPaypal(
  context: PaymentContext,
  site: OpenSite,
  payment: StoredPayment,
  requestId: string,
): Promise<StoredPayment | AtBuyer> {
  const gateway = await context.gateway(site, payment)
  const expected = await context.returns.expect({ lifetimeMs: BUYER_MS })
  const isHosted = payment.paidWith === 'hosted'
  const begin = isHosted ? gateway.startHosted : gateway.startExpress
  const outcome = await begin(orderOf(payment), expected, requestId)
  if (outcome.kind !== 'done') {
    expected.close()
    const ended = { ...endOf(outcome), state: 'refused' } as const
    const change = { state: 'failed', open: false } as const
    return await context.turn(site, payment, { ended, change, use: 'release', records: 'pay-test' })
  }
  const start = outcome.done
  const { buyerUrl, form, token } = start
  context.waiting.set(payment.reference, form ? expected.start({ action: buyerUrl, fields: form }) : buyerUrl)
  const sent = await context.turn(site, payment, {
    ended: endOf(outcome),
    change: {
      state: 'waiting-for-buyer',
      // PayPal's card page is opened with a secret, which is stored nowhere.
      ...(isHosted ? { payableUntil: context.clock.now() + PAYABLE_MS } : { token }),
    },
    begins: { kind: 'buyer-approves', requestId: null },
  })
  return { payment: sent, start, expected }
}

type Back = { readonly returned: Returned } | { readonly gaveUp: AnswerCode }

/** Waits until the buyer is back, turns round, or time is up. To abort is to give up. */
export async function waitForBuyer({ expected }: AtBuyer, signal: AbortSignal): Promise<Back> {
  try {
    const end = await expected.wait(signal)
    if (end === 'cancelled') return { gaveUp: 'buyer-cancelled' }
    return end === 'expired' ? { gaveUp: 'token-expired' } : { returned: end }
  } catch (error) {
    if (isRefusal(error, 'job.cancelled')) return { gaveUp: 'buyer-cancelled' }
    throw error
  } finally {
    expected.close()
  }
}

/** Goes on when the buyer is back, where the site is still the one that the payment belongs to. */
export async function afterBuyer(
  context: PaymentContext,
  site: OpenSite,
  { payment: { id, reference }, start }: AtBuyer,
  back: Back,
): Promise<StoredPayment | null> {
  context.waiting.delete(reference)
  const payment = await site.storage.payments.find(id)
  if (payment?.reference !== reference) return null
  const isHosted = payment.paidWith === 'hosted'
  // Whoever paid on PayPal's card page and did not come back, has paid: PayPal is asked.
  const mayHavePaid = isHosted && 'gaveUp' in back && back.gaveUp === 'token-expired'
  if ('gaveUp' in back && !mayHavePaid) {
    const ended = { state: 'refused', code: back.gaveUp } as const
    // PayPal's card page may still take the card; it is looked after until it ends.
    const change = { state: 'cancelled', open: isHosted } as const
    return await context.turn(site, payment, { ended, change, use: 'release', records: 'pay-test' })
  }
  const requestId = newRequestId(context)
  const begins = { kind: isHosted ? 'authorize' : 'sale', requestId } as const
  const ended = mayHavePaid
    ? ({ state: 'unknown', code: 'token-expired' } as const)
    : { state: 'done' as const }
  const begun = await context.turn(site, payment, { ended, begins })
  const gateway = await context.gateway(site, begun)
  const finish = isHosted ? gateway.finishHosted : gateway.finishExpress
  const outcome = await finish(orderOf(begun), start, 'returned' in back ? back.returned : {}, requestId)
  return await afterAuthorization(context, { site, payment: begun, requestId, records: 'pay-test' }, outcome)
}
