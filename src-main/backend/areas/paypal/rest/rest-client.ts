import type { z } from 'zod'
import type { Clock } from '#backend/kernel/dependencies.ts'
import { afterLost } from '../gateway/decided.ts'
import type { Amount, Order, Outcome, ReturnAddresses, Taken } from '../gateway/gateway.ts'
import { amountText } from '../http/amount-text.ts'
import { ask } from '../http/send-request.ts'
import type { HttpPort } from '../http/http-port.ts'
import type { Look, TakeBy } from '../payflow/payflow-types.ts'
import { accessTokens } from './access-token.ts'
import { pairsOf, readRest, type RestAnswer, restRefusal, saysComeAgain } from './rest-answer.ts'
import {
  buyerUrlOf,
  type Movement,
  movementSchema,
  movementsOf,
  NOT_TAKEN,
  orderSchema,
  pendingReason,
  restOrder,
} from './rest-order.ts'
import type { RestAccount, RestClient, RestHosts } from './rest-types.ts'

const WAIT_MS = 50_000
/** 1 to 108 characters (PayPal-Request-Id). */
const REQUEST_ID = /^[\x21-\x7e]{1,108}$/

interface Call<Answer, Done> {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly requestId?: string
  readonly body?: object
  /** It moves money: what is refused may have been done by an earlier try. */
  readonly moves?: boolean
  readonly schema: z.ZodType<Answer>
  readonly done: (answer: Answer) => Done | 'declined' | null
  readonly shown: (answer: Answer) => Readonly<Record<string, string | null | undefined>>
}

/** `account` at PayPal's REST interface, over `port`. The clock says when an access token ends. */
export function createRestClient(
  hosts: RestHosts,
  account: RestAccount,
  port: HttpPort,
  clock: Clock,
): RestClient {
  const tokens = accessTokens(hosts, account, port, clock)

  const send = (
    call: Pick<Call<unknown, unknown>, 'method' | 'path' | 'requestId' | 'body'>,
    token: string,
  ) =>
    ask(
      port,
      {
        method: call.method,
        url: new URL(call.path, hosts.api),
        headers: headersOf(token, call.requestId),
        body: call.method === 'POST' ? JSON.stringify(call.body ?? {}) : undefined,
        timeoutMs: WAIT_MS,
      },
      { read: readRest, repeatable: true, comeAgain: saysComeAgain },
    )

  async function call<Answer, Done>(input: Call<Answer, Done>): Promise<Outcome<Done>> {
    if (input.requestId !== undefined && !REQUEST_ID.test(input.requestId)) {
      throw new RangeError('a request ID is 1 to 108 printable characters')
    }
    const token = await tokens.current()
    if (token.kind !== 'done') return token
    let asked = await send(input, token.done)
    let lost = 'answer' in asked && asked.lost
    const ended = (outcome: Outcome<Done>): Outcome<Done> =>
      lost && input.moves ? afterLost(outcome) : outcome
    // PayPal can withdraw a token before its time; what it says 401 to is not carried out.
    if ('answer' in asked && asked.answer.status === 401) {
      const renewed = await tokens.renew()
      if (renewed.kind !== 'done') return ended(renewed)
      asked = await send(input, renewed.done)
      lost ||= 'answer' in asked && asked.lost
    }
    if ('failure' in asked) {
      const { code, sent } = asked.failure
      return ended({ kind: sent ? 'unknown' : 'not-sent', code })
    }
    return ended(outcomeOf(asked.answer, [account.clientSecret], input))
  }

  const payOrder = (id: string, requestId: string, what: 'capture' | 'authorize'): Promise<Outcome<Taken>> =>
    call({
      method: 'POST',
      path: `v2/checkout/orders/${segment(id)}/${what}`,
      requestId,
      moves: true,
      schema: orderSchema,
      done: (order) => {
        const { capture, authorization } = movementsOf(order)
        return what === 'capture' ? paidBy(capture, 'COMPLETED') : paidBy(authorization, 'CREATED')
      },
      shown: (order) => {
        const { capture, authorization } = movementsOf(order)
        return {
          id: order.id,
          status: order.status,
          'authorization.id': authorization?.id,
          'authorization.status': authorization?.status,
          'capture.id': capture?.id,
          'capture.status': capture?.status,
          'capture.reason': capture?.status_details?.reason,
        }
      },
    })

  const move = (path: string, requestId: string, body: object): Promise<Outcome<Taken>> =>
    call({
      method: 'POST',
      path,
      requestId,
      body,
      moves: true,
      schema: movementSchema,
      done: (movement) => paidBy(movement, 'COMPLETED'),
      shown: ({ id, status, status_details }) => ({ id, status, reason: status_details?.reason }),
    })

  return {
    check: async () => {
      const token = await tokens.renew()
      return token.kind === 'done' ? { ...token, done: {} } : token
    },
    createOrder: (order, addresses, by, look, requestId) =>
      call({
        method: 'POST',
        path: 'v2/checkout/orders',
        requestId,
        body: orderBody(order, addresses, by, look),
        schema: orderSchema,
        done: (made) => {
          const buyerUrl = buyerUrlOf(made, hosts.buyerOrigin)
          return buyerUrl === null ? null : { token: made.id, buyerUrl, form: null }
        },
        shown: ({ id, status }) => ({ id, status }),
      }),
    captureOrder: (id, requestId) => payOrder(id, requestId, 'capture'),
    authorizeOrder: (id, requestId) => payOrder(id, requestId, 'authorize'),
    capture: (authorization, amount, requestId) =>
      move(`v2/payments/authorizations/${segment(authorization)}/capture`, requestId, {
        amount: amountBody(amount),
        final_capture: true,
      }),
    void: (authorization, requestId) =>
      call({
        method: 'POST',
        path: `v2/payments/authorizations/${segment(authorization)}/void`,
        requestId,
        moves: true,
        // 204 without anything, or the authorization, which is then voided.
        schema: movementSchema.nullable(),
        done: (voided) =>
          voided === null || voided.status === 'VOIDED' ? { transaction: authorization } : null,
        shown: (voided) => ({ id: voided?.id ?? authorization, status: voided?.status ?? 'VOIDED' }),
      }),
    refund: (capture, amount, requestId) =>
      move(
        `v2/payments/captures/${segment(capture)}/refund`,
        requestId,
        amount === null ? {} : { amount: amountBody(amount) },
      ),
    order: (id) =>
      call({
        method: 'GET',
        path: `v2/checkout/orders/${segment(id)}`,
        schema: orderSchema,
        done: restOrder,
        shown: (order) => {
          const { capture } = movementsOf(order)
          return {
            id: order.id,
            status: order.status,
            'capture.status': capture?.status,
            'capture.reason': capture?.status_details?.reason,
          }
        },
      }),
  }
}

