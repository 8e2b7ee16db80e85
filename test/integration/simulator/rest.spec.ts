import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import {
  type Json,
  type RestOptions,
  runSimulator,
  type RunningSimulator,
} from '../../support/simulator/simulator.ts'
import { visit } from '../../support/simulator/browser.ts'

let running: RunningSimulator
beforeEach(async () => void (running = await runSimulator()))
afterEach(() => running.stop())

const order = (intent: 'CAPTURE' | 'AUTHORIZE' = 'CAPTURE', value = '90.00', currency_code = 'USD') => ({
  intent,
  purchase_units: [{ invoice_id: 'ref1', description: 'Seminar', amount: { currency_code, value } }],
  payment_source: {
    paypal: {
      experience_context: {
        brand_name: 'Fjordkurs AS',
        locale: 'nb-NO',
        return_url: 'http://127.0.0.1:9/back',
        cancel_url: 'http://127.0.0.1:9/cancel',
      },
    },
  },
})
const money = (value: string) => ({ currency_code: 'USD', value })
/** Another order, with an invoice number of its own. */
const again = (intent: 'CAPTURE' | 'AUTHORIZE') => {
  const { purchase_units, ...rest } = order(intent)
  return { ...rest, purchase_units: purchase_units.map((unit) => ({ ...unit, invoice_id: 'ref2' })) }
}
let requests = 0
const post = (path: string, body: unknown = {}, options: RestOptions = {}) =>
  running.rest(path, { body, requestId: `request-${requests++}`, ...options })
const create = (body: unknown = order()) => post('/v2/checkout/orders', body)
const issueOf = ({ body }: { body: Json }): unknown => (body['details'] as [Json] | undefined)?.[0]['issue']
const linkOf = (body: Json, rel: string): string =>
  (body['links'] as { rel: string; href: string }[]).find((link) => link.rel === rel)?.href ?? ''

async function approved(body: unknown = order(), decision = 'approve'): Promise<string> {
  const { body: created } = await create(body)
  await (await visit(linkOf(created, 'payer-action'))).press(decision)
  return String(created['id'])
}
const paymentsOf = (body: Json): Record<string, Json[]> =>
  ((body['purchase_units'] as Json[])[0]?.['payments'] ?? {}) as Record<string, Json[]>

