import { describe, expect, it } from 'vitest'
import type { Outcome } from '#backend/areas/paypal/gateway/gateway.ts'
import type { HttpResult } from '#backend/areas/paypal/http/http-port.ts'
import { createPayflowClient } from '#backend/areas/paypal/payflow/payflow-client.ts'
import type { PayflowClient } from '#backend/areas/paypal/payflow/payflow-types.ts'
import results from '../../../../../fixtures/paypal/payflow-results.json' with { type: 'json' }
import vectors from '../../../../../fixtures/paypal/payflow.json' with { type: 'json' }
import { asExpected } from '../../../../../support/paypal/expected-outcome.ts'
import {
  answered,
  lost,
  notSent,
  scriptedPort,
  timedOut,
} from '../../../../../support/paypal/scripted-port.ts'

const HOSTS = {
  transactions: new URL('https://payflow.example/'),
  hostedPage: new URL('https://payflowlink.example/'),
  expressPage: new URL('https://www.paypal.example/cgi-bin/webscr'),
  test: true,
}
const ACCOUNT = { partner: 'PayPal', vendor: 'Example&Courses', user: 'admin', password: 'pa=ss&word1' }
const ORDER = {
  amount: { minor: 9000, currency: 'USD' },
  description: 'A course',
  reference: 'K7F2M9Q4X1A8',
} as const
const CARD = { number: '4111111111111111', month: 1, year: 2031, cvv: '123' }
const APPROVED = 'RESULT=0&PNREF=V19A2E6F8C31&RESPMSG=Approved'

function clientOf(...answers: readonly HttpResult[]) {
  const port = scriptedPort(...answers)
  return { port, client: createPayflowClient(HOSTS, ACCOUNT, port) }
}
const sale = (client: PayflowClient) => client.sale(ORDER, CARD, 'req-1')

describe('recorded requests and answers', () => {
  it.each(vectors)('$name', async ({ method, arguments: input, request, answer, outcome }) => {
    const { client, port } = clientOf(answered(answer))
    const call = client[method as keyof PayflowClient] as (...input: unknown[]) => Promise<Outcome<unknown>>
    expect(await call(...input)).toEqual(asExpected(outcome))
    const [sent] = port.requests
    expect(sent?.body).toBe(request)
    expect(sent).toMatchObject({
      method: 'POST',
      headers: {
        'content-type': 'text/namevalue',
        'x-vps-request-id': input.at(-1),
        'x-vps-client-timeout': '45',
      },
    })
    expect(sent?.url.href).toBe('https://payflow.example/')
    expect(sent?.timeoutMs).toBeGreaterThan(45_000)
  })
})

describe('every RESULT', () => {
  it.each(results)('$result, $message: $code', async ({ result, message, code, money }) => {
    const { client } = clientOf(
      answered(`RESULT=${result}&PNREF=V19A2E6F8C31&RESPMSG[${message.length}]=${message}`),
    )
    const pairs = [
      { name: 'RESULT', value: String(result) },
      { name: 'RESPMSG', value: message },
      { name: 'PNREF', value: 'V19A2E6F8C31' },
    ]
    expect(await sale(client)).toEqual(
      money === 'held'
        ? {
            kind: 'done',
            done: { transaction: 'V19A2E6F8C31', pending: String(result), repeated: false },
            pairs,
          }
        : money === 'open'
          ? { kind: 'unknown', code, pairs }
          : { kind: 'refused', code, pairs },
    )
  })
})

