import type { PaymentState } from '#shared/contract/payments.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import type { AnswerCode } from '#shared/domain/payments/answer-codes.ts'
import { stateWhilePending } from '#shared/domain/payments/pending-reasons.ts'
import { decidesEarlier } from '#backend/areas/paypal/paypal.ts'
import type { OpenSite } from '#backend/storage/open-site.ts'
import type { PaymentChange, StoredPayment, StoredStep } from '#backend/storage/payments.ts'
import { type PaymentContext, newRequestId, orderOf } from './payment-context.ts'
import { endOf } from './outcomes.ts'
import { isOver, type PaymentOperationKind } from './transition.ts'

/**
 * Why money goes back: a person asked for it, what is reserved could not be taken, or somebody paid on a page of PayPal's
 * after the payment had been given up here.
 */
export type Why = 'requested' | 'not-captured' | 'paid-too-late'

export interface UndoRequest {
  readonly kind: 'void' | 'refund'
  readonly why: Why
  readonly transaction: string
  readonly requestId: string
  /** The same call was sent before, and its answer was lost. */
  readonly again?: boolean
  readonly records: PaymentOperationKind | undefined
}

/** Voids what PayPal has not settled yet: no fee, no trace on the buyer's statement. What it refuses so is refunded. */
const REFUND_INSTEAD: readonly AnswerCode[] = ['cannot-void', 'already-captured', 'type-not-supported']

/** An authorization that can be neither taken nor voided was taken before: an inquiry says so, and nothing is given back. */
const isRefundedInstead = ({ pendingReason }: StoredPayment, code: AnswerCode, why: Why): boolean =>
  // Of what PayPal has not completed, nothing has been taken.
  pendingReason === null &&
  REFUND_INSTEAD.includes(code) &&
  (why !== 'not-captured' || code === 'type-not-supported')

/** Voids or refunds; the step is under way already. The use of the code is given back with PayPal's yes. */
export async function undoAtPaypal(
  context: PaymentContext,
  site: OpenSite,
  payment: StoredPayment,
  request: UndoRequest,
): Promise<StoredPayment> {
  const { kind, why, transaction, requestId, again = false, records } = request
  const gateway = await context.gateway(site, payment)
  const outcome =
    kind === 'void'
      ? await gateway.void({ transaction, paidWith: payment.paidWith }, requestId)
      : await gateway.refund({ transaction, paidWith: payment.paidWith }, orderOf(payment), requestId)
  if (outcome.kind === 'done' && 'pending' in outcome.done && outcome.done.pending !== null)
    return await context.turn(site, payment, {
      ended: { state: 'pending', code: 'in-progress', pairs: outcome.pairs },
      change: why === 'paid-too-late' ? {} : { state: 'pending' },
      records,
    })
  const ended = endOf(outcome)
  const isLost =
    outcome.kind === 'refused' &&
    outcome.code === 'original-not-found' &&
    // The simulator forgets everything when it ends: the payment is no longer there.
    payment.destination === 'simulator'
  if (outcome.kind === 'done' || isLost) {
    const change = { ...OVER, state: stateUndone(payment, kind, why) }
    return await context.turn(site, payment, { ended, change, use: 'give-back', records })
  }
  if (outcome.kind === 'refused' && kind === 'void' && isRefundedInstead(payment, outcome.code, why)) {
    const refundId = newRequestId(context)
    const instead = outcome.code === 'type-not-supported'
    const begins = { kind: 'refund', requestId: refundId } as const
    const next = await context.turn(site, payment, instead ? { begins, instead } : { ended, begins })
    return await undoAtPaypal(context, site, next, {
      ...request,
      kind: 'refund',
      requestId: refundId,
      again: false,
    })
  }
  // What was there stays as it was, if it is certain that nothing has given it back.
  const isDecided =
    outcome.kind === 'refused'
      ? !again || decidesEarlier(outcome.code)
      : outcome.kind === 'not-sent' && !again
  if (isDecided && why === 'requested')
    return await context.turn(site, payment, { ended, change: unchanged(payment) })
  // Nobody knows, or the money is still there and must not be: PayPal is asked again later.
  const change = why === 'paid-too-late' ? {} : { state: 'unknown' as const }
  return await context.turn(site, payment, { ended: { ...ended, state: 'unknown' }, change, records })
}

/** What ends a payment for good. */
export const OVER = { open: false, payableUntil: null, pendingReason: null } as const

/** What could not be reversed is completed, or waits at PayPal as before. */
function unchanged({ pendingReason, captureTransaction }: StoredPayment): PaymentChange {
  if (pendingReason !== null) return { state: stateWhilePending(pendingReason), open: true }
  return captureTransaction === null
    ? { state: 'unknown', open: true }
    : { state: 'completed', open: false, payableUntil: null }
}

/** A payment that went through is voided or refunded; one that PayPal had not completed never came to anything. */
export function stateUndone(payment: StoredPayment, kind: 'void' | 'refund', why: Why): PaymentState {
  if (why === 'paid-too-late') return payment.state
  if (why === 'not-captured') return 'declined'
  if (payment.pendingReason !== null) return 'cancelled'
  return kind === 'void' ? 'voided' : 'refunded'
}

/** A void or refund whose answer is missing, or that PayPal has not made yet, if that is what the payment waits for. */
export function pendingUndo(steps: readonly StoredStep[]): StoredStep | undefined {
  const last = steps.findLast(({ kind }) => kind === 'void' || kind === 'refund')
  return last && ['running', 'unknown', 'pending'].includes(last.state) ? last : undefined
}

export function whyUndone(payment: StoredPayment, steps: readonly StoredStep[]): Why {
  if (isOver(payment.state) && payment.state !== 'completed') return 'paid-too-late'
  if (payment.captureTransaction !== null) return 'requested'
  const wasRefused = steps.some(({ kind, state }) => kind === 'capture' && state === 'refused')
  return wasRefused ? 'not-captured' : 'requested'
}

/**
 * Whether what PayPal has not completed can be released: PayPal voids authorizations, and what is paid through the login
 * is a sale.
 */
export const canVoid = ({ state, pendingReason, paidWith }: StoredPayment): boolean =>
  (state === 'pending' || state === 'under-review') && pendingReason !== null && paidWith !== 'express'

/**
 * Reverses a completed payment at a person's request, or one that PayPal has not completed; repeating it changes nothing.
 * @throws Refusal 'payments.not-reversible'
 */
export async function reversePayment(
  context: PaymentContext,
  site: OpenSite,
  payment: StoredPayment,
): Promise<StoredPayment> {
  const { id, state, pay, authorizationTransaction, captureTransaction } = payment
  if (state === 'voided' || state === 'refunded') return payment
  if (state !== 'completed' && !canVoid(payment)) throw new Refusal('payments.not-reversible', { id, state })
  const transaction = captureTransaction ?? (state === 'completed' ? null : authorizationTransaction)
  const records = 'reverse-payment'
  if (pay === 0 || transaction === null)
    return await context.turn(site, payment, { change: { state: 'voided' }, use: 'give-back', records })
  const requestId = newRequestId(context)
  const begins = { kind: 'void', requestId } as const
  const begun = await context.turn(site, payment, { begins, change: { open: true } })
  return await undoAtPaypal(context, site, begun, {
    kind: 'void',
    why: 'requested',
    transaction,
    requestId,
    records,
  })
}