describe('an order', () => {
  it('is made, approved, captured once, reported and refunded once', async () => {
    const created = await create()
    expect(created).toMatchObject({ status: 201, body: { status: 'PAYER_ACTION_REQUIRED' } })
    const path = `/v2/checkout/orders/${String(created.body['id'])}`
    expect(issueOf(await post(`${path}/capture`))).toBe('ORDER_NOT_APPROVED')
    const { to } = await (await visit(linkOf(created.body, 'payer-action'))).press('approve')
    expect(to?.searchParams.get('token')).toBe(created.body['id'])
    expect((await running.rest(path, { method: 'GET' })).body).toMatchObject({ status: 'APPROVED' })
    const captured = await post(`${path}/capture`)
    expect(captured).toMatchObject({ status: 201, body: { status: 'COMPLETED' } })
    const [capture] = paymentsOf(captured.body)['captures'] ?? []
    expect(capture).toMatchObject({ status: 'COMPLETED', amount: { value: '90.00', currency_code: 'USD' } })
    expect(issueOf(await post(`${path}/capture`))).toBe('ORDER_ALREADY_CAPTURED')
    const refund = `/v2/payments/captures/${String(capture?.['id'])}/refund`
    const wrong = { amount: { value: '90.01', currency_code: 'USD' } }
    expect(issueOf(await post(refund, wrong))).toBe('REFUND_AMOUNT_EXCEEDED')
    expect(await post(refund)).toMatchObject({ status: 201, body: { status: 'COMPLETED' } })
    expect(issueOf(await post(refund))).toBe('CAPTURE_FULLY_REFUNDED')
    const answer = await running.rest(path, { method: 'GET' })
    expect(paymentsOf(answer.body)['captures']).toMatchObject([{ status: 'REFUNDED' }])
  })

  it('may be authorized, then captured or voided once', async () => {
    const id = await approved(order('AUTHORIZE'))
    expect(issueOf(await post(`/v2/checkout/orders/${id}/capture`))).toBe('ACTION_DOES_NOT_MATCH_INTENT')
    const { body } = await post(`/v2/checkout/orders/${id}/authorize`)
    const [authorization] = paymentsOf(body)['authorizations'] ?? []
    expect(authorization).toMatchObject({ status: 'CREATED' })
    const path = `/v2/payments/authorizations/${String(authorization?.['id'])}`
    const tooMuch = { amount: { value: '90.01', currency_code: 'USD' } }
    expect(issueOf(await post(`${path}/capture`, tooMuch))).toBe('MAX_CAPTURE_AMOUNT_EXCEEDED')
    expect(await post(`${path}/capture`)).toMatchObject({ status: 201 })
    expect(issueOf(await post(`${path}/capture`))).toBe('AUTHORIZATION_ALREADY_CAPTURED')
    expect(issueOf(await post(`${path}/void`))).toBe('PREVIOUSLY_CAPTURED')
    running.simulator.ledger.settle()
    expect(running.simulator.ledger.of('ref1')).toMatchObject([{ state: 'captured', captured: 9000 }])
  })

  it('that is voided can be captured no more', async () => {
    const id = await approved(order('AUTHORIZE'))
    const { body } = await post(`/v2/checkout/orders/${id}/authorize`)
    const path = `/v2/payments/authorizations/${String(paymentsOf(body)['authorizations']?.[0]?.['id'])}`
    expect(await post(`${path}/void`)).toEqual({ status: 204, body: {} })
    expect(issueOf(await post(`${path}/capture`))).toBe('AUTHORIZATION_VOIDED')
    expect((await running.rest(path, { method: 'GET' })).body).toMatchObject({ status: 'VOIDED' })
  })

  it('cannot be paid twice for one invoice', async () => {
    const [first, second] = [await approved(), await approved()]
    await post(`/v2/checkout/orders/${first}/capture`)
    expect(issueOf(await post(`/v2/checkout/orders/${second}/capture`))).toBe('DUPLICATE_INVOICE_ID')
  })

  it('is declined where the page, the amount or PayPal’s own header ask for it', async () => {
    const byPage = await approved(order(), 'decline')
    const byAmount = await approved(order('CAPTURE', '104.86'))
    const byHeader = await approved()
    const capture = (id: string, options?: RestOptions) =>
      post(`/v2/checkout/orders/${id}/capture`, {}, options)
    expect(issueOf(await capture(byPage))).toBe('INSTRUMENT_DECLINED')
    expect(issueOf(await capture(byAmount))).toBe('INSTRUMENT_DECLINED')
    const headers = { 'PayPal-Mock-Response': '{"mock_application_codes":"PAYER_CANNOT_PAY"}' }
    expect(issueOf(await capture(byHeader, { headers }))).toBe('PAYER_CANNOT_PAY')
    expect(await capture(byHeader)).toMatchObject({ status: 201 })
  })
})

describe('PayPal-Request-Id', () => {
  it('gives the earlier result for six hours', async () => {
    const id = await approved()
    const path = `/v2/checkout/orders/${id}/capture`
    const first = await post(path, {}, { requestId: 'once' })
    const again = await post(path, {}, { requestId: 'once' })
    expect(again).toEqual({ status: 200, body: first.body })
    running.clock.advance(6 * 3600 * 1000)
    expect(issueOf(await post(path, {}, { requestId: 'once' }))).toBe('ORDER_ALREADY_CAPTURED')
    expect(running.simulator.ledger.charges()).toHaveLength(1)
  })

  it('does not hold on to what was refused', async () => {
    const { body } = await create()
    const path = `/v2/checkout/orders/${String(body['id'])}/capture`
    expect(issueOf(await post(path, {}, { requestId: 'once' }))).toBe('ORDER_NOT_APPROVED')
    await (await visit(linkOf(body, 'payer-action'))).press('approve')
    expect(await post(path, {}, { requestId: 'once' })).toMatchObject({ status: 201 })
  })

  it('is needed for an order, and at most 108 characters long', async () => {
    const without = await running.rest('/v2/checkout/orders', { body: order() })
    expect(issueOf(without)).toBe('PAYPAL_REQUEST_ID_REQUIRED')
    const long = await post('/v2/checkout/orders', order(), { requestId: 'x'.repeat(109) })
    expect(issueOf(long)).toBe('INVALID_STRING_LENGTH')
  })
})

