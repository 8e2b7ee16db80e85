import type { Order, Outcome, ReturnAddresses } from '#backend/areas/paypal/gateway/gateway.ts'
import type { HttpPort } from '#backend/areas/paypal/http/http-port.ts'
import { createHttpPort } from '#backend/areas/paypal/http/undici-port.ts'
import { clientsAt } from '../paypal/clients-at.ts'
import { visit } from '../simulator/browser.ts'
import { type RestOptions, runSimulator, type RunningSimulator } from '../simulator/simulator.ts'

/** One call of REST and its answer, as they went over the wire. */
export interface Exchange {
  readonly method: string
  readonly path: string
  /** What the product sent, or a call that was made up to get the answer. */
  readonly by: 'product' | 'hand'
  /** Null where there was no body. */
  readonly request: unknown
  readonly status: number
  readonly answer: unknown
}

const ADDRESSES: ReturnAddresses = {
  returnUrl: 'https://shop.example/back',
  cancelUrl: 'https://shop.example/cancel',
}
const LOOK = { brandName: 'Fjordkurs AS', locale: 'nb_NO' }

/** Everything that the product asks over REST, and everything that the simulator answers there. */
export async function restExchanges(): Promise<readonly Exchange[]> {
  const running = await runSimulator()
  const exchanges: Exchange[] = []
  const real = createHttpPort({ proxyFor: async () => null, pause: async () => undefined })
  try {
    await byProduct(running, recording(real, exchanges))
    await byHand(running, exchanges)
  } finally {
    await real.close()
    await running.stop()
  }
  return exchanges
}

function recording(port: HttpPort, exchanges: Exchange[]): HttpPort {
  return {
    ...port,
    async send(request) {
      const result = await port.send(request)
      if ('answer' in result) {
        const { method, url, body } = request
        const { status, body: answer } = result.answer
        exchanges.push({
          by: 'product',
          method,
          path: url.pathname,
          // The token is asked for with a form, everything else with JSON.
          request: parsed(body?.startsWith('grant_type=') ? '' : (body ?? '')),
          status,
          answer: parsed(Buffer.from(answer).toString()),
        })
      }
      return result
    },
  }
}

const parsed = (text: string): unknown => (text === '' ? null : (JSON.parse(text) as unknown))

function doneOf<Done>(outcome: Outcome<Done>): Done {
  if (outcome.kind !== 'done') throw new Error(`${outcome.kind} ${outcome.code}`)
  return outcome.done
}

async function byProduct(running: RunningSimulator, port: HttpPort): Promise<void> {
  const rest = clientsAt(running, port).rest()
  let count = 0
  const requestId = () => `request-${(count += 1)}`
  const orderOf = (minor: number, currency: Order['amount']['currency'] = 'NOK'): Order => ({
    amount: { minor, currency },
    description: 'Årsoppgjør & kurs “A” — Røros',
    reference: `REF${(count += 1)}`,
  })
  const started = async (order: Order, by: 'sale' | 'authorization', decision = 'approve') => {
    const start = doneOf(await rest.createOrder(order, ADDRESSES, by, LOOK, requestId()))
    if (decision !== '') await (await visit(start.buyerUrl)).press(decision)
    return start.token
  }

  await rest.check()
  await clientsAt(running, port).rest({ clientSecret: 'wrong' }).check()
  for (const order of [orderOf(9000), orderOf(1200, 'JPY')]) {
    const token = await started(order, 'sale')
    await rest.order(token)
    const { transaction } = doneOf(await rest.captureOrder(token, requestId()))
    await rest.captureOrder(token, requestId())
    await rest.order(token)
    await rest.refund(transaction, { ...order.amount, minor: 500 }, requestId())
    await rest.order(token)
    await rest.refund(transaction, { ...order.amount, minor: order.amount.minor - 500 }, requestId())
    await rest.refund(transaction, order.amount, requestId())
    await rest.refund(transaction, { minor: 100, currency: 'EUR' }, requestId())
    await rest.order(token)
  }
  const authorized = async (): Promise<[token: string, authorization: string, order: Order]> => {
    const order = orderOf(9000)
    const token = await started(order, 'authorization')
    await rest.captureOrder(token, requestId())
    return [token, doneOf(await rest.authorizeOrder(token, requestId())).transaction, order]
  }
  const [token, authorization, order] = await authorized()
  await rest.authorizeOrder(token, requestId())
  await rest.order(token)
  await rest.capture(authorization, { ...order.amount, minor: 9001 }, requestId())
  await rest.capture(authorization, order.amount, requestId())
  await rest.capture(authorization, order.amount, requestId())
  await rest.void(authorization, requestId())
  await rest.order(token)
  const [voidedToken, voided, voidedOrder] = await authorized()
  await rest.void(voided, requestId())
  await rest.void(voided, requestId())
  await rest.capture(voided, voidedOrder.amount, requestId())
  await rest.order(voidedToken)

  // What is declined, not approved, twice, or not there.
  for (const decision of ['decline', 'cancel', '']) {
    const id = await started(orderOf(9000), 'sale', decision)
    await rest.captureOrder(id, requestId())
    await rest.order(id)
  }
  for (const minor of [10486, 10417])
    await rest.captureOrder(await started(orderOf(minor), 'sale'), requestId())
  const twice = orderOf(9000)
  for (const id of [await started(twice, 'sale'), await started(twice, 'sale')])
    await rest.captureOrder(id, requestId())
  await rest.order('NONE')
  await rest.refund('NONE', order.amount, requestId())

  // What PayPal holds, and decides later.
  const { faults, ledger } = running.simulator
  for (const verdict of [null, 'DECLINED_BY_RISK_FRAUD_FILTERS']) {
    for (const by of ['sale', 'authorization'] as const) {
      const held = orderOf(9000)
      const id = await started(held, by)
      faults.next({ kind: 'hold', protocol: 'rest' })
      const paid =
        by === 'sale' ? await rest.captureOrder(id, requestId()) : await rest.authorizeOrder(id, requestId())
      await rest.order(id)
      if (by === 'sale') await rest.refund(doneOf(paid).transaction, held.amount, requestId())
      ledger.decide(held.reference, verdict)
      await rest.order(id)
    }
    const refunded = orderOf(9000)
    const id = await started(refunded, 'sale')
    const { transaction } = doneOf(await rest.captureOrder(id, requestId()))
    faults.next({ kind: 'hold', protocol: 'rest', operation: 'refund' })
    await rest.refund(transaction, refunded.amount, requestId())
    await rest.order(id)
    ledger.decide(refunded.reference, verdict)
    await rest.order(id)
  }
  for (const code of [
    'INTERNAL_SERVER_ERROR',
    'SERVICE_UNAVAILABLE',
    'PREVIOUS_REQUEST_IN_PROGRESS',
    'NOT_AUTHORIZED',
    'PAYEE_BLOCKED_TRANSACTION',
  ]) {
    const id = await started(orderOf(9000), 'sale')
    faults.next(
      ...Array.from(
        { length: 3 },
        () => ({ kind: 'refuse', protocol: 'rest', operation: 'capture-order', code }) as const,
      ),
    )
    await rest.captureOrder(id, requestId())
    faults.clear()
  }
}

