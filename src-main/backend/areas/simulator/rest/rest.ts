import { createBoundedMap } from '../bounded-map.ts'
import { HOUR } from '../simulator-dependencies.ts'
import type { Answer, Asked, Call, Service } from '../server/http-messages.ts'
import type { Tools } from '../tools.ts'
import { errorAnswer, errorNamed, invalid, NO_SUCH_METHOD, NOT_FOUND, type RestError } from './json-answer.ts'
import type { AccessTokens } from './oauth.ts'
import { createOrder, payOrder, showOrder } from './orders.ts'
import { patchOrder } from './patch-order.ts'
import { capturePayment, type Collection, refundPayment, showPayment, voidPayment } from './rest-payments.ts'

/** How long a PayPal-Request-Id is remembered. */
const REMEMBERED = 6 * HOUR

interface Route {
  readonly operation: string
  readonly run: (client: string) => Answer
}

/** Orders v2 and Payments v2, as PayPal's sandbox implements them. */
export function createRest(tools: Tools, accessTokens: AccessTokens): Service {
  const answers = createBoundedMap<{ answer: Answer; at: number }>(tools.keep)

  /** The same PayPal-Request-Id again gives the earlier answer; what was refused is tried again. */
  function once(call: Call, client: string, run: Route['run']): Answer {
    const requestId = call.headers['paypal-request-id']
    if (requestId === undefined || call.method === 'GET') return run(client)
    if (!/^.{1,108}$/.test(requestId)) return errorAnswer(tools, invalid('INVALID_STRING_LENGTH'))
    const key = `${client}\n${call.path}\n${requestId}`
    const before = answers.get(key)
    if (before && tools.clock.now() - before.at < REMEMBERED)
      return before.answer.status === 201 ? { ...before.answer, status: 200 } : before.answer
    const answer = run(client)
    if (answer.status < 300) answers.set(key, { answer, at: tools.clock.now() })
    return answer
  }

  return (call) => {
    const route = routeOf(tools, call)
    if (!route) return null
    const answer = (): Answer => {
      const caller = accessTokens.clientOf(call)
      if ('refused' in caller) return caller.refused
      const problem = mediaProblem(call)
      return problem ? errorAnswer(tools, problem) : once(call, caller.client, route.run)
    }
    return {
      protocol: 'rest',
      operation: route.operation,
      answer,
      hold: (reason = 'PENDING_REVIEW') => tools.bank.holding(reason, answer),
      refuse: (name) => errorAnswer(tools, errorNamed(name)),
    } satisfies Asked
  }
}

/** A call without a body needs no type. */
function mediaProblem({ method, headers, body }: Call) {
  if (method === 'GET' || body.length === 0 || /^application\/json\b/.test(headers['content-type'] ?? ''))
    return null
  return {
    status: 415,
    name: 'UNSUPPORTED_MEDIA_TYPE',
    message: "The server does not support the request payload's media type.",
  }
}

const ORDER = /^\/v2\/checkout\/orders\/([A-Z0-9]{1,36})(?:\/(authorize|capture))?$/
const PAYMENT =
  /^\/v2\/payments\/(authorizations|captures|refunds)\/([A-Z0-9]{1,36})(?:\/(capture|void|refund))?$/

/** Null where it is no path of REST's. */
function routeOf(tools: Tools, call: Call): Route | null {
  if (!call.path.startsWith('/v2/')) return null
  const [isOrder, order = '', pay] = ORDER.exec(call.path) ?? []
  if (isOrder) return orderRoute(tools, call, order, pay) ?? refused(tools, NO_SUCH_METHOD)
  const [isPayment, of, id = '', action] = PAYMENT.exec(call.path) ?? []
  if (isPayment)
    return paymentRoute(tools, call, of as Collection, id, action) ?? refused(tools, NO_SUCH_METHOD)
  if (call.path !== '/v2/checkout/orders') return refused(tools, NOT_FOUND)
  return call.method === 'POST'
    ? { operation: 'create-order', run: (client) => createOrder(tools, call, client) }
    : refused(tools, NO_SUCH_METHOD)
}

const refused = (tools: Tools, error: RestError): Route => ({
  operation: 'none',
  run: () => errorAnswer(tools, error),
})

function orderRoute(tools: Tools, call: Call, id: string, pay: string | undefined): Route | null {
  switch (`${call.method} ${pay ?? ''}`.trim()) {
    case 'GET':
      return { operation: 'show-order', run: (client) => showOrder(tools, call, client, id) }
    case 'PATCH':
      return { operation: 'patch-order', run: (client) => patchOrder(tools, call, client, id) }
    case 'POST capture':
      return { operation: 'capture-order', run: (client) => payOrder(tools, call, client, id, 'sale') }
    case 'POST authorize':
      return {
        operation: 'authorize-order',
        run: (client) => payOrder(tools, call, client, id, 'authorization'),
      }
    default:
      return null
  }
}

function paymentRoute(
  tools: Tools,
  call: Call,
  of: Collection,
  id: string,
  action: string | undefined,
): Route | null {
  switch (`${call.method} ${of} ${action ?? ''}`.trim()) {
    case 'POST authorizations capture':
      return { operation: 'capture', run: (client) => capturePayment(tools, call, client, id) }
    case 'POST authorizations void':
      return { operation: 'void', run: (client) => voidPayment(tools, call, client, id) }
    case 'POST captures refund':
      return { operation: 'refund', run: (client) => refundPayment(tools, call, client, id) }
    case `GET ${of}`:
      return { operation: 'show-payment', run: (client) => showPayment(tools, call, client, of, id) }
    default:
      return null
  }
}
