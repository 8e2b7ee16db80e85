import { describe, expect, it } from 'vitest'
import type { Outcome } from '#backend/areas/paypal/gateway/gateway.ts'
import type { HttpResult } from '#backend/areas/paypal/http/http-port.ts'
import { RETRY_PAUSES_MS } from '#backend/areas/paypal/http/send-request.ts'
import { createRestClient } from '#backend/areas/paypal/rest/rest-client.ts'
import type { RestClient } from '#backend/areas/paypal/rest/rest-types.ts'
import errors from '../../../../../fixtures/paypal/rest-errors.json' with { type: 'json' }
import vectors from '../../../../../fixtures/paypal/rest.json' with { type: 'json' }
import { asExpected, saidIn } from '../../../../../support/paypal/expected-outcome.ts'
import {
  answered,
  lost,
  notSent,
  scriptedPort,
  timedOut,
} from '../../../../../support/paypal/scripted-port.ts'

const HOSTS = { api: new URL('https://api.paypal.example/'), buyerOrigin: 'https://www.paypal.example' }
const ACCOUNT = { clientId: 'client-id', clientSecret: 'client-secret' }
const ORDER_ID = '5O190127TN364715T'

const json = (value: unknown, status = 200): HttpResult => {
  const { answer } = answered(value === null ? '' : JSON.stringify(value), 'application/json', status)
  return { answer: { ...answer, headers: { ...answer.headers, 'paypal-debug-id': 'f3c2' } } }
}
const TOKEN = json({ access_token: 'A21.token', token_type: 'Bearer', expires_in: 32400, app_id: 'APP-1' })
const DENIED = json({ error: 'invalid_client', error_description: 'Client Authentication failed' }, 401)

function clientOf(...answers: readonly HttpResult[]) {
  const port = scriptedPort(...answers)
  const clock = { at: Date.UTC(2026, 10, 20, 12), now: () => clock.at }
  return { port, clock, client: createRestClient(HOSTS, ACCOUNT, port, clock) }
}

describe('recorded requests and answers', () => {
  it.each(vectors)('$name', async ({ method, arguments: input, request, status, answer, outcome }) => {
    const { client, port } = clientOf(TOKEN, json(answer, status))
    const call = client[method as keyof RestClient] as (...input: unknown[]) => Promise<Outcome<unknown>>
    expect(await call(...input)).toEqual(asExpected(outcome))
    const [, sent] = port.requests
    expect({ method: sent?.method, url: sent?.url.href }).toEqual({
      method: request.method,
      url: `https://api.paypal.example${request.path}`,
    })
    expect(JSON.parse(sent?.body ?? 'null')).toEqual(request.body)
    expect(sent?.headers).toEqual({
      authorization: 'Bearer A21.token',
      accept: 'application/json',
      'content-type': 'application/json',
      prefer: 'return=representation',
      ...(request.requestId !== null && { 'paypal-request-id': request.requestId }),
    })
  })
})

describe('every error', () => {
  it.each(errors)('$status $name $issue: $code, $money', async ({ status, name, issue, code, money }) => {
    const details = issue === null ? undefined : [{ issue, description: 'More about client-secret.' }]
    const answer = json({ name, message: 'No.', debug_id: 'abc', details }, status)
    const answers = status === 401 ? [TOKEN, answer, TOKEN, answer] : [TOKEN, answer]
    const outcome = await clientOf(...answers).client.captureOrder(ORDER_ID, 'req-1')
    expect(outcome).toEqual({
      kind: money === 'open' ? 'unknown' : 'refused',
      code,
      pairs: [
        { name: 'status', value: String(status) },
        { name: 'name', value: name },
        { name: 'message', value: 'No.' },
        ...(issue === null
          ? []
          : [
              { name: 'issue', value: issue },
              { name: 'description', value: 'More about •••.' },
            ]),
        { name: 'debug_id', value: 'abc' },
      ],
    })
  })
})

it('shows the issue that decided, where PayPal names several', async () => {
  const details = [
    { issue: 'SOMETHING_NEW', description: 'New.' },
    { issue: 'PAYEE_BLOCKED_TRANSACTION', description: 'Blocked.', field: '/x' },
  ]
  const name = 'UNPROCESSABLE_ENTITY'
  const { client } = clientOf(TOKEN, json({ name, message: 'No.', details }, 422))
  const outcome = await client.captureOrder(ORDER_ID, 'req-1')
  expect(outcome).toMatchObject({ kind: 'refused', code: 'fraud-declined' })
  expect(saidIn(outcome)).toMatchObject({
    issue: 'PAYEE_BLOCKED_TRANSACTION',
    description: 'Blocked.',
    field: '/x',
  })
})