function outcomeOf<Answer, Done>(
  answer: RestAnswer,
  secrets: readonly string[],
  { moves = false, schema, done, shown }: Call<Answer, Done>,
): Outcome<Done> {
  const refusal = restRefusal(answer, secrets, { moves })
  if (refusal) return refusal
  const parsed = schema.safeParse(answer.json)
  const what = parsed.success ? done(parsed.data) : null
  const said = parsed.success ? shown(parsed.data) : { status: String(answer.status) }
  const pairs = pairsOf({ ...said, debug_id: answer.debugId }, secrets)
  if (what === null) return { kind: 'unknown', code: 'malformed-answer', pairs }
  return what === 'declined'
    ? { kind: 'refused', code: 'declined', pairs }
    : { kind: 'done', done: what, pairs }
}

const headersOf = (token: string, requestId: string | undefined): Record<string, string> => ({
  authorization: `Bearer ${token}`,
  accept: 'application/json',
  'content-type': 'application/json',
  prefer: 'return=representation',
  ...(requestId !== undefined && { 'paypal-request-id': requestId }),
})

const segment = (id: string): string => encodeURIComponent(id)

/** Done only with the status that says so, or still pending; a status that is not listed decides nothing. */
function paidBy(movement: Movement | null, doneAs: 'COMPLETED' | 'CREATED'): Taken | 'declined' | null {
  if (!movement) return null
  const { id, status } = movement
  if (NOT_TAKEN.includes(status)) return 'declined'
  if (status !== doneAs && status !== 'PENDING') return null
  return { transaction: id, pending: status === 'PENDING' ? pendingReason(movement) : null }
}

const amountBody = (amount: Amount) => ({ currency_code: amount.currency, value: amountText(amount) })

function orderBody(order: Order, addresses: ReturnAddresses, by: TakeBy, look: Look) {
  return {
    intent: by === 'sale' ? 'CAPTURE' : 'AUTHORIZE',
    purchase_units: [
      {
        custom_id: order.reference,
        // PayPal refuses a second payment of the same invoice.
        invoice_id: order.reference,
        description: order.description.slice(0, 127),
        amount: amountBody(order.amount),
      },
    ],
    payment_source: {
      paypal: {
        experience_context: {
          ...(look.brandName !== undefined && { brand_name: look.brandName.slice(0, 127) }),
          ...(look.locale !== undefined && { locale: look.locale.replace('_', '-') }),
          // What is sold has no parcel.
          shipping_preference: 'NO_SHIPPING',
          user_action: 'PAY_NOW',
          return_url: addresses.returnUrl,
          cancel_url: addresses.cancelUrl,
        },
      },
    },
  }
}
