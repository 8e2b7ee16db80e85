import { beforeAll, describe, expect, it } from 'vitest'
import { type Exchange, restExchanges } from '../support/peers/rest-exchanges.ts'
import { customError, problemsWith, schemaOf, tokenError, valuesOf } from '../support/peers/sdk-models.ts'

/** Every request of the product and every answer of the simulator against the models of PayPal's server SDK. */
interface Models {
  readonly operation: RegExp
  /** Null for a body that is none of the SDK's. */
  readonly request: string | null
  readonly answer: string
}

const MODELS: readonly Models[] = [
  { operation: /^POST \/v1\/oauth2\/token$/, request: null, answer: 'oAuthToken' },
  { operation: /^POST \/v2\/checkout\/orders$/, request: 'orderRequest', answer: 'order' },
  { operation: /^GET \/v2\/checkout\/orders\/\w+$/, request: null, answer: 'order' },
  { operation: /^PATCH \/v2\/checkout\/orders\/\w+$/, request: 'patch', answer: 'order' },
  {
    operation: /^POST \/v2\/checkout\/orders\/\w+\/capture$/,
    request: 'orderCaptureRequest',
    answer: 'order',
  },
  {
    operation: /^POST \/v2\/checkout\/orders\/\w+\/authorize$/,
    request: 'orderAuthorizeRequest',
    answer: 'orderAuthorizeResponse',
  },
  {
    operation: /^POST \/v2\/payments\/authorizations\/\w+\/capture$/,
    request: 'captureRequest',
    answer: 'capturedPayment',
  },
  {
    operation: /^POST \/v2\/payments\/authorizations\/\w+\/void$/,
    request: null,
    answer: 'paymentAuthorization',
  },
  { operation: /^POST \/v2\/payments\/captures\/\w+\/refund$/, request: 'refundRequest', answer: 'refund' },
  { operation: /^GET \/v2\/payments\/authorizations\/\w+$/, request: null, answer: 'paymentAuthorization' },
  { operation: /^GET \/v2\/payments\/captures\/\w+$/, request: null, answer: 'capturedPayment' },
  { operation: /^GET \/v2\/payments\/refunds\/\w+$/, request: null, answer: 'refund' },
]
const modelsOf = ({ method, path }: Exchange): Models | undefined =>
  MODELS.find(({ operation }) => operation.test(`${method} ${path}`))

let exchanges: readonly Exchange[]
beforeAll(async () => void (exchanges = await restExchanges()))

const named = ({ method, path, status }: Exchange): string => `${method} ${path} ${status}`

describe('every request of the product', () => {
  it('is one that the SDK could send', () => {
    const wrong = exchanges
      .filter(({ by, request }) => by === 'product' && request !== null)
      .flatMap((exchange) => {
        const model = modelsOf(exchange)?.request
        if (!model) return isEmpty(exchange.request) ? [] : [`${named(exchange)}: no body`]
        return problemsWith(exchange.request, schemaOf(model)).map((what) => `${named(exchange)}: ${what}`)
      })
    expect(wrong).toEqual([])
  })

  it('of every kind was made', () => {
    const kinds = MODELS.filter(({ operation }) => !/PATCH|GET \\\/v2\\\/payments/.test(operation.source))
    for (const { operation } of kinds)
      expect(
        exchanges.some(({ by, method, path }) => by === 'product' && operation.test(`${method} ${path}`)),
      ).toBe(true)
  })
})

const isEmpty = (body: unknown): boolean => JSON.stringify(body) === '{}'

describe('every answer of the simulator', () => {
  it('is one that the SDK reads, and has no name that the SDK does not know', () => {
    const wrong = exchanges.flatMap((exchange) =>
      problemsOfAnswer(exchange).map((what) => `${named(exchange)}: ${what}`),
    )
    expect(wrong.filter((what) => !BEYOND_THE_SDK.includes(what))).toEqual([])
  })

  it('has states and reasons that PayPal has', () => {
    const wrong = exchanges.flatMap((exchange) =>
      unknownWords(exchange.answer, '').map((what) => `${named(exchange)}: ${what}`),
    )
    expect(wrong).toEqual([])
  })

  it('was given: done, not done, and each class of error', () => {
    const statuses = new Set(exchanges.map(({ status }) => status))
    expect([...statuses].sort((one, other) => one - other)).toEqual([
      200, 201, 204, 400, 401, 403, 404, 405, 409, 415, 422, 500, 503,
    ])
  })
})

/** PayPal's token has them, and the SDK does not read them. */
const BEYOND_THE_SDK = ['/app_id', '/nonce'].map((name) => `POST /v1/oauth2/token 200: ${name}: no such name`)

function problemsOfAnswer({ status, answer, ...exchange }: Exchange): readonly string[] {
  if (status === 204) return answer === null ? [] : ['an answer without content has a body']
  if (status === 401) return problemsWith(answer, tokenError)
  if (status >= 400) return problemsWith(answer, customError)
  const models = modelsOf({ status, answer, ...exchange })
  return models ? problemsWith(answer, schemaOf(models.answer)) : ['no such call']
}

const WORDS: readonly { readonly at: RegExp; readonly of: string }[] = [
  { at: /\/authorizations\/\d+\/status$/, of: 'AuthorizationStatus' },
  { at: /\/authorizations\/\d+\/status_details\/reason$/, of: 'AuthorizationIncompleteReason' },
  { at: /\/captures\/\d+\/status$/, of: 'CaptureStatus' },
  { at: /\/captures\/\d+\/status_details\/reason$/, of: 'CaptureIncompleteReason' },
  { at: /\/refunds\/\d+\/status$/, of: 'RefundStatus' },
  { at: /\/refunds\/\d+\/status_details\/reason$/, of: 'RefundIncompleteReason' },
  { at: /^\/status$/, of: 'OrderStatus' },
  { at: /^\/intent$/, of: 'CheckoutPaymentIntent' },
  { at: /\/links\/\d+\/method$/, of: 'LinkHttpMethod' },
]

/** States and reasons in an order; those of a payment looked up by itself are the same objects. */
function unknownWords(value: unknown, at: string): string[] {
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([name, inner]) => unknownWords(inner, `${at}/${name}`))
  const word = WORDS.find((one) => one.at.test(at))
  if (!word || at.startsWith('/details')) return []
  const values = [...valuesOf(word.of), ...(word.of === 'OrderStatus' ? PAYMENT_STATES : [])]
  return values.includes(String(value)) ? [] : [`${at} is ${String(value)}, not one of ${word.of}`]
}
const PAYMENT_STATES = ['AuthorizationStatus', 'CaptureStatus', 'RefundStatus'].flatMap((name) =>
  valuesOf(name),
)

describe('the comparison', () => {
  it('finds a name, a type and a state that are wrong', () => {
    const order = exchanges.find(({ path, status }) => path === '/v2/checkout/orders' && status === 201)
      ?.answer as object
    const schema = schemaOf('order')
    expect(problemsWith(order, schema)).toEqual([])
    expect(problemsWith({ ...order, purchase_unit: [] }, schema)).toEqual(['/purchase_unit: no such name'])
    expect(problemsWith({ ...order, id: 7 }, schema)).not.toEqual([])
    expect(problemsWith({ ...order, links: [{ href: 7, rel: 'self' }] }, schema)).not.toEqual([])
    expect(
      unknownWords({ purchase_units: [{ payments: { captures: [{ status: 'DONE' }] } }] }, ''),
    ).toHaveLength(1)
  })
})