describe('access tokens', () => {
  it('are asked for with the account, and never shown', async () => {
    const { client, port } = clientOf(TOKEN)
    expect(await client.check()).toEqual({
      kind: 'done',
      done: {},
      pairs: [
        { name: 'status', value: '200' },
        { name: 'app_id', value: 'APP-1' },
      ],
    })
    expect(port.requests).toMatchObject([
      {
        method: 'POST',
        url: new URL('https://api.paypal.example/v1/oauth2/token'),
        headers: {
          authorization: `Basic ${btoa('client-id:client-secret')}`,
          'content-type': 'application/x-www-form-urlencoded',
        },
        body: 'grant_type=client_credentials',
      },
    ])
  })

  it('are refused to a bad secret', async () => {
    const outcome = await clientOf(DENIED).client.check()
    expect(outcome).toEqual({
      kind: 'refused',
      code: 'authentication-failed',
      pairs: [
        { name: 'status', value: '401' },
        { name: 'error', value: 'invalid_client' },
        { name: 'error_description', value: 'Client Authentication failed' },
        { name: 'debug_id', value: 'f3c2' },
      ],
    })
    expect(await clientOf(DENIED).client.captureOrder(ORDER_ID, 'r')).toEqual(outcome)
  })

  it('serve until shortly before they end', async () => {
    const answer = json({ id: ORDER_ID, status: 'APPROVED' })
    const { client, port, clock } = clientOf(TOKEN, answer, answer, TOKEN, answer)
    const paths = () => port.requests.map(({ url }) => url.pathname)
    await client.order(ORDER_ID)
    clock.at += 32_400_000 - 60_001
    await client.order(ORDER_ID)
    expect(paths()).toHaveLength(3)
    clock.at += 1
    await client.order(ORDER_ID)
    expect(paths().slice(3)).toEqual(['/v1/oauth2/token', `/v2/checkout/orders/${ORDER_ID}`])
  })

  it('are renewed once when PayPal has withdrawn one', async () => {
    const withdrawn = json({ name: 'AUTHENTICATION_FAILURE' }, 401)
    const done = json({ id: 'R1', status: 'COMPLETED' }, 201)
    const { client, port } = clientOf(TOKEN, withdrawn, TOKEN, done)
    expect(await client.refund('C1', null, 'req-1')).toMatchObject({ kind: 'done' })
    expect(port.requests).toHaveLength(4)
    expect(port.requests[3]?.headers['paypal-request-id']).toBe('req-1')
    const again = clientOf(TOKEN, withdrawn, TOKEN, withdrawn)
    expect(await again.client.refund('C1', null, 'req-1')).toMatchObject({ code: 'authentication-failed' })
    expect(again.port.requests).toHaveLength(4)
  })

  it.each([
    ['no answer', lost, 'connection-lost'],
    ['no time', timedOut, 'timed-out'],
    ['no connection', notSent, 'connection-refused'],
    ['PayPal in trouble', json({}, 503), 'internal-error'],
    ['no token', json({ token_type: 'Bearer', expires_in: 1 }), 'malformed-answer'],
    [
      'another type of token',
      json({ access_token: 'a', token_type: 'MAC', expires_in: 1 }),
      'malformed-answer',
    ],
    [
      'a token that no header holds',
      json({ access_token: 'a\nb', token_type: 'Bearer', expires_in: 1 }),
      'malformed-answer',
    ],
  ])('%s: nothing of the payment was sent', async (_what, result, code) => {
    const { client } = clientOf(result)
    expect(await client.captureOrder(ORDER_ID, 'req-1')).toEqual({ kind: 'not-sent', code })
  })
})

