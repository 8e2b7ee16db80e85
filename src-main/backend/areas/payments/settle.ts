import type { Found, Outcome } from '#backend/areas/paypal/paypal.ts'
import type { OpenSite } from '#backend/storage/open-site.ts'
import type { StoredPayment, StoredStep } from '#backend/storage/payments.ts'
import { capture, COMPLETED, waitingAtPaypal } from './charge.ts'
import { type PaymentContext, newRequestId, orderOf } from './payment-context.ts'
import { endOf, endPending } from './outcomes.ts'
import { OVER, pendingUndo, stateUndone, undoAtPaypal, whyUndone } from './reversal.ts'
import { isOver } from './transition.ts'

/**
 * A call reaches PayPal, and is decided there, within this time from its start: sent at most three times with pauses of
 * seconds between, the last time with a time limit of its own. Before that, "no such payment" may only mean "not yet".
 */
export const NONE_IS_FINAL_MS = 180_000

const records = 'resolve-payment' as const

/**
 * Finds out at PayPal what happened to a payment that was left open, by a lost answer or the end of the program, and
 * brings it to its end. What is reserved is taken: that is what the buyer asked for.
 * @throws Refusal 'secrets.locked', 'commerce.incomplete' while PayPal cannot be asked
 */
export async function settlePayment(
  context: PaymentContext,
  site: OpenSite,
  given: StoredPayment,
): Promise<StoredPayment> {
  if (!given.open || context.waiting.has(given.reference)) return given
  const payment = await endInterrupted(context, site, given)
  const { steps } = payment
  if (!wasSent(payment)) return await neverSent(context, site, payment)

  const gateway = await context.gateway(site, payment)
  const requestId = newRequestId(context)
  const isQuiet = isOver(payment.state) && payment.state !== 'completed'
  const asking = isQuiet ? payment : await beginInquiry(context, site, payment, requestId)
  const found = await gateway.inquire(orderOf(payment), payment.token, requestId)
  if (isQuiet) return await afterGivingUp(context, site, asking, steps, found)
  if (found.kind !== 'done') {
    const change = { state: 'unknown' } as const
    return await context.turn(site, asking, { ended: endOf(found), change })
  }
  return await follow(context, site, { payment: asking, steps, found })
}

/** What was running when the program ended has no answer. */
async function endInterrupted(
  context: PaymentContext,
  site: OpenSite,
  payment: StoredPayment,
): Promise<StoredPayment> {
  if (payment.steps.at(-1)?.state !== 'running') return payment
  return await context.turn(site, payment, { ended: { state: 'unknown', code: 'connection-lost' } })
}

/** Whether anything that can move money was sent, or the buyer was given a page of PayPal's that takes a card. */
const wasSent = ({ payableUntil, steps }: StoredPayment): boolean =>
  payableUntil !== null || steps.some(({ kind }) => kind === 'authorize' || kind === 'sale')

async function neverSent(
  context: PaymentContext,
  site: OpenSite,
  payment: StoredPayment,
): Promise<StoredPayment> {
  const state = payment.state === 'waiting-for-buyer' ? 'cancelled' : 'failed'
  return await context.turn(site, payment, { change: { state, open: false }, use: 'release', records })
}

/** Asking again and again is one step, not many. */
async function beginInquiry(
  context: PaymentContext,
  site: OpenSite,
  payment: StoredPayment,
  requestId: string,
): Promise<StoredPayment> {
  const instead = payment.steps.at(-1)?.kind === 'inquire'
  return await context.turn(site, payment, { begins: { kind: 'inquire', requestId }, instead })
}

interface Answer {
  readonly payment: StoredPayment
  /** As they were before the inquiry. */
  readonly steps: readonly StoredStep[]
  readonly found: Extract<Outcome<Found>, { kind: 'done' }>
}

async function follow(context: PaymentContext, site: OpenSite, answer: Answer): Promise<StoredPayment> {
  const { payment, steps, found } = answer
  const ended = endOf(found)
  const { state } = found.done
  const undo = pendingUndo(steps)
  switch (state) {
    case 'none':
      return await afterNone(context, site, answer)
    case 'voided':
    case 'refunded': {
      const kind = state === 'voided' ? 'void' : 'refund'
      const change = { ...OVER, state: stateUndone(payment, kind, whyUndone(payment, steps)) }
      return await context.turn(site, payment, { ended, change, use: 'give-back', records })
    }
    case 'declined': {
      const change = { ...OVER, state }
      return await context.turn(site, payment, { ended, change, use: 'release', records })
    }
    case 'refunding':
      return await waitForRefund(context, site, answer)
    case 'pending':
      if (!undo) return await waitForPaypal(context, site, answer, found.done)
      return payment.paidWith === 'express'
        ? await waitForRefund(context, site, answer)
        : await undoAgain(context, site, answer, undo)
    case 'authorized':
      return undo
        ? await undoAgain(context, site, answer, undo)
        : await finish(context, site, answer, found.done.transaction)
    case 'captured': {
      if (!undo) return await finish(context, site, answer, found.done.transaction)
      if (whyUndone(payment, steps) === 'requested') return await undoAgain(context, site, answer, undo)
      // Taken after all, which is what the buyer asked for; but not while the call that releases it may still arrive.
      return context.clock.now() < undo.at + NONE_IS_FINAL_MS
        ? await context.turn(site, payment, { ended, change: { state: 'unknown' } })
        : await finish(context, site, answer, found.done.transaction)
    }
  }
}

/** PayPal gives it back, and has not done so yet: until then it is paid. */
const waitForRefund = (context: PaymentContext, site: OpenSite, { payment, found }: Answer) =>
  context.turn(site, payment, {
    ended: { ...endOf(found), state: 'pending', code: 'in-progress' },
    change: { state: 'pending' },
  })

