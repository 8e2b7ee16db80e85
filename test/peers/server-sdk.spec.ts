import {
  ApiError,
  type Client,
  CheckoutPaymentIntent,
  type Order,
  type OrderRequest,
  OrdersController,
  OrderStatus,
  PaymentsController,
  PaypalExperienceUserAction,
} from '@paypal/paypal-server-sdk'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { serverSdkAt } from '../support/peers/server-sdk.ts'
import { visit } from '../support/simulator/browser.ts'
import { runSimulator, type RunningSimulator } from '../support/simulator/simulator.ts'

/** PayPal's own SDK against the simulator: what it reads is what PayPal answers. */
let running: RunningSimulator
let client: Client
let orders: OrdersController
let payments: PaymentsController
beforeEach(async () => {
  running = await runSimulator()
  client = serverSdkAt(running.url)
  orders = new OrdersController(client)
  payments = new PaymentsController(client)
})
afterEach(() => running.stop())

let count = 0
const requestId = () => `sdk-${(count += 1)}`
const usd = (value: string) => ({ currencyCode: 'USD', value })

const bodyOf = (intent: CheckoutPaymentIntent, value: string, invoiceId: string): OrderRequest => ({
  intent,
  purchaseUnits: [{ amount: usd(value), invoiceId, description: 'Seminar' }],
  paymentSource: {
    paypal: {
      experienceContext: {
        brandName: 'Fjordkurs AS',
        locale: 'nb-NO',
        userAction: PaypalExperienceUserAction.PayNow,
        returnUrl: 'https://shop.example/back',
        cancelUrl: 'https://shop.example/cancel',
      },
    },
  },
})

async function approved(
  intent = CheckoutPaymentIntent.Capture,
  value = '90.00',
  { invoice = `INV-${requestId()}`, decision = 'approve' } = {},
): Promise<string> {
  const { result } = await orders.createOrder({
    body: bodyOf(intent, value, invoice),
    paypalRequestId: requestId(),
    prefer: 'return=representation',
  })
  expect(result.status).toBe(OrderStatus.PayerActionRequired)
  const page = result.links?.find(({ rel }) => rel === 'payer-action')?.href ?? ''
  await (await visit(page)).press(decision)
  return result.id ?? ''
}

const capture = async (id: string): Promise<Order> =>
  (await orders.captureOrder({ id, paypalRequestId: requestId(), prefer: 'return=representation' })).result
const paymentsOf = ({ purchaseUnits }: Order) => purchaseUnits?.[0]?.payments
const captureIn = (order: Order): string => paymentsOf(order)?.captures?.[0]?.id ?? ''

async function refusal(call: Promise<unknown>): Promise<{ status: number; issue: string | undefined }> {
  const error: unknown = await call.then(
    () => null,
    (reason: unknown) => reason,
  )
  if (!(error instanceof ApiError)) throw new Error('the SDK was not refused', { cause: error })
  const body = JSON.parse(String(error.body)) as { details?: { issue: string }[] }
  return { status: error.statusCode, issue: body.details?.[0]?.issue }
}

describe('an order that is captured', () => {
  it('is created, looked up, captured, and refunded in part and in full', async () => {
    const id = await approved()
    expect((await orders.getOrder({ id })).result).toMatchObject({
      id,
      status: OrderStatus.Approved,
      purchaseUnits: [{ amount: usd('90.00') }],
    })
    const paid = await capture(id)
    expect(paid).toMatchObject({ status: OrderStatus.Completed })
    const captureId = captureIn(paid)
    const part = await payments.refundCapturedPayment({
      captureId,
      paypalRequestId: requestId(),
      prefer: 'return=representation',
      body: { amount: usd('30.00'), invoiceId: 'CREDIT-1' },
    })
    expect(part.result).toMatchObject({ status: 'COMPLETED', amount: usd('30.00'), invoiceId: 'CREDIT-1' })
    expect((await payments.getCapturedPayment({ captureId })).result.status).toBe('PARTIALLY_REFUNDED')
    const rest = await payments.refundCapturedPayment({ captureId, paypalRequestId: requestId() })
    expect((await payments.getRefund({ refundId: rest.result.id ?? '' })).result).toMatchObject({
      status: 'COMPLETED',
      amount: usd('60.00'),
    })
    const { result } = await payments.getCapturedPayment({ captureId })
    expect(result).toMatchObject({ status: 'REFUNDED', amount: usd('90.00') })
    expect(running.simulator.ledger.charges()).toMatchObject([{ captured: 9000, refunded: 9000 }])
  })

  it('may be patched before it is approved', async () => {
    const { result } = await orders.createOrder({
      body: bodyOf(CheckoutPaymentIntent.Capture, '90.00', 'INV-P'),
      paypalRequestId: requestId(),
    })
    const id = result.id ?? ''
    await orders.patchOrder({
      id,
      body: [
        {
          op: 'replace',
          path: "/purchase_units/@reference_id=='default'/amount",
          value: { currency_code: 'USD', value: '75.00' },
        },
      ] as never,
    })
    expect((await orders.getOrder({ id })).result.purchaseUnits?.[0]?.amount).toMatchObject(usd('75.00'))
  })

  it('pending at PayPal is pending for the SDK, with the reason', async () => {
    const id = await approved()
    running.simulator.faults.next({ kind: 'hold', operation: 'capture-order', code: 'ECHECK' })
    const captureId = captureIn(await capture(id))
    expect((await payments.getCapturedPayment({ captureId })).result).toMatchObject({
      status: 'PENDING',
      statusDetails: { reason: 'ECHECK' },
    })
    expect(
      await refusal(payments.refundCapturedPayment({ captureId, paypalRequestId: requestId() })),
    ).toEqual({
      status: 422,
      issue: 'PENDING_CAPTURE',
    })
  })
})

