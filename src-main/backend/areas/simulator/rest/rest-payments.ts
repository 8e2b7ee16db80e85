import { minorUnits } from '../amounts.ts'
import type { Moved, Movement, Obstacle } from '../bank/bank.ts'
import { type Answer, type Call, plain } from '../server/http-messages.ts'
import type { Tools } from '../tools.ts'
import { errorAnswer, json, NOT_FOUND, unprocessable } from './json-answer.ts'
import { amountSchema } from './order-input.ts'
import { invalidIn, parsed, REPORTED } from './orders.ts'
import { resourceOf } from './resources.ts'

export type Collection = 'authorizations' | 'captures' | 'refunds'
type WithAmount = Exclude<Collection, 'refunds'>

const OTHER_CURRENCY: Record<WithAmount, string> = {
  authorizations: 'AUTH_CAPTURE_CURRENCY_MISMATCH',
  captures: 'REFUND_CAPTURE_CURRENCY_MISMATCH',
}

const KINDS: Record<Collection, readonly Movement['kind'][]> = {
  authorizations: ['authorization'],
  captures: ['sale', 'capture'],
  refunds: ['refund'],
}

const CAPTURE_ISSUES: Partial<Record<Obstacle, string>> = {
  captured: 'AUTHORIZATION_ALREADY_CAPTURED',
  refunded: 'AUTHORIZATION_ALREADY_CAPTURED',
  voided: 'AUTHORIZATION_VOIDED',
  'too-much': 'MAX_CAPTURE_AMOUNT_EXCEEDED',
  'too-late': 'AUTHORIZATION_EXPIRED',
}
const VOID_ISSUES: Partial<Record<Obstacle, string>> = {
  captured: 'PREVIOUSLY_CAPTURED',
  refunded: 'PREVIOUSLY_CAPTURED',
  voided: 'PREVIOUSLY_VOIDED',
}
const REFUND_ISSUES: Partial<Record<Obstacle, string>> = {
  refunded: 'CAPTURE_FULLY_REFUNDED',
  pending: 'PENDING_CAPTURE',
  'too-much': 'REFUND_AMOUNT_EXCEEDED',
  'too-late': 'REFUND_TIME_LIMIT_EXCEEDED',
}

/** GET /v2/payments/{collection}/{id} */
export function showPayment(tools: Tools, call: Call, client: string, of: Collection, id: string): Answer {
  const movement = named(tools, client, of, id)
  return movement ? json(200, resourceOf(call, movement)) : errorAnswer(tools, NOT_FOUND)
}

/** POST …/authorizations/{id}/capture */
export const capturePayment = (tools: Tools, call: Call, client: string, id: string): Answer =>
  withAmount(tools, call, client, 'authorizations', id, CAPTURE_ISSUES, (movement, minor, invoice) =>
    tools.bank.capture(movement, minor, tools.ids.upper(17), invoice),
  )

/** POST …/captures/{id}/refund */
export const refundPayment = (tools: Tools, call: Call, client: string, id: string): Answer =>
  withAmount(tools, call, client, 'captures', id, REFUND_ISSUES, (movement, minor, invoice) =>
    tools.bank.refund(movement, minor, tools.ids.upper(17), invoice),
  )

/** POST …/authorizations/{id}/void: no content, or the authorization where it is preferred. */
export function voidPayment(tools: Tools, call: Call, client: string, id: string): Answer {
  const movement = named(tools, client, 'authorizations', id)
  if (!movement) return errorAnswer(tools, NOT_FOUND)
  const moved = tools.bank.void(movement, tools.ids.upper(17))
  if ('obstacle' in moved)
    return errorAnswer(tools, unprocessable(VOID_ISSUES[moved.obstacle] ?? 'PREVIOUSLY_VOIDED'))
  return call.headers['prefer'] === 'return=representation'
    ? json(200, resourceOf(call, movement))
    : plain(204, '')
}

function withAmount(
  tools: Tools,
  call: Call,
  client: string,
  of: WithAmount,
  id: string,
  issues: Partial<Record<Obstacle, string>>,
  move: (movement: Movement, minor: number | null, invoice: string | null) => Moved,
): Answer {
  const movement = named(tools, client, of, id)
  if (!movement) return errorAnswer(tools, NOT_FOUND)
  const read = amountSchema.safeParse(parsed(call), REPORTED)
  if (!read.success) return errorAnswer(tools, invalidIn(read.error))
  const { amount, invoice_id } = read.data
  const { currency } = movement.charge
  if (amount && amount.currency_code !== currency)
    return errorAnswer(tools, unprocessable(OTHER_CURRENCY[of]))
  const minor = amount ? minorUnits(amount.value, currency) : undefined
  if (minor === null) return errorAnswer(tools, unprocessable('DECIMAL_PRECISION'))
  const moved = move(movement, minor ?? null, invoice_id ?? null)
  if ('obstacle' in moved)
    return errorAnswer(tools, unprocessable(issues[moved.obstacle] ?? 'TRANSACTION_REFUSED'))
  return json(201, resourceOf(call, moved.movement))
}

function named({ bank }: Tools, client: string, of: Collection, id: string): Movement | null {
  const movement = bank.find(client, id)
  return movement && movement.declined === null && KINDS[of].includes(movement.kind) ? movement : null
}
