import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createExpressClient } from '#backend/areas/paypal/express/express-client.ts'
import type { ExpressAccount, ExpressClient } from '#backend/areas/paypal/express/express-types.ts'
import type { Outcome } from '#backend/areas/paypal/gateway/gateway.ts'
import type { HttpResult } from '#backend/areas/paypal/http/http-port.ts'
import { fromUrlEncoded, urlEncoded } from '#backend/areas/paypal/http/url-encoded.ts'
import errors from '../../../../../fixtures/paypal/express-errors.json' with { type: 'json' }
import vectors from '../../../../../fixtures/paypal/express.json' with { type: 'json' }
import { asExpected, saidIn } from '../../../../../support/paypal/expected-outcome.ts'
import { answered, lost, notSent, scriptedPort } from '../../../../../support/paypal/scripted-port.ts'

const HOSTS = {
  api: new URL('https://api.paypal.example/nvp'),
  buyerPage: new URL('https://www.paypal.example/cgi-bin/webscr'),
}
const ACCOUNT: ExpressAccount = {
  userName: 'api.example.com',
  password: 'se cret+1',
  signature: 'A-sig.nature',
  subject: 'merchant@example.com',
}
const CLOCK = { now: () => Date.UTC(2026, 10, 20, 12) }
const TOKEN = 'EC-4X812345AB6789012'
const ORDER = {
  amount: { minor: 9000, currency: 'NOK' },
  description: 'Kurs',
  reference: 'K7F2M9Q4X1A8',
} as const
const ADDRESSES = { returnUrl: 'https://localhost/r', cancelUrl: 'https://localhost/c' }

/** PayPal calls names and values plain text. */
const said = (body: string | Uint8Array) => answered(body, 'text/plain; charset=utf-8')

function clientOf(...answers: readonly HttpResult[]) {
  const port = scriptedPort(...answers)
  return { port, client: createExpressClient(HOSTS, ACCOUNT, port, CLOCK) }
}

describe('recorded requests and answers', () => {
  it.each(vectors)('$name', async ({ method, arguments: input, request, answer, outcome }) => {
    const { client, port } = clientOf(said(answer))
    const call = client[method as keyof ExpressClient] as (...input: unknown[]) => Promise<Outcome<unknown>>
    expect(await call(...input)).toEqual(asExpected(outcome))
    const [sent] = port.requests
    expect(sent?.body).toBe(request)
    expect(sent).toMatchObject({
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    })
    expect(sent?.url.href).toBe('https://api.paypal.example/nvp')
  })
})

describe('every error code', () => {
  const answerOf = (ack: string, errorCode: string, message: string) =>
    urlEncoded([
      ['TIMESTAMP', '2026-11-20T12:00:00Z'],
      ['CORRELATIONID', '7be53331d9700'],
      ['ACK', ack],
      ['VERSION', '204.0'],
      ['BUILD', '57171657'],
      ['L_ERRORCODE0', errorCode],
      ['L_SHORTMESSAGE0', message],
      ['L_LONGMESSAGE0', `${message}, at length.`],
      ['L_SEVERITYCODE0', 'Error'],
    ])

  describe.each(['Failure', 'FailureWithWarning'])('with %s', (ack) => {
    it.each(errors)('$errorCode, $message: $code, $money', async ({ errorCode, message, code, money }) => {
      const { client } = clientOf(said(answerOf(ack, errorCode, message)))
      const outcome = await client.finish(ORDER, TOKEN, '7E7MGXCWTTKK2', 'sale')
      expect(outcome).toMatchObject({ kind: money === 'open' ? 'unknown' : 'refused', code })
      expect(Object.keys(saidIn(outcome))).toEqual([
        'ACK',
        'L_ERRORCODE0',
        'L_SHORTMESSAGE0',
        'L_LONGMESSAGE0',
        'L_SEVERITYCODE0',
        'TIMESTAMP',
        'CORRELATIONID',
        'VERSION',
        'BUILD',
      ])
    })
  })

  it.each([
    ['You are over the time limit to perform a refund on this transaction', 'refund-too-late'],
    ['A complaint case exists on this transaction, only a full refund can be issued', 'disputed'],
    ['Account is restricted', 'account-restricted'],
    ['You do not have a verified ACH', 'refund-not-covered'],
    ['The account has insufficient funds for this refund', 'refund-not-covered'],
    ['The partial refund amount must be less than or equal to the remaining amount', 'partly-refunded'],
    ['The transaction is pending', 'payment-pending'],
    ['You can not refund this type of transaction', 'cannot-refund'],
  ])('10009 by its words: %s', async (message, code) => {
    const { client } = clientOf(said(answerOf('Failure', '10009', message)))
    const outcome = await client.refund('1AB23456CD789012E')
    expect(outcome).toMatchObject({ kind: 'refused', code })
    expect(saidIn(outcome)).toMatchObject({ L_ERRORCODE0: '10009', L_SHORTMESSAGE0: message })
  })

  it('cut anywhere, a failure is never taken for another, and a payment never for none', async () => {
    const paid = vectors.find(({ name }) => name === 'Do')?.answer ?? ''
    for (const whole of [paid, ...errors.map((e) => answerOf('Failure', e.errorCode, e.message))]) {
      const finish = (body: string) =>
        clientOf(said(body)).client.finish(ORDER, TOKEN, '7E7MGXCWTTKK2', 'sale')
      const believed = await finish(whole)
      for (let end = 0; end < whole.length; end++) {
        const cut = await finish(whole.slice(0, end))
        if (cut.kind === 'unknown' && cut.code === 'malformed-answer') continue
        expect([cut.kind, 'done' in cut && cut.done, 'code' in cut && cut.code]).toEqual([
          believed.kind,
          'done' in believed && believed.done,
          'code' in believed && believed.code,
        ])
      }
    }
  })
})