/** PayPal has it and has not completed it. Its number is kept as what it is: of a reservation, or of a payment. */
async function waitForPaypal(
  context: PaymentContext,
  site: OpenSite,
  { payment, found }: Answer,
  { transaction, reason }: { readonly transaction: string; readonly reason: string },
): Promise<StoredPayment> {
  const { authorizationTransaction, captureTransaction, paidWith } = payment
  const isNumbered = authorizationTransaction !== null || captureTransaction !== null || transaction === ''
  const number =
    paidWith === 'express' ? { captureTransaction: transaction } : { authorizationTransaction: transaction }
  return await context.turn(site, payment, {
    ended: endPending(reason, found.pairs),
    change: { ...(isNumbered ? {} : number), ...waitingAtPaypal(reason) },
    // What is asked again and again is recorded once.
    records: payment.pendingReason === reason ? undefined : records,
  })
}

/** The same call once more: where the first one arrived, PayPal repeats its answer. What PayPal gave up is a new call. */
async function undoAgain(
  context: PaymentContext,
  site: OpenSite,
  { payment, steps, found }: Answer,
  { kind, requestId, state }: StoredStep,
): Promise<StoredPayment> {
  const known = payment.captureTransaction ?? payment.authorizationTransaction
  const transaction = known ?? ('transaction' in found.done ? found.done.transaction : '')
  const isSame = requestId !== null && state !== 'pending'
  const id = isSame ? requestId : newRequestId(context)
  const step = kind === 'refund' ? 'refund' : 'void'
  const begun = await context.turn(site, payment, {
    ended: endOf(found),
    begins: { kind: step, requestId: id },
  })
  const why = whyUndone(payment, steps)
  return await undoAtPaypal(context, site, begun, {
    kind: step,
    why,
    transaction,
    requestId: id,
    again: isSame,
    records,
  })
}

/** Reserved: takes it. Taken: asks for the capture's own number where that is not known, and redeems. */
async function finish(
  context: PaymentContext,
  site: OpenSite,
  { payment, steps, found }: Answer,
  transaction: string,
): Promise<StoredPayment> {
  const ended = endOf(found)
  const captureStep = steps.findLast(({ kind }) => kind === 'capture')
  const isCaptured = found.done.state === 'captured'
  // Asked by its own number, a capture says it; one that was refused has none.
  if (isCaptured && captureStep?.state !== 'running' && captureStep?.state !== 'unknown') {
    const change = { ...COMPLETED, captureTransaction: payment.captureTransaction ?? transaction }
    return await context.turn(site, payment, { ended, change, use: 'redeem', records })
  }
  const requestId = captureStep?.requestId ?? newRequestId(context)
  const begun = await context.turn(site, payment, {
    ended,
    change: {
      state: 'authorized',
      authorizationTransaction: payment.authorizationTransaction ?? transaction,
      payableUntil: null,
    },
    begins: { kind: 'capture', requestId },
  })
  const underway = { site, payment: begun, requestId, records }
  return await capture(context, underway, isCaptured ? transaction : null)
}

/** PayPal knows nothing of it: final once nothing can arrive any more, and no page that takes a card is left. */
async function afterNone(
  context: PaymentContext,
  site: OpenSite,
  { payment, steps }: Answer,
): Promise<StoredPayment> {
  const ended = { state: 'refused', code: 'original-not-found' } as const
  const sent = steps.findLast(({ kind }) => kind === 'authorize' || kind === 'sale')
  const final = Math.max((sent?.at ?? payment.at) + NONE_IS_FINAL_MS, payment.payableUntil ?? 0)
  const wasTaken = payment.captureTransaction !== null || payment.authorizationTransaction !== null
  if (wasTaken && payment.destination !== 'simulator')
    // PayPal has said that there is one. Rather ask again than believe that it is gone.
    return await context.turn(site, payment, { ended, change: { state: 'unknown' } })
  if (wasTaken && pendingUndo(steps)) {
    const change = { ...OVER, state: stateUndone(payment, 'void', 'requested') }
    return await context.turn(site, payment, { ended, change, use: 'give-back', records })
  }
  if (!wasTaken && context.clock.now() < final)
    return await context.turn(site, payment, { ended, change: { state: 'unknown' } })
  const state = sent ? 'failed' : 'cancelled'
  const change = { ...OVER, state } as const
  return await context.turn(site, payment, { ended, change, use: 'release', records })
}

/** A page of PayPal's that was given up here may still take a card: what is paid there is released again. */
async function afterGivingUp(
  context: PaymentContext,
  site: OpenSite,
  payment: StoredPayment,
  steps: readonly StoredStep[],
  found: Outcome<Found>,
): Promise<StoredPayment> {
  if (found.kind !== 'done') return payment
  const { done } = found
  if (done.state === 'refunding') return payment
  // What PayPal holds of a page that was given up is released, too.
  if (done.state === 'authorized' || done.state === 'captured' || done.state === 'pending') {
    const undo = pendingUndo(steps)
    const kind = undo?.kind === 'refund' ? 'refund' : 'void'
    const requestId = undo?.requestId ?? newRequestId(context)
    const begun = await context.turn(site, payment, { begins: { kind, requestId } })
    const { transaction } = done
    return await undoAtPaypal(context, site, begun, {
      kind,
      why: 'paid-too-late',
      transaction,
      requestId,
      records,
    })
  }
  const isOpen = done.state === 'none' && context.clock.now() < (payment.payableUntil ?? 0)
  if (isOpen) return payment
  return await context.turn(site, payment, { change: OVER })
}
