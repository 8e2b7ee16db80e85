import { amountText } from '../amounts.ts'
import { type Approval, BUYER, type PendingKind } from '../approvals.ts'
import type { Movement } from '../bank/bank.ts'
import type { Tools } from '../tools.ts'
import { type Fields, type NvpAnswer, type Pairs, timestamp } from './nvp-answer.ts'
import { errorByAmount } from './errors.ts'
import { requestedSum, type Sum } from './set-express.ts'
import { totalsMatch } from './totals.ts'

type Wrong = Extract<NvpAnswer, { error: number }>

const MAX_ATTEMPTS = 10

function approvalOf({ approvals }: Tools, merchant: string, fields: Fields): Approval | Wrong {
  const token = fields.get('TOKEN')
  if (!token) return { error: 10408 }
  const found = approvals.get(token)
  if (!found) return { error: 10410 }
  if (found.merchant !== merchant) return { error: 10409 }
  return approvals.isExpired(found) ? { error: 10411 } : found
}

/** GetExpressCheckoutDetails: what the buyer has done so far, and what was paid. */
export function getDetails(tools: Tools, merchant: string, fields: Fields): NvpAnswer {
  const approval = approvalOf(tools, merchant, fields)
  if ('error' in approval) return approval
  const { state, transaction, minor, currency, description, reference } = approval
  const payer: Pairs = [
    ['EMAIL', BUYER.email],
    ['PAYERID', approval.payerId],
    ['PAYERSTATUS', 'verified'],
    ['FIRSTNAME', BUYER.first],
    ['LASTNAME', BUYER.last],
    ['COUNTRYCODE', BUYER.country],
  ]
  return {
    pairs: [
      ['TOKEN', approval.token],
      ['CHECKOUTSTATUS', statusOf(approval)],
      ...(state === 'approved' || state === 'completed' ? payer : []),
      ['PAYMENTREQUEST_0_AMT', amountText(minor, currency)],
      ['PAYMENTREQUEST_0_CURRENCYCODE', currency],
      ['PAYMENTREQUEST_0_DESC', description],
      ...(reference === null ? [] : [['PAYMENTREQUEST_0_INVNUM', reference] as const]),
      ...(transaction === null ? [] : [['PAYMENTREQUEST_0_TRANSACTIONID', transaction] as const]),
    ],
  }
}

function statusOf({ state, attempts }: Approval): string {
  if (state === 'completed') return 'PaymentActionCompleted'
  return attempts > 0 ? 'PaymentActionFailed' : 'PaymentActionNotInitiated'
}

/** DoExpressCheckoutPayment: takes the money that the buyer approved, once. */
export function doPayment(tools: Tools, merchant: string, fields: Fields): NvpAnswer {
  const approval = approvalOf(tools, merchant, fields)
  if ('error' in approval) return approval
  const sum = requestedSum(fields)
  if ('error' in sum) return sum
  const problem = notReady(tools, approval, sum, fields)
  if (problem !== null) return { error: problem }
  approval.attempts += 1
  const declined = approval.declined ? 10486 : errorByAmount(sum)
  const id = tools.ids.upper(17)
  const movement = tools.bank.charge(
    {
      protocol: 'express',
      through: 'login',
      kind: approval.action,
      merchant,
      reference: approval.reference,
      ...sum,
      declined: declined === null ? null : String(declined),
      review: approval.pending === null ? null : PENDING[approval.pending],
    },
    id,
  )
  if (declined !== null) return { error: declined }
  approval.state = 'completed'
  approval.transaction = id
  return { pairs: [['TOKEN', approval.token], ...paid(movement)] }
}

/** PENDINGREASON of what PayPal does not complete. */
const PENDING: Readonly<Record<PendingKind, string>> = { echeck: 'echeck', review: 'paymentreview' }

function notReady({ bank }: Tools, approval: Approval, sum: Sum, fields: Fields): number | null {
  if (approval.state === 'completed') return 10415
  if (approval.attempts >= MAX_ATTEMPTS) return 10416
  if (approval.state !== 'approved') return 10485
  if (fields.get('PAYERID') !== approval.payerId) return 10406
  const action = fields.get('PAYMENTREQUEST_0_PAYMENTACTION') ?? 'Sale'
  if (action !== (approval.action === 'sale' ? 'Sale' : 'Authorization')) return 10004
  if (sum.currency !== approval.currency || sum.minor > approval.minor) return 10413
  if (!totalsMatch(fields, sum)) return 10413
  const before = approval.reference === null ? null : bank.latest(approval.merchant, approval.reference)
  return before && before.declined === null ? 10412 : null
}

function paid({ id, kind, minor, at, charge, review }: Movement): Pairs {
  const isSale = kind === 'sale'
  const named: Pairs = [
    ['TRANSACTIONID', id],
    ['TRANSACTIONTYPE', 'expresscheckout'],
    ['PAYMENTTYPE', review === 'echeck' ? 'echeck' : 'instant'],
    ['ORDERTIME', timestamp(at)],
    ['AMT', amountText(minor, charge.currency)],
    ['CURRENCYCODE', charge.currency],
    ['PAYMENTSTATUS', isSale && review === null ? 'Completed' : 'Pending'],
    ['PENDINGREASON', review ?? (isSale ? 'None' : 'authorization')],
    ['REASONCODE', 'None'],
    ['ERRORCODE', '0'],
    ['ACK', 'Success'],
  ]
  return named.map(([name, value]) => [`PAYMENTINFO_0_${name}`, value])
}