describe('sending again', () => {
  it('a lost answer is asked for under the same request ID', async () => {
    const done = json({ id: 'C1', status: 'COMPLETED' }, 201)
    const { client, port } = clientOf(TOKEN, lost, done)
    const capture = client.capture('A1', { minor: 100, currency: 'USD' }, 'req-1')
    expect(await capture).toMatchObject({ kind: 'done', done: { transaction: 'C1' } })
    expect(port.requests[2]).toEqual(port.requests[1])
  })

  const failed = (name: string, status: number, issue?: string) =>
    json({ name, details: issue === undefined ? [] : [{ issue }] }, status)

  it.each([
    ['NOT_AUTHORIZED', failed('NOT_AUTHORIZED', 403), 'permission-denied'],
    ['RATE_LIMIT_REACHED', failed('RATE_LIMIT_REACHED', 429), 'rate-limited'],
    ['ORDER_NOT_APPROVED', failed('UNPROCESSABLE_ENTITY', 422, 'ORDER_NOT_APPROVED'), 'buyer-not-approved'],
    ['INVALID_RESOURCE_ID', failed('RESOURCE_NOT_FOUND', 404, 'INVALID_RESOURCE_ID'), 'original-not-found'],
    ['a new issue', failed('UNPROCESSABLE_ENTITY', 422, 'SOMETHING_NEW'), 'invalid-request'],
  ])('%s after a lost answer says nothing of the first try', async (_what, refusal, code) => {
    expect(await clientOf(TOKEN, refusal).client.captureOrder(ORDER_ID, 'r')).toMatchObject({
      kind: 'refused',
      code,
    })
    const after = clientOf(TOKEN, lost, refusal)
    expect(await after.client.captureOrder(ORDER_ID, 'r')).toMatchObject({ kind: 'unknown', code })
  })

  it('a refusal of the payment itself decides the first try, too', async () => {
    const declined = failed('UNPROCESSABLE_ENTITY', 422, 'INSTRUMENT_DECLINED')
    const outcome = await clientOf(TOKEN, lost, declined).client.captureOrder(ORDER_ID, 'r')
    expect(outcome).toMatchObject({ kind: 'refused', code: 'declined' })
  })

  it('a question is answered by its last answer', async () => {
    const gone = failed('RESOURCE_NOT_FOUND', 404)
    const captured = failed('UNPROCESSABLE_ENTITY', 422, 'ORDER_ALREADY_CAPTURED')
    expect(await clientOf(TOKEN, lost, gone).client.order(ORDER_ID)).toMatchObject({
      kind: 'refused',
      code: 'original-not-found',
    })
    expect(await clientOf(TOKEN, captured).client.order(ORDER_ID)).toMatchObject({ kind: 'refused' })
  })

  it('a token that cannot be renewed after a lost answer leaves it open', async () => {
    const withdrawn = json({ name: 'AUTHENTICATION_FAILURE' }, 401)
    const { client } = clientOf(TOKEN, lost, withdrawn, DENIED)
    expect(await client.captureOrder(ORDER_ID, 'r')).toMatchObject({
      kind: 'unknown',
      code: 'authentication-failed',
    })
  })

  it('waits where PayPal asks to come again, and says so when it is still busy', async () => {
    const busy = failed('RESOURCE_CONFLICT', 409, 'PREVIOUS_REQUEST_IN_PROGRESS')
    const { client, port } = clientOf(TOKEN, busy)
    const refund = client.refund('C1', null, 'req-1')
    expect(await refund).toMatchObject({ kind: 'unknown', code: 'in-progress' })
    expect(port.pauses).toEqual(RETRY_PAUSES_MS)
    expect(new Set(port.requests.slice(1).map(({ headers }) => headers['paypal-request-id']))).toEqual(
      new Set(['req-1']),
    )
  })

  it('no answer at all leaves it open', async () => {
    expect(await clientOf(TOKEN, lost).client.captureOrder(ORDER_ID, 'r')).toMatchObject({
      kind: 'unknown',
      code: 'connection-lost',
    })
    expect(await clientOf(TOKEN, notSent).client.captureOrder(ORDER_ID, 'r')).toEqual({
      kind: 'not-sent',
      code: 'connection-refused',
    })
  })
})

describe('answers that cannot be believed', () => {
  const whole = JSON.stringify(vectors.find(({ method }) => method === 'captureOrder')?.answer)
  it('cut anywhere', async () => {
    for (let end = 0; end < whole.length; end++) {
      const { client } = clientOf(TOKEN, answered(whole.slice(0, end), 'application/json', 201))
      expect(await client.captureOrder(ORDER_ID, 'r')).toMatchObject({
        kind: 'unknown',
        code: 'malformed-answer',
      })
    }
  })

  it.each([
    ['a page', answered(whole, 'text/html'), 'malformed-answer'],
    ['no type', answered(whole, null), 'malformed-answer'],
    ['no UTF-8', answered(Uint8Array.of(0x22, 0xe6, 0x22), 'application/json'), 'malformed-answer'],
    ['HTTP 302', answered(whole, 'application/json', 302), 'malformed-answer'],
    ['HTTP 500', answered(whole, 'application/json', 500), 'internal-error'],
    ['an error without a form', answered('[]', 'application/json', 422), 'malformed-answer'],
    ['an error without a name', answered('{}', 'application/json', 403), 'malformed-answer'],
  ])('%s', async (_what, result, code) => {
    const { client } = clientOf(TOKEN, result)
    expect(await client.captureOrder(ORDER_ID, 'r')).toMatchObject({ kind: 'unknown', code })
  })
})

it('an id cannot lead to another address', async () => {
  const { client, port } = clientOf(TOKEN, lost)
  await client.order('../../v1/oauth2/token?x=')
  expect(port.requests[1]?.url.href).toBe(
    'https://api.paypal.example/v2/checkout/orders/..%2F..%2Fv1%2Foauth2%2Ftoken%3Fx%3D',
  )
})

it.each(['', 'x'.repeat(109), 'two words'])('no such request ID: %j', async (requestId) => {
  await expect(clientOf(lost).client.captureOrder(ORDER_ID, requestId)).rejects.toThrow(RangeError)
})