describe('sending again', () => {
  it('a payment is never sent twice once it may have left', async () => {
    const { client, port } = clientOf(lost)
    expect(await client.finish(ORDER, TOKEN, '7E7MGXCWTTKK2', 'sale')).toMatchObject({
      kind: 'unknown',
      code: 'connection-lost',
    })
    expect(port.requests).toHaveLength(1)
    expect(await client.refund('1AB23456CD789012E')).toMatchObject({ kind: 'unknown' })
    expect(port.requests).toHaveLength(2)
  })

  it('a payment that never left is', async () => {
    const { client, port } = clientOf(notSent, said(vectors.find(({ name }) => name === 'Do')?.answer ?? ''))
    expect(await client.finish(ORDER, TOKEN, '7E7MGXCWTTKK2', 'sale')).toMatchObject({ kind: 'done' })
    expect(port.requests).toHaveLength(2)
  })

  it('a question is', async () => {
    const { client, port } = clientOf(lost)
    await client.details(TOKEN)
    await client.start(ORDER, ADDRESSES, 'sale', {})
    expect(port.requests).toHaveLength(6)
  })
})

describe('wrong content type or status', () => {
  it.each([
    ['a page', 'text/html', 200, 'malformed-answer'],
    ['JSON', 'application/json', 200, 'malformed-answer'],
    ['HTTP 403', 'text/plain', 403, 'malformed-answer'],
    ['HTTP 503', 'text/plain', 503, 'internal-error'],
  ])('%s', async (_what, type, status, code) => {
    const body = vectors.find(({ name }) => name === 'Do')?.answer ?? ''
    const { client } = clientOf(answered(body, type, status))
    expect(await client.finish(ORDER, TOKEN, '7E7MGXCWTTKK2', 'sale')).toMatchObject({
      kind: 'unknown',
      code,
    })
  })
})

it('the merchant’s own account is called without a subject', async () => {
  const port = scriptedPort(lost)
  await createExpressClient(HOSTS, { ...ACCOUNT, subject: null }, port, CLOCK).refund('1AB23456CD789012E')
  expect(port.requests[0]?.body).not.toContain('SUBJECT')
})

it('a granted permission signs the call, in place of signature and subject', async () => {
  const port = scriptedPort(lost)
  const grant = { token: 'granted-token', tokenSecret: 'granted-secret' }
  await createExpressClient(HOSTS, { ...ACCOUNT, grant }, port, CLOCK).refund('1AB23456CD789012E')
  const [sent] = port.requests
  expect(sent?.body).toBe(
    'METHOD=RefundTransaction&VERSION=204.0&TRANSACTIONID=1AB23456CD789012E&REFUNDTYPE=Full',
  )
  expect(sent?.headers['x-pp-authorization']).toMatch(
    /^token=granted-token,signature=[A-Za-z0-9+/]{27}=,timestamp=1795176000$/,
  )
})

describe('URL encoding', () => {
  it('is read back as it was', () => {
    const unit = fc.constantFrom(...'aZ09&=%+ /~"\n', 'ø', '€', '😀', '\u0000', '\ud800')
    const name = fc.string({ unit, minLength: 1, maxLength: 12 })
    fc.assert(
      fc.property(fc.array(fc.tuple(name, fc.string({ unit, maxLength: 30 })), { minLength: 1 }), (pairs) => {
        const well = pairs.map(([n, v]) => [n.toWellFormed(), v.toWellFormed()] as const)
        const read = fromUrlEncoded(new TextEncoder().encode(urlEncoded(pairs)))
        expect([...(read ?? [])]).toEqual([...new Map(well)])
      }),
    )
  })
  it('never throws on anything else', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void fromUrlEncoded(bytes)))
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', '=', '&', '%', '2', 'f', '+', 'ø') }),
        (text) => void fromUrlEncoded(new TextEncoder().encode(text)),
      ),
    )
  })
})
