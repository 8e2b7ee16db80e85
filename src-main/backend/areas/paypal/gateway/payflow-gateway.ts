import type { PayWith } from '#shared/contract/payments.ts'
import type { Destination } from '#shared/domain/payments/answer-codes.ts'
import type { Look, PayflowClient, Tender } from '../payflow/payflow-types.ts'
import type { Gateway, Outcome, Taken } from './gateway.ts'
import { notOffered } from './not-offered.ts'

/** Payflow Pro and Website Payments Pro: cards, PayPal's own card page, and Express Checkout through Payflow. */
export function payflowGateway(client: PayflowClient, destination: Destination, look: Look): Gateway {
  return {
    destination,
    check: (requestId) => client.check(requestId),
    authorize: (order, card, requestId) => client.authorize(order, card, requestId),
    capture: ({ transaction, paidWith }, order, requestId) =>
      client.capture(transaction, order, tenderOf(paidWith), requestId),
    // Through the login a payment is a sale at once, and PayPal voids none.
    void: ({ transaction, paidWith }, requestId) =>
      paidWith === 'express' ? notOffered() : client.void(transaction, tenderOf(paidWith), requestId),
    refund: ({ transaction, paidWith }, { amount }, requestId) =>
      client.refund(transaction, amount, tenderOf(paidWith), requestId),
    startExpress: (order, addresses, requestId) =>
      client.startExpress(order, addresses, 'sale', look, requestId),

    async finishExpress(order, { token }, _returned, requestId) {
      const details = await client.expressDetails(token, 'sale', `${requestId}g`)
      // Only a question failed: no money can have moved yet.
      if (details.kind === 'unknown') return { ...details, kind: 'not-sent' }
      if (details.kind !== 'done') return details
      const { payerId } = details.done
      if (payerId === null) return { kind: 'refused', code: 'buyer-not-approved', pairs: details.pairs }
      return captured(await client.finishExpress(order, token, payerId, 'sale', requestId))
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
        case 'captured': {
          const { transaction, state } = done
          return { kind: 'done', done: { transaction, captured: state === 'captured', pending: null }, pairs }
        }
        case 'pending': {
          const { transaction, reason } = done
          return { kind: 'done', done: { transaction, captured: false, pending: reason }, pairs }
        }
        case 'none':
          return { kind: 'refused', code: 'buyer-not-approved', pairs }
        case 'voided':
        case 'refunding':
        case 'refunded':
        case 'declined':
          return { kind: 'refused', code: 'declined', pairs }
      }
    },

    inquire: ({ reference }, _token, requestId) => client.inquire({ reference }, requestId),
  }
}

const tenderOf = (paidWith: PayWith): Tender => (paidWith === 'express' ? 'P' : 'C')

const captured = (paid: Outcome<Taken>): Outcome<Taken & { captured: boolean }> =>
  paid.kind === 'done' ? { ...paid, done: { ...paid.done, captured: true } } : paid