describe('answers that cannot be believed', () => {
  it.each([
    ['a page', answered(APPROVED, 'text/html')],
    ['XML', answered(APPROVED, 'text/xml')],
    ['no UTF-8', answered(Uint8Array.of(0x52, 0xe6))],
    ['HTTP 404', answered(APPROVED, 'text/namevalue', 404)],
    ['HTTP 302', answered('', null, 302)],
  ])('%s', async (_what, result) => {
    const { client } = clientOf(result)
    expect(await sale(client)).toMatchObject({ kind: 'unknown', code: 'malformed-answer' })
  })

  it('HTTP 500 is PayPal’s own trouble', async () => {
    const { client } = clientOf(answered('oops', 'text/html', 500))
    expect(await sale(client)).toMatchObject({ kind: 'unknown', code: 'internal-error' })
  })

  it('cut anywhere, an answer is never believed to say something else', async () => {
    for (const whole of [
      APPROVED,
      ...results.map((r) => `RESULT=${r.result}&PNREF=V19A2E6F8C31&RESPMSG=No`),
    ]) {
      const believed = await sale(clientOf(answered(whole)).client)
      for (let end = 0; end < whole.length; end++) {
        const cut = await sale(clientOf(answered(whole.slice(0, end))).client)
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
  it('a lost answer is asked for under the same request ID', async () => {
    const { client, port } = clientOf(lost, answered(`${APPROVED}&DUPLICATE=1`))
    expect(await sale(client)).toMatchObject({ kind: 'done', done: { repeated: true } })
    const [first, second] = port.requests
    expect(second).toEqual(first)
  })

  it('half an answer is asked for again, too', async () => {
    const { client, port } = clientOf(answered('RESULT=12'), answered(APPROVED))
    expect(await sale(client)).toMatchObject({ kind: 'done' })
    expect(port.requests).toHaveLength(2)
  })

  it('ends as unknown when no answer comes, even if the last try was never sent', async () => {
    const { client, port } = clientOf(lost, notSent)
    expect(await sale(client)).toMatchObject({ kind: 'unknown', code: 'connection-refused' })
    expect(port.requests).toHaveLength(3)
  })

  it.each([
    ['1', 'authentication-failed'],
    ['7', 'invalid-request'],
    ['26', 'account-unknown'],
    ['106', 'processor-unavailable'],
  ])('RESULT %s after a lost answer says nothing of the first try', async (result, code) => {
    const refused = answered(`RESULT=${result}&RESPMSG=No`)
    expect(await sale(clientOf(refused).client)).toMatchObject({ kind: 'refused', code })
    expect(await sale(clientOf(lost, refused).client)).toMatchObject({ kind: 'unknown', code })
    // A question moves nothing.
    expect(await clientOf(lost, refused).client.check('req-1')).toMatchObject({ kind: 'refused', code })
  })

  it('a refusal of the payment itself decides the first try, too', async () => {
    const declined = answered('RESULT=12&PNREF=V19A2E6F8C31&RESPMSG=Declined&DUPLICATE=1')
    expect(await sale(clientOf(lost, declined).client)).toMatchObject({ kind: 'refused', code: 'declined' })
  })

  it('a repeat of which PayPal cannot say whether it is one leaves it open', async () => {
    const unsure = answered(`${APPROVED}&DUPLICATE=-1`)
    expect(await sale(clientOf(lost, unsure).client)).toMatchObject({ kind: 'unknown', code: 'duplicate' })
  })

  it('a time limit is not waited for twice', async () => {
    const { client, port } = clientOf(timedOut)
    expect(await sale(client)).toMatchObject({ kind: 'unknown', code: 'timed-out' })
    expect(port.requests).toHaveLength(1)
  })

  it('what never left is not sent', async () => {
    const { client } = clientOf(notSent)
    expect(await sale(client)).toEqual({ kind: 'not-sent', code: 'connection-refused' })
  })
})

describe('what Payflow has no way to say', () => {
  it('a password with quotation marks is nobody’s, and is not sent', async () => {
    const port = scriptedPort(answered(APPROVED))
    const client = createPayflowClient(HOSTS, { ...ACCOUNT, password: 'a"b' }, port)
    expect(await client.check('req-1')).toEqual({ kind: 'not-sent', code: 'authentication-failed' })
    expect(port.requests).toEqual([])
  })

  it('a description loses what it may not hold', async () => {
    const { client, port } = clientOf(answered(APPROVED))
    await client.sale({ ...ORDER, description: `"One"\n\ttwo ${'x'.repeat(200)}` }, CARD, 'req-1')
    expect(port.requests[0]?.body).toMatch(/COMMENT1='One' two x{117}&/)
  })

  it.each([
    ['Årsoppgjør & kurs “A” — Røros', "COMMENT1[29]=Arsoppgjor & kurs 'A' - Roros"],
    ['Grüße, Straße', 'COMMENT1=Grusse, Strasse'],
    ['Αθήνα Москва', 'COMMENT1=Athina Moskva'],
    ['Sommerfest 🎉', 'COMMENT1=Sommerfest'],
    ['kr 100 = 10\u00a0€', 'COMMENT1[15]=kr 100 = 10 EUR'],
  ])('a description is sent in ASCII, and its tag counts what is sent: %s', async (description, sent) => {
    const { client, port } = clientOf(answered(APPROVED))
    await client.sale({ ...ORDER, description }, CARD, 'req-1')
    expect(port.requests[0]?.body).toContain(`&${sent}&`)
    expect(port.requests[0]?.body).toMatch(/^[\u0020-\u007e]+$/)
  })

  it('a description of which nothing can be written in ASCII is left out', async () => {
    const { client, port } = clientOf(answered(APPROVED))
    await client.sale({ ...ORDER, description: '🎉' }, CARD, 'req-1')
    expect(port.requests[0]?.body).not.toContain('COMMENT1')
  })

  it.each(['', 'x'.repeat(33), 'two words', 'nær'])('no such request ID: %j', async (requestId) => {
    await expect(clientOf(lost).client.check(requestId)).rejects.toThrow(RangeError)
  })

  it.each(['', 'K7F2M9Q4X1A89', 'K7-F2'])('no such reference: %j', async (reference) => {
    const { client } = clientOf(lost)
    const selling = async () => client.sale({ ...ORDER, reference }, CARD, 'req-1')
    await expect(selling()).rejects.toThrow(RangeError)
  })
})

it('the hosted page of the live host is not marked as a test', async () => {
  const port = scriptedPort(answered('RESULT=0&RESPMSG=Approved&SECURETOKEN=abc'))
  const client = createPayflowClient({ ...HOSTS, test: false }, ACCOUNT, port)
  const addresses = { returnUrl: 'https://localhost/r', cancelUrl: 'https://localhost/c' }
  const started = await client.startHosted(ORDER, addresses, 'sale', {}, 'req-1')
  expect(started).toMatchObject({ done: { form: { SECURETOKEN: 'abc', SECURETOKENID: 'req-1' } } })
  expect(JSON.stringify(started)).not.toContain('TEST')
})