/** What the product never asks: look-ups of one payment, other terms, malformed calls. */
async function byHand(running: RunningSimulator, exchanges: Exchange[]): Promise<void> {
  let count = 0
  const ask = async (
    method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
    path: string,
    request: unknown = null,
    more: RestOptions = {},
  ) => {
    const options = {
      method,
      requestId: `hand-${(count += 1)}`,
      ...(request === null ? {} : { body: request }),
      ...more,
    }
    const { status, body } = await running.rest(path, options)
    exchanges.push({ by: 'hand', method, path, request, status, answer: status === 204 ? null : body })
    return body as Record<string, never>
  }
  const paths = new Set(
    exchanges.flatMap(({ answer }) =>
      [...JSON.stringify(answer).matchAll(/"href":"[^"]*(\/v2\/payments\/[a-z]+\/[A-Z0-9]+)"/g)].map(
        ([, path = '']) => path,
      ),
    ),
  )
  for (const path of paths) await ask('GET', path)

  const money = (value: string) => ({ currency_code: 'USD', value })
  const unit = { reference_id: 'unit', custom_id: 'customer 7', invoice_id: 'hand-1', amount: money('90.00') }
  const context = { return_url: ADDRESSES.returnUrl, cancel_url: ADDRESSES.cancelUrl }
  const order = { intent: 'CAPTURE', purchase_units: [unit], application_context: context }
  const { id } = await ask('POST', '/v2/checkout/orders', order)
  const ofUnit = "/purchase_units/@reference_id=='unit'"
  const path = `/v2/checkout/orders/${String(id)}`
  await ask('PATCH', path, [{ op: 'replace', path: `${ofUnit}/amount`, value: money('80.00') }])
  await ask('PATCH', path, [{ op: 'remove', path: `${ofUnit}/custom_id` }])
  await ask('PATCH', path, [{ op: 'replace', path: '/id', value: 'X' }])
  await ask('PATCH', path, [{ op: 'add', path: `${ofUnit}/invoice_id`, value: 'X' }])
  await ask('GET', path)
  await (await visit(`${running.url}/checkoutnow?token=${String(id)}`)).press('approve')
  const paid = await ask('POST', `${path}/capture`, {})
  const captures = (paid['purchase_units'] as unknown as { payments: { captures: { id: string }[] } }[])[0]
  const capture = captures?.payments.captures[0]?.id ?? ''
  await ask('POST', `/v2/payments/captures/${capture}/refund`, {
    amount: money('30.00'),
    invoice_id: 'credit-1',
  })
  await ask('PATCH', path, [{ op: 'replace', path: `${ofUnit}/amount`, value: money('70.00') }])
  for (const body of [
    { ...order, intent: 'TAKE' },
    { ...order, purchase_units: [] },
    { ...order, purchase_units: [{ ...unit, amount: money('0.00') }] },
    { ...order, purchase_units: [{ ...unit, amount: money('1.005') }] },
    { ...order, purchase_units: [{ ...unit, amount: { currency_code: 'ISK', value: '90' } }] },
    {
      ...order,
      purchase_units: [{ ...unit, amount: { ...money('90.00'), breakdown: { item_total: money('80.00') } } }],
    },
    { ...order, application_context: undefined },
  ])
    await ask('POST', '/v2/checkout/orders', body)
  await ask('POST', '/v2/checkout/orders', order, { headers: { 'Content-Type': 'text/plain' } })
  await ask('DELETE', path)
  await ask('GET', '/v2/checkout/nothing')
}
