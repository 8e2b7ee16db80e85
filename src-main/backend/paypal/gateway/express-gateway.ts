import type { PaymentCurrency } from '#shared/domain/commerce/payment-currency.ts'
import type { AnswerCode, Destination } from '#shared/domain/payments/answer-codes.ts'
import type { ExpressClient, ExpressDetails } from '../express/express-types.ts'
import type { Look } from '../payflow/payflow-types.ts'
import type { AtPaypal, Found, Gateway, Order, Outcome } from './gateway.ts'
import { notOffered } from './not-offered.ts'

/** A token that PayPal does not know any more was never paid. */
const GONE: readonly AnswerCode[] = ['token-expired', 'token-invalid']
/** The check asks for a token over this amount, in minor units; nobody is charged. */
const CHECK_MINOR = 100

/**
 * Express Checkout, in the name of the merchant who gave permission. It has no request IDs: a token can be paid once,
 * and what is said of the token tells what became of a lost answer.
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
      if (before.kind === 'unknown') return { kind: 'not-sent', code: before.code }
      if (before.kind !== 'done') return before
      if (before.done.transaction !== null) return captured(before.done.transaction, before)
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
  if (paid.kind === 'done') return captured(paid.done.transaction, paid)
  if (paid.kind !== 'unknown') return paid
  const after = await client.details(token)
  return after.kind === 'done' && after.done.transaction !== null
    ? captured(after.done.transaction, after)
    : paid
}

const captured = (
  transaction: string,
  { pairs }: Extract<Outcome<unknown>, { kind: 'done' }>,
): Outcome<AtPaypal & { captured: boolean }> => ({
  kind: 'done',
  done: { transaction, captured: true },
  pairs,
})

async function foundByToken(client: ExpressClient, token: string | null): Promise<Outcome<Found>> {
  if (token === null) return { kind: 'done', done: { state: 'none' }, pairs: [] }
  const details = await client.details(token)
  if (details.kind === 'done') return { ...details, done: found(details.done) }
  if (details.kind === 'refused' && GONE.includes(details.code))
    return { kind: 'done', done: { state: 'none' }, pairs: details.pairs }
  return details
}

const found = ({ state, transaction }: ExpressDetails): Found => {
  if (transaction !== null) return { state: 'captured', transaction }
  return state === 'failed' ? { state: 'declined', transaction: '' } : { state: 'none' }
}
