import { amountText, wholeUnits } from '../amounts.ts'
import { type Approval, BUYER, type PendingKind, returnAddress } from '../approvals.ts'
import type { Tools } from '../tools.ts'
import type { Fields, PayflowAnswer } from './result-answer.ts'
import { sumOf, verbose } from './card-payments.ts'
import { heldByAmount, messageOf, pendingReasonOf, resultByAmount, resultWhile } from './results.ts'

type Step = (tools: Tools, fields: Fields) => PayflowAnswer

/** Express Checkout's errors come as RESULT 7, with its own number behind. */
const wrong = (detail: string): PayflowAnswer => ({ result: 7, message: `Field format error: ${detail}` })

const TOKEN = /^EC-[A-Z0-9]{17}$/

/** Express Checkout through Payflow (TENDER=P): ACTION S sets up, G returns the buyer's details, D pays. */
export function expressAction(tools: Tools, fields: Fields): PayflowAnswer {
  const action = fields.get('ACTION') ?? ''
  const step = Object.hasOwn(STEPS, action) ? STEPS[action] : undefined
  return step ? step(tools, fields) : wrong('ACTION')
}

const STEPS: Readonly<Record<string, Step>> = {
  S(tools, fields) {
    const sum = sumOf(fields)
    if ('result' in sum) return sum
    if (sum.minor === 0) return wrong('10525-The amount is zero')
    const returnUrl = returnAddress(fields.get('RETURNURL'))
    const cancelUrl = returnAddress(fields.get('CANCELURL'))
    if (!returnUrl) return wrong('10404-ReturnURL is missing')
    if (!cancelUrl) return wrong('10405-CancelURL is missing')
    const token = `EC-${tools.ids.upper(17)}`
    tools.approvals.start(
      {
        merchant: fields.get('VENDOR') ?? '',
        shop: fields.get('VENDOR') ?? '',
        description: fields.get('ORDERDESC') ?? fields.get('COMMENT1') ?? '',
        reference: fields.get('CUSTREF') ?? null,
        action: fields.get('TRXTYPE') === 'A' ? 'authorization' : 'sale',
        ...sum,
        returnUrl,
        cancelUrl,
        locale: fields.get('LOCALECODE') ?? null,
      },
      token,
    )
    return { result: 0, more: [['TOKEN', token]] }
  },

  G(tools, fields) {
    const found = approvalOf(tools, fields)
    if ('result' in found) return found
    const payer = [
      ['EMAIL', BUYER.email],
      ['PAYERSTATUS', 'verified'],
      ['PAYERID', found.payerId],
      ['FIRSTNAME', BUYER.first],
      ['LASTNAME', BUYER.last],
      ['COUNTRYCODE', BUYER.country],
    ] as const
    return {
      result: 0,
      more: [
        ['TOKEN', found.token],
        ...(found.state === 'approved' || found.state === 'completed' ? payer : []),
        ['AMT', amountText(found.minor, found.currency)],
        ['CURRENCY', found.currency],
      ],
    }
  },

  D(tools, fields) {
    const approval = approvalOf(tools, fields)
    if ('result' in approval) return approval
    const problem = notReady(approval, fields)
    return problem ?? pay(tools, approval, fields)
  },
}

function approvalOf({ approvals }: Tools, fields: Fields): Approval | PayflowAnswer {
  const token = fields.get('TOKEN')
  if (!token) return wrong('10408-Express Checkout token is missing')
  if (!TOKEN.test(token)) return wrong('Invalid Token')
  const found = approvals.get(token)
  if (!found) return wrong('10410-Invalid token')
  if (found.merchant !== fields.get('VENDOR')) return wrong('10409-Token belongs to another merchant')
  return approvals.isExpired(found) ? wrong('10411-This Express Checkout session has expired') : found
}

function notReady(approval: Approval, fields: Fields): PayflowAnswer | null {
  if (approval.state === 'completed')
    return wrong('10415-Transaction has already been completed for this token')
  if (approval.state !== 'approved') return wrong('10485-Payment has not been authorized by the user')
  if (fields.get('PAYERID') !== approval.payerId) return wrong('10406-The PayerID value is invalid')
  const action = fields.get('TRXTYPE') === 'A' ? 'authorization' : 'sale'
  return action === approval.action ? null : { result: 3 }
}

/** PayPal's words for what it does not complete. */
const PENDING: Readonly<Record<PendingKind, string>> = { echeck: 'echeck', review: '126' }

function pay({ bank, ids }: Tools, approval: Approval, fields: Fields): PayflowAnswer {
  const sum = sumOf(fields)
  if ('result' in sum) return sum
  if (sum.currency !== approval.currency || sum.minor > approval.minor)
    return wrong('10413-The totals of the cart item amounts do not match order amounts')
  const whole = wholeUnits(sum.minor, sum.currency)
  const byAmount = resultByAmount(whole)
  const result = approval.declined ? 12 : byAmount
  const { merchant, action } = approval
  const reference = fields.get('CUSTREF') ?? approval.reference
  const declined = result === 0 ? null : String(result)
  const pnref = ids.upper(12)
  const { review } = bank.charge(
    {
      protocol: 'payflow',
      through: 'login',
      kind: action,
      merchant,
      reference,
      ...sum,
      declined,
      review: approval.pending === null ? heldByAmount(whole) : PENDING[approval.pending],
    },
    pnref,
  )
  if (declined !== null) return { result, pnref, message: `${messageOf(result)}: 10486-Redirect to PayPal` }
  approval.state = 'completed'
  approval.transaction = pnref
  return {
    result: resultWhile(review),
    pnref,
    more: [
      ['TOKEN', approval.token],
      ['PAYMENTTYPE', review === 'echeck' ? 'echeck' : 'instant'],
      ['PENDINGREASON', pendingReasonOf(review) ?? (action === 'sale' ? 'none' : 'authorization')],
      ...verbose(fields, sum, ids.upper(17), review),
    ],
  }
}
