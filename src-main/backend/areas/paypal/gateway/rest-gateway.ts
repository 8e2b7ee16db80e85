import type { AnswerCode, AnswerPair, Destination } from '#shared/domain/payments/answer-codes.ts'
import type { Look } from '../payflow/payflow-types.ts'
import type { RestClient, RestOrder, RestPaid } from '../rest/rest-types.ts'
import { isUnlisted } from './decided.ts'
import type { AtPaypal, Found, Gateway, Outcome } from './gateway.ts'
import { notOffered } from './not-offered.ts'

/** An order that PayPal does not know any more was never paid. */
const GONE: readonly AnswerCode[] = ['original-not-found', 'token-expired', 'token-invalid']

/** PayPal Checkout over REST: an order that the buyer approves and that is captured at once. */
export function restGateway(client: RestClient, destination: Destination, look: Look): Gateway {
  return {
    destination,
    check: () => client.check(),
    authorize: notOffered,
    capture: async ({ transaction }, { amount }, requestId) =>
      withoutPending(await client.capture(transaction, amount, requestId), 'held-for-review'),
    // What was captured is refunded; there is never anything else here.
    void: notOffered,
    refund: async ({ transaction }, { amount }, requestId) =>
      withoutPending(await client.refund(transaction, amount, requestId), 'in-progress'),
    startExpress: (order, addresses, requestId) =>
      client.createOrder(order, addresses, 'sale', look, requestId),

    async finishExpress(_order, { token }, _returned, requestId) {
      const paid = withoutPending(await client.captureOrder(token, requestId), 'held-for-review')
      if (paid.kind === 'unknown' || (paid.kind === 'refused' && isUnlisted(paid.code)))
        return await paidAs(client, token, paid)
      return paid.kind === 'done' ? captured(paid.done.transaction, paid.pairs) : paid
    },

    startHosted: notOffered,
    finishHosted: notOffered,
    inquire: (_order, token) => foundByOrder(client, token),
  }
}

/** What PayPal has, and has not carried out yet, is open until a GET of the order says more. */
const withoutPending = (paid: Outcome<RestPaid>, code: AnswerCode): Outcome<RestPaid> =>
  paid.kind === 'done' && paid.done.pending ? { kind: 'unknown', code, pairs: paid.pairs } : paid

type Captured = Outcome<AtPaypal & { captured: boolean }>

const captured = (transaction: string, pairs: readonly AnswerPair[]): Captured => ({
  kind: 'done',
  done: { transaction, captured: true },
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
  const { payment, capture } = order.done
  if (payment === 'captured' && capture !== null) return captured(capture, order.pairs)
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

const found = ({ payment, capture, authorization }: RestOrder): Found =>
  payment === 'none' ? { state: 'none' } : { state: payment, transaction: capture ?? authorization ?? '' }