describe('what a call must be', () => {
  it.each<[what: string, body: unknown, issue: string]>([
    ['decimals of a currency without', order('CAPTURE', '90.50', 'JPY'), 'DECIMAL_PRECISION'],
    ['an unknown currency', order('CAPTURE', '90.00', 'ISK'), 'INVALID_CURRENCY_CODE'],
    ['nothing to pay', order('CAPTURE', '0.00'), 'CANNOT_BE_ZERO_OR_NEGATIVE'],
    ['no purchase', { ...order(), purchase_units: [] }, 'INVALID_PARAMETER_VALUE'],
    ['an unknown intent', { ...order(), intent: 'TAKE' }, 'INVALID_PARAMETER_VALUE'],
    ['no intent', { ...order(), intent: undefined }, 'MISSING_REQUIRED_PARAMETER'],
    ['no addresses', { ...order(), payment_source: undefined }, 'INVALID_PARAMETER_VALUE'],
  ])('refuses %s', async (_what, body, issue) => {
    expect(issueOf(await create(body))).toBe(issue)
  })

  it('adds up the breakdown', async () => {
    const withBreakdown = (discount: string) => {
      const [unit] = order().purchase_units
      const breakdown = { item_total: money('120.00'), discount: money(discount) }
      return { ...order(), purchase_units: [{ ...unit, amount: { ...money('90.00'), breakdown } }] }
    }
    expect((await create(withBreakdown('30.00'))).status).toBe(201)
    expect(issueOf(await create(withBreakdown('30.01')))).toBe('AMOUNT_MISMATCH')
  })

  it('needs an access token that has not expired, from a client that exists', async () => {
    const id = await approved()
    const path = `/v2/checkout/orders/${id}`
    expect((await running.rest(path, { method: 'GET' })).status).toBe(200)
    running.clock.advance(9 * 3600 * 1000)
    expect(await running.rest(path, { method: 'GET' })).toMatchObject({
      status: 401,
      body: { error: 'invalid_token' },
    })
    for (const client of ['wrong:secret', 'client:feil', 'client:', 'client']) {
      const response = await fetch(`${running.url}/v1/oauth2/token`, {
        method: 'POST',
        headers: { Authorization: `Basic ${Buffer.from(client).toString('base64')}` },
        body: 'grant_type=client_credentials',
      })
      expect(response.status).toBe(401)
      expect(await response.json()).toMatchObject({ error: 'invalid_client' })
    }
  })

  it('refuses what is no JSON, and what does not exist', async () => {
    const text = await post('/v2/checkout/orders', order(), { headers: { 'Content-Type': 'text/plain' } })
    expect(text.status).toBe(415)
    expect(issueOf(await running.rest('/v2/checkout/orders/NONE', { method: 'GET' }))).toBe(
      'INVALID_RESOURCE_ID',
    )
    expect((await post('/v2/payments/captures/NONE/refund')).status).toBe(404)
  })
})

