import type { z } from 'zod'
import { parseBoundedJson } from '#shared/bounded-json.ts'
import { paymentDecimals } from '#shared/domain/commerce/payment-currency.ts'
import { type Approval, type PendingKind, returnAddress } from '../approvals.ts'
import { type Answer, type Call, textOf } from '../server/http-messages.ts'
import type { Tools } from '../tools.ts'
import {
  errorAnswer,
  errorNamed,
  invalid,
  json,
  NOT_FOUND,
  type RestError,
  unprocessable,
} from './json-answer.ts'
import { orderSchema } from './order-input.ts'
import { orderTotal } from './order-total.ts'
import { orderLinks, orderOf, orderStatus } from './resources.ts'

/** POST /v2/checkout/orders */
export function createOrder(tools: Tools, call: Call, client: string): Answer {
  const refuse = (error: RestError): Answer => errorAnswer(tools, error)
  const body = parsed(call)
  if (body === undefined) return refuse(invalid('MALFORMED_REQUEST_JSON'))
  const read = orderSchema.safeParse(body, REPORTED)
  if (!read.success) return refuse(invalidIn(read.error))
  const { intent, purchase_units, payment_source, application_context } = read.data
  const [unit] = purchase_units
  if (!unit) return refuse(invalid('MISSING_REQUIRED_PARAMETER', '/purchase_units'))
  if (payment_source && !call.headers['paypal-request-id'])
    return refuse(invalid('PAYPAL_REQUEST_ID_REQUIRED'))
  const context = payment_source?.paypal?.experience_context ?? application_context ?? {}
  const returnUrl = returnAddress(context.return_url)
  const cancelUrl = returnAddress(context.cancel_url)
  if (!returnUrl || !cancelUrl)
    return refuse(invalid('INVALID_PARAMETER_VALUE', `${CONTEXT}/${returnUrl ? 'cancel_url' : 'return_url'}`))
  const sum = orderTotal(unit.amount)
  if ('status' in sum) return refuse(sum)
  const approval = tools.approvals.start(
    {
      merchant: client,
      shop: context.brand_name ?? client,
      description: unit.description ?? '',
      reference: unit.invoice_id ?? null,
      action: intent === 'CAPTURE' ? 'sale' : 'authorization',
      ...sum,
      returnUrl,
      cancelUrl,
      locale: context.locale ?? null,
      unit: {
        referenceId: unit.reference_id ?? 'default',
        customId: unit.custom_id ?? null,
        isByPaypal: payment_source?.paypal !== undefined,
      },
    },
    tools.ids.upper(17),
  )
  const whole = call.headers['prefer'] === 'return=representation'
  const short = {
    id: approval.token,
    status: orderStatus(approval),
    links: orderLinks(call, approval, intent),
  }
  return json(201, whole ? orderOf(call, tools, approval) : short)
}

const CONTEXT = '/payment_source/paypal/experience_context'

/** What was given is reported with what is wrong with it. */
export const REPORTED = { reportInput: true } as const

/** The first field that is wrong, read with `REPORTED`. */
export function invalidIn({ issues: [issue] }: z.ZodError): RestError {
  const isMissing = issue !== undefined && 'input' in issue && issue.input === undefined
  const field = `/${issue?.path.join('/') ?? ''}`
  return invalid(isMissing ? 'MISSING_REQUIRED_PARAMETER' : 'INVALID_PARAMETER_VALUE', field)
}

/** GET /v2/checkout/orders/{id} */
export function showOrder(tools: Tools, call: Call, client: string, id: string): Answer {
  const approval = orderNamed(tools, client, id)
  return approval ? json(200, orderOf(call, tools, approval)) : errorAnswer(tools, NOT_FOUND)
}

/** POST /v2/checkout/orders/{id}/authorize or /capture: takes the money that the buyer approved, once. */
export function payOrder(
  tools: Tools,
  call: Call,
  client: string,
  id: string,
  action: 'authorization' | 'sale',
): Answer {
  const approval = orderNamed(tools, client, id)
  if (!approval) return errorAnswer(tools, NOT_FOUND)
  const problem = notReady(tools, approval, action)
  if (problem) return errorAnswer(tools, unprocessable(problem))
  const declined = approval.declined ? 'INSTRUMENT_DECLINED' : (mocked(call) ?? issueByAmount(approval))
  const transaction = tools.ids.upper(17)
  const { merchant, reference, minor, currency } = approval
  tools.bank.charge(
    {
      protocol: 'rest',
      through: 'login',
      kind: action,
      merchant,
      reference,
      minor,
      currency,
      declined,
      review: approval.pending === null ? null : PENDING[approval.pending],
    },
    transaction,
  )
  if (declined !== null) return errorAnswer(tools, errorNamed(declined))
  approval.state = 'completed'
  approval.transaction = transaction
  return json(201, orderOf(call, tools, approval))
}

/** `status_details.reason` of what PayPal does not complete. */
const PENDING: Readonly<Record<PendingKind, string>> = { echeck: 'ECHECK', review: 'PENDING_REVIEW' }

export function orderNamed({ approvals }: Tools, client: string, id: string): Approval | null {
  const approval = approvals.get(id)
  return approval?.merchant === client ? approval : null
}

function notReady(
  { approvals, bank }: Tools,
  approval: Approval,
  action: 'authorization' | 'sale',
): string | null {
  if (approval.action !== action) return 'ACTION_DOES_NOT_MATCH_INTENT'
  if (approval.state === 'completed')
    return action === 'sale' ? 'ORDER_ALREADY_CAPTURED' : 'ORDER_ALREADY_AUTHORIZED'
  if (approvals.isExpired(approval)) return 'ORDER_EXPIRED'
  if (approval.state !== 'approved') return 'ORDER_NOT_APPROVED'
  const before = approval.reference === null ? null : bank.latest(approval.merchant, approval.reference)
  return before && before.declined === null ? 'DUPLICATE_INVOICE_ID' : null
}

/** Amounts that ask for an error, the same as with Express Checkout NVP: 104.86, 104.17 and 100.01. */
const BY_AMOUNT: Readonly<Record<number, string>> = {
  10486: 'INSTRUMENT_DECLINED',
  10417: 'PAYER_CANNOT_PAY',
  10001: 'INTERNAL_SERVER_ERROR',
}
const issueByAmount = ({ minor, currency }: Approval): string | null =>
  paymentDecimals(currency) === 2 ? (BY_AMOUNT[minor] ?? null) : null

/** PayPal's own way to ask for an error: PayPal-Mock-Response. */
function mocked({ headers }: Call): string | null {
  const code = /"mock_application_codes"\s*:\s*"([A-Z_]+)"/.exec(headers['paypal-mock-response'] ?? '')?.[1]
  return code ?? null
}

/** The call's body, or undefined where it is no JSON. */
export function parsed(call: Call): unknown {
  const text = textOf(call.body)
  try {
    return text === '' ? {} : parseBoundedJson(text)
  } catch {
    return undefined
  }
}
