import type { AnswerCode, Destination } from '#shared/domain/payments/answer-codes.ts'
import type { Look } from '../payflow/payflow-types.ts'
import type { RestClient, RestOrder } from '../rest/rest-types.ts'
import type { Found, Gateway, Outcome } from './gateway.ts'
import { notOffered } from './not-offered.ts'

/** An order that PayPal does not know any more was never paid. */
const GONE: readonly AnswerCode[] = ['original-not-found', 'token-expired', 'token-invalid']

/** PayPal Checkout over REST: an order that the buyer approves and that is captured at once. */
export function restGateway(client: RestClient, destination: Destination, look: Look): Gateway {
  return {
    destination,
    check: () => client.check(),
    authorize: notOffered,
    capture: ({ transaction }, { amount }, requestId) => client.capture(transaction, amount, requestId),
    // What was captured is refunded; nothing else comes to stand here.
    void: notOffered,
    refund: ({ transaction }, { amount }, requestId) => client.refund(transaction, amount, requestId),
    startExpress: (order, addresses, requestId) =>
      client.createOrder(order, addresses, 'sale', look, requestId),

    async finishExpress(_order, { token }, _returned, requestId) {
      const paid = await client.captureOrder(token, requestId)
      return paid.kind === 'done'
        ? { ...paid, done: { transaction: paid.done.transaction, captured: true } }
        : paid
    },

    startHosted: notOffered,
    finishHosted: notOffered,
    inquire: (_order, token) => foundByOrder(client, token),
  }
}

async function foundByOrder(client: RestClient, token: string | null): Promise<Outcome<Found>> {
  if (token === null) return { kind: 'done', done: { state: 'none' }, pairs: [] }
  const order = await client.order(token)
  if (order.kind === 'done') return { ...order, done: found(order.done) }
  if (order.kind === 'refused' && GONE.includes(order.code))
    return { kind: 'done', done: { state: 'none' }, pairs: order.pairs }
  return order
}

const found = ({ payment, capture, authorization }: RestOrder): Found =>
  payment === 'none' ? { state: 'none' } : { state: payment, transaction: capture ?? authorization ?? '' }
