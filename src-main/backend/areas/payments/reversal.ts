import type { PaymentState } from '#shared/contract/payments.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import type { AnswerCode } from '#shared/domain/payments/answer-codes.ts'
import { decidesEarlier } from '#backend/areas/paypal/paypal.ts'
import type { OpenSite } from '#backend/storage/open-site.ts'
import type { StoredPayment, StoredStep } from '#backend/storage/payments.ts'
import { type PaymentContext, newRequestId, orderOf } from './payment-context.ts'
import { endOf } from './outcomes.ts'
import { isOver, type PaymentOperationKind } from './transition.ts'

/**
 * Why money goes back: a person asked for it, what is reserved could not be taken, PayPal holds it for a review, or
 * somebody paid on a page of PayPal's after the payment had been given up here.
 */
export type Why = 'requested' | 'not-captured' | 'held' | 'paid-too-late'

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
const isRefundedInstead = (code: AnswerCode, why: Why): boolean =>
  REFUND_INSTEAD.includes(code) && (why !== 'not-captured' || code === 'type-not-supported')

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
      ? await gateway.void({ transaction }, requestId)
      : await gateway.refund({ transaction }, orderOf(payment), requestId)
  const ended = endOf(outcome)
  const isLost =
    outcome.kind === 'refused' &&
    outcome.code === 'original-not-found' &&
    // The simulator forgets everything when it ends: the payment is no longer there.
    payment.destination === 'simulator'
  if (outcome.kind === 'done' || isLost) {
    const change = { state: stateUndone(payment, kind, why), open: false, payableUntil: null }
    return await context.turn(site, payment, { ended, change, use: 'give-back', records })
  }
  if (outcome.kind === 'refused' && kind === 'void' && isRefundedInstead(outcome.code, why)) {
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
  // A completed payment stays one, if it is certain that nothing has given it back.
  const isDecided =
    outcome.kind === 'refused'
      ? !again || decidesEarlier(outcome.code)
      : outcome.kind === 'not-sent' && !again
  if (isDecided && why === 'requested')
    return await context.turn(site, payment, {
      ended,
      change: { state: 'completed', open: false, payableUntil: null },
    })
  // Nobody knows, or the money is still there and must not be: PayPal is asked again later.
  const change = why === 'paid-too-late' ? {} : { state: 'unknown' as const }
  return await context.turn(site, payment, { ended: { ...ended, state: 'unknown' }, change, records })
}

function stateUndone({ state }: StoredPayment, kind: 'void' | 'refund', why: Why): PaymentState {
  if (why === 'paid-too-late') return state
  if (why === 'not-captured' || why === 'held') return 'declined'
  return kind === 'void' ? 'voided' : 'refunded'
}

/** A void or refund whose answer is missing, if that is what the payment waits for. */
export function pendingUndo(steps: readonly StoredStep[]): StoredStep | undefined {
  const last = steps.findLast(({ kind }) => kind === 'void' || kind === 'refund')
  return last && (last.state === 'running' || last.state === 'unknown') ? last : undefined
}

export function whyUndone(payment: StoredPayment, steps: readonly StoredStep[]): Why {
  if (isOver(payment.state) && payment.state !== 'completed') return 'paid-too-late'
  if (payment.captureTransaction !== null) return 'requested'
  if (steps.some(({ kind, state }) => kind === 'capture' && state === 'refused')) return 'not-captured'
  return steps.some(({ code }) => code === 'held-for-review') ? 'held' : 'requested'
}

/**
 * Reverses a completed payment at a person's request; repeating it changes nothing.
 * @throws Refusal 'payments.not-reversible'
 */
export async function reversePayment(
  context: PaymentContext,
  site: OpenSite,
  payment: StoredPayment,
): Promise<StoredPayment> {
  const { id, state, pay, captureTransaction: transaction } = payment
  if (state === 'voided' || state === 'refunded') return payment
  if (state !== 'completed') throw new Refusal('payments.not-reversible', { id, state })
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