describe('numbers and names', () => {
  it('of an account are as PayPal makes them', async () => {
    for (let n = 0; n < 40; n++) {
      const { body } = await running.rest(`/v2/checkout/orders/${await approved()}`, { method: 'GET' })
      expect((body['payer'] as Json)['payer_id']).toMatch(/^[2-9A-HJ-NP-Z]{13}$/)
    }
    expect((await running.nvp('GetPalDetails'))['PAL']).toMatch(/^[2-9A-HJ-NP-Z]{13}$/)
  })

  it('of an invoice are used once; those of a purchase unit as often as one likes', async () => {
    const unit = { reference_id: 'unit-1', custom_id: 'custom-1', amount: money('90.00') }
    const withoutInvoice = { ...order(), purchase_units: [unit] }
    for (let n = 0; n < 2; n++) {
      const id = await approved(withoutInvoice)
      const { status, body } = await post(`/v2/checkout/orders/${id}/capture`)
      expect(status).toBe(201)
      const [shown] = body['purchase_units'] as Json[]
      expect(shown).toMatchObject({ reference_id: 'unit-1', custom_id: 'custom-1' })
      expect(shown).not.toHaveProperty('invoice_id')
      expect(paymentsOf(body)['captures']?.[0]).not.toHaveProperty('invoice_id')
    }
  })

  it('of a refund’s invoice are its own', async () => {
    const { body } = await post(`/v2/checkout/orders/${await approved()}/capture`)
    const [capture] = paymentsOf(body)['captures'] ?? []
    const path = `/v2/payments/captures/${String(capture?.['id'])}`
    const part = { amount: money('30.00') }
    const first = await post(`${path}/refund`, { ...part, invoice_id: 'credit-note-1' })
    expect(first).toMatchObject({ status: 201, body: { invoice_id: 'credit-note-1' } })
    expect((await post(`${path}/refund`, part)).body).not.toHaveProperty('invoice_id')
    expect((await running.rest(path, { method: 'GET' })).body).toMatchObject({
      invoice_id: 'ref1',
      status: 'PARTIALLY_REFUNDED',
    })
  })

  it('of a currency have to be those of the payment', async () => {
    const other = { amount: { currency_code: 'EUR', value: '90.00' } }
    const { body } = await post(`/v2/checkout/orders/${await approved()}/capture`)
    const [capture] = paymentsOf(body)['captures'] ?? []
    const refund = await post(`/v2/payments/captures/${String(capture?.['id'])}/refund`, other)
    expect(issueOf(refund)).toBe('REFUND_CAPTURE_CURRENCY_MISMATCH')
    const authorized = await post(`/v2/checkout/orders/${await approved(again('AUTHORIZE'))}/authorize`)
    const [authorization] = paymentsOf(authorized.body)['authorizations'] ?? []
    const taken = await post(`/v2/payments/authorizations/${String(authorization?.['id'])}/capture`, other)
    expect(issueOf(taken)).toBe('AUTH_CAPTURE_CURRENCY_MISMATCH')
  })
})

