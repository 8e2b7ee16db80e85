import { describe, expect, it } from 'vitest'
import type { Outcome } from '#backend/areas/paypal/gateway/gateway.ts'
import type { HttpResult } from '#backend/areas/paypal/http/http-port.ts'
import { createPermissionsClient } from '#backend/areas/paypal/permissions/permissions-client.ts'
import type { PermissionsClient } from '#backend/areas/paypal/permissions/permissions-types.ts'
import errors from '../../../../../fixtures/paypal/permissions-errors.json' with { type: 'json' }
import vectors from '../../../../../fixtures/paypal/permissions.json' with { type: 'json' }
import { asExpected } from '../../../../../support/paypal/expected-outcome.ts'
import { answered, lost, scriptedPort } from '../../../../../support/paypal/scripted-port.ts'

const HOSTS = {
  api: new URL('https://svcs.paypal.example/Permissions/'),
  merchantPage: new URL('https://www.paypal.example/cgi-bin/webscr'),
}
const CALLER = {
  userName: 'caller_api1.example.com',
  password: 'se cret+1',
  signature: 'A-sig.nature',
  applicationId: 'APP-80W284485P519543T',
}
const said = (body: string, status = 200) => answered(body, 'text/plain;charset=utf-8', status)

function clientOf(...answers: readonly HttpResult[]) {
  const port = scriptedPort(...answers)
  return { port, client: createPermissionsClient(HOSTS, CALLER, port) }
}

describe('recorded requests and answers', () => {
  it.each(vectors)(
    '$name',
    async ({ method, arguments: input, operation, request, status, answer, outcome }) => {
      const { client, port } = clientOf(said(answer, status))
      const call = client[method as keyof PermissionsClient] as (
        ...input: unknown[]
      ) => Promise<Outcome<unknown>>
      expect(await call(...input)).toEqual(asExpected(outcome))
      const [sent] = port.requests
      expect(sent?.url.href).toBe(`https://svcs.paypal.example/Permissions/${operation}`)
      expect(sent?.body).toBe(request)
      expect(sent?.headers).toEqual({
        'content-type': 'application/x-www-form-urlencoded',
        'x-paypal-security-userid': 'caller_api1.example.com',
        'x-paypal-security-password': 'se cret+1',
        'x-paypal-security-signature': 'A-sig.nature',
        'x-paypal-application-id': 'APP-80W284485P519543T',
        'x-paypal-request-data-format': 'NV',
        'x-paypal-response-data-format': 'NV',
      })
    },
  )
})

it.each(errors)('error $errorId, $message: $code', async ({ errorId, message, code }) => {
  const fields = `error(0).errorId=${errorId}&error(0).message=${encodeURIComponent(message)}`
  const { client } = clientOf(said(`responseEnvelope.ack=Failure&${fields}`, 500))
  expect(await client.cancel('granted')).toEqual({
    kind: 'refused',
    code,
    pairs: [
      { name: 'responseEnvelope.ack', value: 'Failure' },
      { name: 'error(0).errorId', value: errorId },
      { name: 'error(0).message', value: message },
    ],
  })
})

it('cut anywhere, no token is given that PayPal did not mark as given', async () => {
  const whole = vectors.find(({ method }) => method === 'access')?.answer ?? ''
  for (let end = 0; end < whole.indexOf('tokenSecret='); end++) {
    const { client } = clientOf(said(whole.slice(0, end)))
    expect(await client.access('a', 'b')).toMatchObject({ kind: 'unknown', code: 'malformed-answer' })
  }
})

it('the verification code, which is good once, is not sent twice', async () => {
  const { client, port } = clientOf(lost)
  expect(await client.access('a', 'b')).toMatchObject({ kind: 'unknown', code: 'connection-lost' })
  expect(port.requests).toHaveLength(1)
  await client.request(['REFUND'], 'https://localhost/r')
  expect(port.requests).toHaveLength(4)
})

it('what no header can hold is nobody’s password', async () => {
  const port = scriptedPort(lost)
  const client = createPermissionsClient(HOSTS, { ...CALLER, password: 'a\r\nb' }, port)
  expect(await client.cancel('granted')).toEqual({ kind: 'not-sent', code: 'authentication-failed' })
  expect(port.requests).toEqual([])
})
