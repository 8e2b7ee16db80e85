import type { AnswerCode, AnswerPair, Destination } from '#shared/domain/payments/answer-codes.ts'
import type { Look } from '../payflow/payflow-types.ts'
import type { RestClient, RestOrder } from '../rest/rest-types.ts'
import { isUnlisted } from './decided.ts'
import type { Found, Gateway, Outcome, Taken } from './gateway.ts'
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
    // What was captured is refunded; there is never anything else here.
    void: notOffered,
    refund: ({ transaction }, _order, requestId) => client.refund(transaction, null, requestId),
    startExpress: (order, addresses, requestId) =>
      client.createOrder(order, addresses, 'sale', look, requestId),

    async finishExpress(_order, { token }, _returned, requestId) {
      const paid = await client.captureOrder(token, requestId)
      if (paid.kind === 'unknown' || (paid.kind === 'refused' && isUnlisted(paid.code)))
        return await paidAs(client, token, paid)
      return paid.kind === 'done' ? captured(paid.done, paid.pairs) : paid
    },

    startHosted: notOffered,
    finishHosted: notOffered,
    inquire: (_order, token) => foundByOrder(client, token),
  }
}

type Captured = Outcome<Taken & { captured: boolean }>

const captured = (taken: Taken, pairs: readonly AnswerPair[]): Captured => ({
  kind: 'done',
  done: { ...taken, captured: true },
  pairs,
})

/** Asks PayPal whether the order was captured after all; what that does not decide is left to the settlement. */
async function paidAs(
  client: RestClient,
  token: string,
  paid: Extract<Outcome<never>, { kind: 'unknown' | 'refused' }>,
): Promise<Captured> {
  const order = await client.order(token)
  if (order.kind !== 'done') return { ...paid, kind: 'unknown' }
  const { payment, capture, pendingCapture, reason } = order.done
  if (payment === 'captured' && capture !== null)
    return captured({ transaction: capture, pending: null }, order.pairs)
  if (payment === 'pending' && pendingCapture !== null)
    return captured({ transaction: pendingCapture, pending: reason }, order.pairs)
  // Without a payment of the order, a refusal is final.
  return payment === 'none' ? paid : { ...paid, kind: 'unknown' }
}

async function foundByOrder(client: RestClient, token: string | null): Promise<Outcome<Found>> {
  if (token === null) return { kind: 'done', done: { state: 'none' }, pairs: [] }
  const order = await client.order(token)
  if (order.kind === 'done') return { ...order, done: found(order.done) }
  if (order.kind === 'refused' && GONE.includes(order.code))
    return { kind: 'done', done: { state: 'none' }, pairs: order.pairs }
  return order
}

function found({ payment, capture, pendingCapture, authorization, reason }: RestOrder): Found {
  if (payment === 'none') return { state: 'none' }
  const transaction = capture ?? pendingCapture ?? authorization ?? ''
  return payment === 'pending'
    ? { state: payment, transaction, reason: reason ?? 'other' }
    : { state: payment, transaction }
}
