import type { PaymentCurrency } from '#shared/domain/commerce/payment-currency.ts'
import type { AnswerCode, AnswerPair, Destination } from '#shared/domain/payments/answer-codes.ts'
import type { ExpressClient, ExpressDetails, ExpressPayment } from '../express/express-types.ts'
import type { Look } from '../payflow/payflow-types.ts'
import { isUnlisted } from './decided.ts'
import type { Found, Gateway, Order, Outcome, Taken } from './gateway.ts'
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

type Paid = Outcome<Taken & { captured: boolean }>

async function finish(client: ExpressClient, order: Order, token: string, payerId: string): Promise<Paid> {
  const paid = await client.finish(order, token, payerId, 'sale')
  if (paid.kind === 'done') return captured(paid.done, paid.pairs)
  if (paid.kind === 'not-sent' || (paid.kind === 'refused' && !isUnlisted(paid.code))) return paid
  const after = await client.details(token)
  if (after.kind !== 'done') return { ...paid, kind: 'unknown' }
  return after.done.transaction === null ? paid : await paidAs(client, after.done.transaction)
}

/** The payment that PayPal has, by what happened to it. */
async function paidAs(client: ExpressClient, transaction: string): Promise<Paid> {
  const current = await client.payment(transaction)
  if (current.kind !== 'done') return { ...current, kind: 'unknown' }
  const { done, pairs } = current
  switch (done.state) {
    case 'paid':
      return captured({ transaction, pending: null }, pairs)
    case 'pending':
      return captured({ transaction, pending: done.reason }, pairs)
    case 'not-paid':
      return { kind: 'refused', code: 'declined', pairs }
    // Given back in the meantime: the settlement writes that down.
    case 'refunded':
      return { kind: 'unknown', code: 'in-progress', pairs }
  }
}

const captured = (taken: Taken, pairs: readonly AnswerPair[]): Paid => ({
  kind: 'done',
  done: { ...taken, captured: true },
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
  return payment.kind === 'done' ? { ...payment, done: foundAs(payment.done, transaction) } : payment
}

/** What is found while PayPal has no number for a payment. Under way is not the same as nothing. */
const UNPAID: Readonly<Record<ExpressDetails['state'], Found>> = {
  'not-paid': { state: 'none' },
  'in-progress': { state: 'pending', transaction: '', reason: 'In-Progress' },
  failed: { state: 'declined', transaction: '' },
  // Not without a number; the client does not believe it.
  paid: { state: 'pending', transaction: '', reason: 'In-Progress' },
}

const FOUND_STATES = { paid: 'captured', refunded: 'refunded', 'not-paid': 'declined' } as const

const foundAs = (payment: ExpressPayment, transaction: string): Found =>
  payment.state === 'pending'
    ? { ...payment, transaction }
    : { state: FOUND_STATES[payment.state], transaction }