describe('an order that is authorized', () => {
  const authorized = async (): Promise<string> => {
    const id = await approved(CheckoutPaymentIntent.Authorize)
    const { result } = await orders.authorizeOrder({
      id,
      paypalRequestId: requestId(),
      prefer: 'return=representation',
    })
    return paymentsOf(result)?.authorizations?.[0]?.id ?? ''
  }

  it('is captured once', async () => {
    const authorizationId = await authorized()
    expect((await payments.getAuthorizedPayment({ authorizationId })).result.status).toBe('CREATED')
    const { result } = await payments.captureAuthorizedPayment({
      authorizationId,
      paypalRequestId: requestId(),
      prefer: 'return=representation',
      body: { amount: usd('90.00'), finalCapture: true },
    })
    expect(result).toMatchObject({ status: 'COMPLETED', amount: usd('90.00'), finalCapture: true })
    expect((await payments.getAuthorizedPayment({ authorizationId })).result.status).toBe('CAPTURED')
    expect(
      await refusal(payments.captureAuthorizedPayment({ authorizationId, paypalRequestId: requestId() })),
    ).toEqual({ status: 422, issue: 'AUTHORIZATION_ALREADY_CAPTURED' })
  })

  it('is voided, and captured no more', async () => {
    const authorizationId = await authorized()
    expect((await payments.voidPayment({ authorizationId, paypalRequestId: requestId() })).statusCode).toBe(
      204,
    )
    expect((await payments.getAuthorizedPayment({ authorizationId })).result.status).toBe('VOIDED')
    expect(
      await refusal(payments.captureAuthorizedPayment({ authorizationId, paypalRequestId: requestId() })),
    ).toEqual({ status: 422, issue: 'AUTHORIZATION_VOIDED' })
    expect(running.simulator.ledger.charges()).toMatchObject([{ state: 'voided', captured: 0 }])
  })
})

describe('what PayPal refuses', () => {
  it.each([
    ['the buyer’s bank', '90.00', 'decline', 'INSTRUMENT_DECLINED'],
    ['the amount', '104.86', 'approve', 'INSTRUMENT_DECLINED'],
    ['the buyer’s account', '104.17', 'approve', 'PAYER_CANNOT_PAY'],
    ['a buyer who canceled', '90.00', 'cancel', 'ORDER_NOT_APPROVED'],
  ])('because of %s', async (_what, value, decision, issue) => {
    const id = await approved(CheckoutPaymentIntent.Capture, value, { decision })
    expect(await refusal(capture(id))).toEqual({ status: 422, issue })
    expect(running.simulator.ledger.charges().filter(({ captured }) => captured > 0)).toEqual([])
  })

  it('because the invoice is paid, the amount is no amount, or nothing is there', async () => {
    const invoice = 'INV-TWICE'
    const [first, second] = [
      await approved(CheckoutPaymentIntent.Capture, '90.00', { invoice }),
      await approved(CheckoutPaymentIntent.Capture, '90.00', { invoice }),
    ]
    await capture(first)
    expect(await refusal(capture(second))).toEqual({ status: 422, issue: 'DUPLICATE_INVOICE_ID' })
    expect(await refusal(approved(CheckoutPaymentIntent.Capture, '90.005'))).toEqual({
      status: 422,
      issue: 'DECIMAL_PRECISION',
    })
    expect(await refusal(orders.getOrder({ id: 'NONE' }))).toEqual({
      status: 404,
      issue: 'INVALID_RESOURCE_ID',
    })
  })

  it('because the secret is wrong', async () => {
    const stranger = new OrdersController(serverSdkAt(running.url, 'wrong'))
    await expect(stranger.getOrder({ id: 'NONE' })).rejects.toMatchObject({
      statusCode: 401,
      result: { error: 'invalid_client' },
    })
  })

  it('and says the same again for the same request', async () => {
    const id = await approved()
    const call = { id, paypalRequestId: requestId(), prefer: 'return=representation' }
    const first = await orders.captureOrder(call)
    const again = await orders.captureOrder(call)
    expect(captureIn(again.result)).toBe(captureIn(first.result))
    expect(running.simulator.ledger.charges()).toHaveLength(1)
  })
})