describe('PATCH of an order', () => {
  const UNIT = "/purchase_units/@reference_id=='default'"
  const patch = async (id: string, ...body: unknown[]) =>
    await running.rest(`/v2/checkout/orders/${id}`, { method: 'PATCH', body })
  const shownUnit = async (id: string): Promise<unknown> =>
    ((await running.rest(`/v2/checkout/orders/${id}`, { method: 'GET' })).body['purchase_units'] as Json[])[0]

  it('changes what is paid, and by which number, before it is paid', async () => {
    const id = String((await create()).body['id'])
    const answer = await patch(
      id,
      { op: 'replace', path: `${UNIT}/amount`, value: money('75.50') },
      { op: 'replace', path: `${UNIT}/invoice_id`, value: 'ref2' },
      { op: 'add', path: `${UNIT}/custom_id`, value: 'customer 7' },
      { op: 'remove', path: `${UNIT}/description` },
    )
    expect(answer).toEqual({ status: 204, body: {} })
    expect(await shownUnit(id)).toEqual({
      reference_id: 'default',
      amount: money('75.50'),
      invoice_id: 'ref2',
      custom_id: 'customer 7',
    })
    await (await visit(`${running.url}/checkoutnow?token=${id}`)).press('approve')
    await post(`/v2/checkout/orders/${id}/capture`)
    expect(running.simulator.ledger.of('ref2')).toMatchObject([{ captured: 7550 }])
  })

  it.each<[what: string, status: number, issue: string, change: unknown]>([
    ['a part that is fixed', 422, 'NOT_PATCHABLE', { op: 'replace', path: '/id', value: 'X' }],
    ['no path', 422, 'PATCH_PATH_REQUIRED', { op: 'replace', value: 'X' }],
    ['no value', 422, 'PATCH_VALUE_REQUIRED', { op: 'replace', path: `${UNIT}/description` }],
    ['no pointer', 422, 'INVALID_JSON_POINTER_FORMAT', { op: 'replace', path: 'x', value: 'X' }],
    ['no operation', 400, 'MISSING_REQUIRED_PARAMETER', { path: `${UNIT}/amount` }],
    ['another operation', 400, 'INVALID_PARAMETER_VALUE', { op: 'set', path: `${UNIT}/amount` }],
    [
      'to add what is there',
      400,
      'INVALID_PATCH_OPERATION',
      { op: 'add', path: `${UNIT}/invoice_id`, value: 'X' },
    ],
    ['no amount', 400, 'INVALID_PARAMETER_VALUE', { op: 'replace', path: `${UNIT}/amount`, value: '90.00' }],
    [
      'nothing to pay',
      422,
      'CANNOT_BE_ZERO_OR_NEGATIVE',
      { op: 'replace', path: `${UNIT}/amount`, value: money('0.00') },
    ],
    [
      'another unit',
      422,
      'REFERENCE_ID_NOT_FOUND',
      { op: 'replace', path: "/purchase_units/@reference_id=='other'/amount", value: money('9.00') },
    ],
  ])('refuses %s, and changes nothing', async (_what, status, issue, change) => {
    const id = String((await create()).body['id'])
    const before = await shownUnit(id)
    const first = { op: 'replace', path: `${UNIT}/amount`, value: money('10.00') }
    const answer = await patch(id, first, change)
    expect([answer.status, issueOf(answer)]).toEqual([status, issue])
    expect(await shownUnit(id)).toEqual(before)
  })

  it('takes no more than the buyer has approved, and nothing once it is paid', async () => {
    const id = await approved()
    const amount = (value: string) => ({ op: 'replace', path: `${UNIT}/amount`, value: money(value) })
    expect(issueOf(await patch(id, amount('90.01')))).toBe('AMOUNT_CHANGE_NOT_ALLOWED')
    expect((await patch(id, amount('80.00'))).status).toBe(204)
    await post(`/v2/checkout/orders/${id}/capture`)
    expect(issueOf(await patch(id, amount('70.00')))).toBe('ORDER_ALREADY_COMPLETED')
    expect((await patch('NONE')).status).toBe(404)
  })
})

it('answers every path and method in its own form', async () => {
  const id = await approved()
  expect(await running.rest(`/v2/checkout/orders/${id}`, { method: 'DELETE' })).toMatchObject({
    status: 405,
    body: { name: 'METHOD_NOT_SUPPORTED' },
  })
  expect(await post('/v2/payments/nothing')).toMatchObject({
    status: 404,
    body: { name: 'RESOURCE_NOT_FOUND' },
  })
  running.simulator.faults.next({ kind: 'refuse', protocol: 'rest', code: 'INTERNAL_SERVER_ERROR' })
  expect(await post(`/v2/checkout/orders/${id}/capture`)).toMatchObject({
    status: 500,
    body: { name: 'INTERNAL_SERVER_ERROR', message: 'An internal server error occurred.' },
  })
})

it('says where the buyer goes: to approve, or to the way to pay that was named', async () => {
  const { payment_source, ...rest } = order()
  const created = await create({ ...rest, application_context: payment_source.paypal.experience_context })
  expect(created.body).toMatchObject({ status: 'CREATED' })
  expect(linkOf(created.body, 'approve')).toContain('/checkoutnow?token=')
  expect(linkOf((await create()).body, 'payer-action')).toContain('/checkoutnow?token=')
})
