import type { PaymentCurrency } from '#shared/domain/commerce/payment-currency.ts'
import type { AnswerCode, AnswerPair, Destination } from '#shared/domain/payments/answer-codes.ts'
import type { ExpressClient, ExpressDetails } from '../express/express-types.ts'
import type { Look } from '../payflow/payflow-types.ts'
import { isUnlisted } from './decided.ts'
import type { AtPaypal, Found, Gateway, Order, Outcome } from './gateway.ts'
import { notOffered } from './not-offered.ts'

/** A token that PayPal does not know any more was never paid. */
const GONE: readonly AnswerCode[] = ['token-expired', 'token-invalid']
/** The check asks for a token over this amount, in minor units; nobody is charged. */
const CHECK_MINOR = 100

/**
 * Express Checkout, in the name of the merchant who gave permission. It has no request IDs: a token can be paid once,
 * and the token's details say what happened when an answer was lost.
 */
export function expressGateway(
  client: ExpressClient,
  destination: Destination,
  { look, currency }: { look: Look; currency: PaymentCurrency },
): Gateway {
  return {
    destination,
    check: () => client.check({ minor: CHECK_MINOR, currency }),
    authorize: notOffered,
    capture: notOffered,
    void: notOffered,
    refund: ({ transaction }) => client.refund(transaction),
    startExpress: (order, addresses) => client.start(order, addresses, 'sale', look),

    async finishExpress(order, { token }) {
      const before = await client.details(token)
      // Only a question failed: no money can have moved yet.
      if (before.kind === 'unknown') return { ...before, kind: 'not-sent' }
      if (before.kind !== 'done') return before
      if (before.done.transaction !== null) return await paidAs(client, before.done.transaction)
      const { payerId } = before.done
      if (payerId === null) return { kind: 'refused', code: 'buyer-not-approved', pairs: before.pairs }
      return await finish(client, order, token, payerId)
    },

    startHosted: notOffered,
    finishHosted: notOffered,
    inquire: (_order, token) => foundByToken(client, token),
  }
}

async function finish(
  client: ExpressClient,
  order: Order,
  token: string,
  payerId: string,
): Promise<Outcome<AtPaypal & { captured: boolean }>> {
  const paid = await client.finish(order, token, payerId, 'sale')
  if (paid.kind === 'done')
    return paid.done.pending ? undecided(paid.pairs) : captured(paid.done.transaction, paid.pairs)
  if (paid.kind === 'not-sent' || (paid.kind === 'refused' && !isUnlisted(paid.code))) return paid
  const after = await client.details(token)
  if (after.kind !== 'done') return { ...paid, kind: 'unknown' }
  return after.done.transaction === null ? paid : await paidAs(client, after.done.transaction)
}

/** PayPal has the payment, and has not decided about it; the settlement asks again. */
const undecided = (pairs: readonly AnswerPair[]) =>
  ({ kind: 'unknown', code: 'held-for-review', pairs }) as const

/** The payment that PayPal has, by what happened to it. */
async function paidAs(
  client: ExpressClient,
  transaction: string,
): Promise<Outcome<AtPaypal & { captured: boolean }>> {
  const current = await client.payment(transaction)
  if (current.kind !== 'done') return { ...current, kind: 'unknown' }
  switch (current.done.state) {
    case 'paid':
      return captured(transaction, current.pairs)
    case 'not-paid':
      return { kind: 'refused', code: 'declined', pairs: current.pairs }
    // Given back in the meantime: the settlement writes that down.
    case 'refunded':
    case 'pending':
      return undecided(current.pairs)
  }
}

const captured = (
  transaction: string,
  pairs: readonly AnswerPair[],
): Outcome<AtPaypal & { captured: boolean }> => ({
  kind: 'done',
  done: { transaction, captured: true },
  pairs,
})

async function foundByToken(client: ExpressClient, token: string | null): Promise<Outcome<Found>> {
  if (token === null) return { kind: 'done', done: { state: 'none' }, pairs: [] }
  const details = await client.details(token)
  if (details.kind === 'refused' && GONE.includes(details.code))
    return { kind: 'done', done: { state: 'none' }, pairs: details.pairs }
  if (details.kind !== 'done') return details
  const { state, transaction } = details.done
  if (transaction === null) return { ...details, done: UNPAID[state] }
  const payment = await client.payment(transaction)
  return payment.kind === 'done'
    ? { ...payment, done: { state: FOUND_STATES[payment.done.state], transaction } }
    : payment
}

/** What is found while PayPal has no number for a payment. Under way is not the same as nothing. */
const UNPAID: Readonly<Record<ExpressDetails['state'], Found>> = {
  'not-paid': { state: 'none' },
  'in-progress': { state: 'pending', transaction: '' },
  failed: { state: 'declined', transaction: '' },
  // Not without a number; the client does not believe it.
  paid: { state: 'pending', transaction: '' },
}

const FOUND_STATES = {
  paid: 'captured',
  pending: 'pending',
  refunded: 'refunded',
  'not-paid': 'declined',
} as const
