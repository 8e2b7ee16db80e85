import { stateWhilePending } from '#shared/domain/payments/pending-reasons.ts'
import type { CardDetails, Outcome, Taken } from '#backend/areas/paypal/paypal.ts'
import type { OpenSite } from '#backend/storage/open-site.ts'
import type { PaymentChange, StoredPayment } from '#backend/storage/payments.ts'
import { type PaymentContext, newRequestId, orderOf } from './payment-context.ts'
import { endOf, endPending, stateAfter } from './outcomes.ts'
import { undoAtPaypal } from './reversal.ts'
import type { PaymentOperationKind } from './transition.ts'

/** A payment whose step with this number is under way. */
export interface Underway {
  readonly site: OpenSite
  readonly payment: StoredPayment
  readonly requestId: string
  readonly records: PaymentOperationKind
}

/** Reserves the money on the card, then takes it. */
export async function authorizeCard(
  context: PaymentContext,
  underway: Underway,
  card: CardDetails,
): Promise<StoredPayment> {
  const gateway = await context.gateway(underway.site, underway.payment)
  const outcome = await gateway.authorize(orderOf(underway.payment), card, underway.requestId)
  const taken = outcome.kind === 'done' ? { ...outcome, done: { ...outcome.done, captured: false } } : outcome
  return await afterAuthorization(context, underway, taken)
}

/** What follows once PayPal has reserved the money, has taken it at once, or has not. */
export async function afterAuthorization(
  context: PaymentContext,
  { site, payment, records }: Underway,
  outcome: Outcome<Taken & { readonly captured: boolean }>,
): Promise<StoredPayment> {
  const ended = endOf(outcome)
  if (outcome.kind === 'unknown')
    return await context.turn(site, payment, { ended, change: { state: 'unknown' }, records })
  if (outcome.kind !== 'done') {
    // PayPal's card page may still be open somewhere; it is looked after until its token expires.
    const change = { state: stateAfter(outcome.code), open: payment.payableUntil !== null }
    return await context.turn(site, payment, { ended, change, use: 'release', records })
  }
  const { transaction, captured, pending } = outcome.done
  if (pending !== null) {
    const number = captured ? { captureTransaction: transaction } : { authorizationTransaction: transaction }
    const change = { ...number, ...waitingAtPaypal(pending) }
    return await context.turn(site, payment, { ended: endPending(pending, outcome.pairs), change, records })
  }
  if (captured) {
    const change = { ...COMPLETED, captureTransaction: transaction }
    return await context.turn(site, payment, { ended, change, use: 'redeem', records })
  }
  const requestId = newRequestId(context)
  const authorized = await context.turn(site, payment, {
    ended,
    change: { state: 'authorized', authorizationTransaction: transaction, payableUntil: null },
    begins: { kind: 'capture', requestId },
  })
  return await capture(context, { site, payment: authorized, requestId, records })
}

/** With the money comes the redemption, in one transaction. */
export const COMPLETED = {
  state: 'completed',
  open: false,
  payableUntil: null,
  pendingReason: null,
} as const

/** PayPal has it and has not completed it: the use of the code stays held, and PayPal is asked until it has. */
export const waitingAtPaypal = (reason: string) =>
  ({
    state: stateWhilePending(reason),
    open: true,
    payableUntil: null,
    pendingReason: reason,
  }) as const satisfies PaymentChange

/**
 * Takes the money that is reserved. `foundCaptured`: an inquiry has just found it taken, under this number, and the same
 * call is made again only to receive the capture's own number; then a refusal takes nothing back.
 */
export async function capture(
  context: PaymentContext,
  underway: Underway,
  foundCaptured: string | null = null,
): Promise<StoredPayment> {
  const { site, payment, requestId, records } = underway
  const transaction = payment.authorizationTransaction
  if (transaction === null) throw new Error('a capture of nothing')
  const gateway = await context.gateway(site, payment)
  const { paidWith } = payment
  const outcome = await gateway.capture({ transaction, paidWith }, orderOf(payment), requestId)
  const ended = endOf(outcome)
  switch (outcome.kind) {
    case 'done': {
      const { transaction: captureTransaction, pending } = outcome.done
      if (pending !== null) {
        const change = { captureTransaction, ...waitingAtPaypal(pending) }
        return await context.turn(site, payment, {
          ended: endPending(pending, outcome.pairs),
          change,
          records,
        })
      }
      const change = { ...COMPLETED, captureTransaction }
      return await context.turn(site, payment, { ended, change, use: 'redeem', records })
    }
    case 'refused': {
      if (foundCaptured !== null) {
        const change = { ...COMPLETED, captureTransaction: foundCaptured }
        return await context.turn(site, payment, { ended, change, use: 'redeem', records })
      }
      // What is reserved and cannot be taken is released.
      const voidId = newRequestId(context)
      const begins = { kind: 'void', requestId: voidId } as const
      const refused = await context.turn(site, payment, { ended, begins })
      const request = { kind: 'void', why: 'not-captured', transaction, requestId: voidId, records } as const
      return await undoAtPaypal(context, site, refused, request)
    }
    case 'not-sent':
    case 'unknown':
      // The money is reserved, so the story is not over: it goes on when PayPal answers.
      return await context.turn(site, payment, { ended, change: { state: 'unknown' }, records })
  }
}
