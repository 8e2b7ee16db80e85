import type { AnswerPair, Destination } from '#shared/domain/payments/answer-codes.ts'
import type { Look, PayflowClient, PayflowPaid } from '../payflow/payflow-types.ts'
import type { AtPaypal, Gateway, Outcome } from './gateway.ts'

/** Payflow Pro and Website Payments Pro: cards, PayPal's own card page, and Express Checkout through Payflow. */
export function payflowGateway(client: PayflowClient, destination: Destination, look: Look): Gateway {
  return {
    destination,
    check: (requestId) => client.check(requestId),
    authorize: async (order, card, requestId) =>
      await withoutHeld(client, await client.authorize(order, card, requestId), requestId),
    capture: async ({ transaction }, order, requestId) =>
      withoutPending(await client.capture(transaction, order, requestId)),
    void: ({ transaction }, requestId) => client.void(transaction, requestId),
    refund: ({ transaction }, { amount }, requestId) => client.refund(transaction, amount, requestId),
    startExpress: (order, addresses, requestId) =>
      client.startExpress(order, addresses, 'sale', look, requestId),

    async finishExpress(order, { token }, _returned, requestId) {
      const details = await client.expressDetails(token, 'sale', `${requestId}g`)
      // Only a question failed: no money can have moved yet.
      if (details.kind === 'unknown') return { ...details, kind: 'not-sent' }
      if (details.kind !== 'done') return details
      const { payerId } = details.done
      if (payerId === null) return { kind: 'refused', code: 'buyer-not-approved', pairs: details.pairs }
      const paid = await client.finishExpress(order, token, payerId, 'sale', requestId)
      return captured(await withoutHeld(client, paid, requestId))
    },

    startHosted: (order, addresses, requestId) =>
      client.startHosted(order, addresses, 'authorization', look, requestId),

    async finishHosted(order, _start, _returned, requestId) {
      const found = await client.inquire({ reference: order.reference }, requestId)
      // A question that was not answered says nothing about the money.
      if (found.kind !== 'done') return { ...found, kind: 'unknown' }
      const { done, pairs } = found
      switch (done.state) {
        case 'authorized':
        case 'captured':
          return {
            kind: 'done',
            done: { transaction: done.transaction, captured: done.state === 'captured' },
            pairs,
          }
        case 'held':
          return await released(client, done.transaction, pairs, requestId)
        case 'pending':
          return { kind: 'unknown', code: 'held-for-review', pairs }
        case 'none':
          return { kind: 'refused', code: 'buyer-not-approved', pairs }
        case 'voided':
        case 'refunded':
        case 'declined':
          return { kind: 'refused', code: 'declined', pairs }
      }
    },

    inquire: ({ reference }, _token, requestId) => client.inquire({ reference }, requestId),
  }
}

/**
 * What PayPal holds for a review of its own (RESULT 126, 127) is no payment for a buyer who waits: the reserved money is
 * released again.
 */
async function withoutHeld(
  client: PayflowClient,
  paid: Outcome<PayflowPaid>,
  requestId: string,
): Promise<Outcome<PayflowPaid>> {
  if (paid.kind !== 'done') return paid
  return paid.done.held
    ? await released(client, paid.done.transaction, paid.pairs, requestId)
    : withoutPending(paid)
}

/** Releases what is held, under a number that belongs to the call, so that a repeat releases nothing twice. */
async function released(
  client: PayflowClient,
  transaction: string,
  pairs: readonly AnswerPair[],
  requestId: string,
): Promise<Outcome<never>> {
  const voided = await client.void(transaction, `${requestId}v`)
  return voided.kind === 'done'
    ? { kind: 'refused', code: 'held-for-review', pairs }
    : { kind: 'unknown', code: 'held-for-review', pairs }
}

/** What PayPal has approved, and has not been paid yet, is no payment before an inquiry says so. */
const withoutPending = (paid: Outcome<PayflowPaid>): Outcome<PayflowPaid> =>
  paid.kind === 'done' && paid.done.pending
    ? { kind: 'unknown', code: 'held-for-review', pairs: paid.pairs }
    : paid

const captured = (paid: Outcome<AtPaypal>): Outcome<AtPaypal & { captured: boolean }> =>
  paid.kind === 'done' ? { ...paid, done: { ...paid.done, captured: true } } : paid
