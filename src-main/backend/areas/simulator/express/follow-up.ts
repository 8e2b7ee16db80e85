import { amountText, minorUnits } from '../amounts.ts'
import { DECLINED_AS, type Movement, type Obstacle } from '../bank/bank.ts'
import type { Tools } from '../tools.ts'
import { type Fields, type NvpAnswer, type Pairs, timestamp } from './nvp-answer.ts'

const UNKNOWN = { error: 10004, detail: 'The transaction id is not valid' } as const

/** RefundTransaction: all of a captured payment, or a part of it. */
export function refundTransaction({ bank, ids }: Tools, merchant: string, fields: Fields): NvpAnswer {
  const origin = bank.find(merchant, fields.get('TRANSACTIONID') ?? '')
  if (!origin || (fields.get('NOTE') ?? '').length > 255) return UNKNOWN
  const type = fields.get('REFUNDTYPE') ?? 'Full'
  if (!['Full', 'Partial'].includes(type)) return { error: 10004, detail: 'The refund type is not valid' }
  const { currency } = origin.charge
  const minor = type === 'Partial' ? minorUnits(fields.get('AMT'), currency) : undefined
  if (minor === null) return { error: 10004, detail: 'The partial refund amount is not valid' }
  // A full refund names no amount, and none is in another currency.
  if (type === 'Full' && fields.has('AMT'))
    return { error: 10004, detail: 'The amount is not allowed for a full refund' }
  if ((fields.get('CURRENCYCODE') ?? currency) !== currency)
    return { error: 10009, detail: 'The refund must be in the currency of the transaction' }
  const moved = bank.refund(origin, minor ?? null, ids.upper(17))
  if ('obstacle' in moved) return REFUND_OBSTACLES[moved.obstacle] ?? NOT_REFUNDABLE
  const amount = amountText(moved.movement.minor, currency)
  return {
    pairs: [
      ['REFUNDTRANSACTIONID', moved.movement.id],
      ['FEEREFUNDAMT', amountText(0, currency)],
      ['GROSSREFUNDAMT', amount],
      ['NETREFUNDAMT', amount],
      ['CURRENCYCODE', currency],
      ['TOTALREFUNDEDAMOUNT', amountText(origin.charge.refunded, currency)],
      ['REFUNDSTATUS', moved.movement.review === null ? 'Instant' : 'Delayed'],
      ['PENDINGREASON', moved.movement.review ?? 'None'],
    ],
  }
}

const NOT_REFUNDABLE = { error: 10009, detail: 'You can not refund this type of transaction' } as const
const REFUND_OBSTACLES: Partial<Record<Obstacle, NvpAnswer>> = {
  refunded: { error: 10009 },
  'too-late': {
    error: 10009,
    detail: 'You are over the time limit to perform a refund on this transaction',
  },
  'too-much': {
    error: 10009,
    detail: 'The partial refund amount must be less than or equal to what remains',
  },
}

/** DoCapture: of an authorized payment, once. */
export function doCapture({ bank, ids }: Tools, merchant: string, fields: Fields): NvpAnswer {
  const authorization = bank.find(merchant, fields.get('AUTHORIZATIONID') ?? '')
  if (!authorization) return { error: 10609 }
  const minor = minorUnits(fields.get('AMT'), authorization.charge.currency)
  if (minor === null) return { error: 10004, detail: 'Invalid amount.' }
  if ((fields.get('CURRENCYCODE') ?? authorization.charge.currency) !== authorization.charge.currency)
    return { error: 10004, detail: 'The currency is not that of the authorization.' }
  if (!['Complete', 'NotComplete'].includes(fields.get('COMPLETETYPE') ?? ''))
    return { error: 10004, detail: 'Invalid completetype.' }
  const moved = bank.capture(authorization, minor, ids.upper(17))
  if ('obstacle' in moved) return { error: AUTHORIZATION_OBSTACLES[moved.obstacle] ?? 10609 }
  return {
    pairs: [
      ['AUTHORIZATIONID', authorization.id],
      ['TRANSACTIONID', moved.movement.id],
      ['PARENTTRANSACTIONID', authorization.id],
      ['AMT', amountText(minor, authorization.charge.currency)],
      ['CURRENCYCODE', authorization.charge.currency],
      ['PAYMENTSTATUS', 'Completed'],
      ['PENDINGREASON', 'None'],
    ],
  }
}

const AUTHORIZATION_OBSTACLES: Partial<Record<Obstacle, number>> = {
  captured: 10602,
  refunded: 10602,
  voided: 10600,
  'too-much': 10610,
  'too-late': 10601,
}

/** DoVoid: of an authorization that is not captured. */
export function doVoid({ bank, ids }: Tools, merchant: string, fields: Fields): NvpAnswer {
  const authorization = bank.find(merchant, fields.get('AUTHORIZATIONID') ?? '')
  if (authorization?.kind !== 'authorization') return { error: 10609 }
  const moved = bank.void(authorization, ids.upper(17))
  if ('obstacle' in moved) return { error: AUTHORIZATION_OBSTACLES[moved.obstacle] ?? 10609 }
  return { pairs: [['AUTHORIZATIONID', authorization.id]] }
}

/** GetTransactionDetails. */
export function getTransaction({ bank }: Tools, merchant: string, fields: Fields): NvpAnswer {
  const found = bank.find(merchant, fields.get('TRANSACTIONID') ?? '')
  if (!found) return UNKNOWN
  const { charge } = found
  return {
    pairs: [
      ['TRANSACTIONID', found.id],
      ['TRANSACTIONTYPE', 'expresscheckout'],
      ['ORDERTIME', timestamp(found.at)],
      ['AMT', amountText(found.minor, charge.currency)],
      ['CURRENCYCODE', charge.currency],
      ['PAYMENTSTATUS', paymentStatus(found)],
      ['PENDINGREASON', found.review ?? 'None'],
      ...(charge.reference === null ? [] : [['INVNUM', charge.reference] as const]),
    ],
  }
}

function paymentStatus({ declined, review, charge }: Movement): string {
  if (declined !== null) return declined === DECLINED_AS.express ? declined : 'Failed'
  if (review !== null && charge.state !== 'voided') return 'Pending'
  switch (charge.state) {
    case 'authorized':
      return 'Pending'
    case 'voided':
      return 'Voided'
    case 'refunded':
      return 'Refunded'
    default:
      return charge.refunded > 0 ? 'Partially-Refunded' : 'Completed'
  }
}

/** TransactionSearch by invoice number: the newest payment that carries it. */
export function searchTransactions({ bank }: Tools, merchant: string, fields: Fields): NvpAnswer {
  if (!fields.has('STARTDATE')) return { error: 10004, detail: 'Start date is a required parameter' }
  const found = bank.latest(merchant, fields.get('INVNUM') ?? '')
  if (!found) return { pairs: [] }
  const pairs: Pairs = [
    ['L_TIMESTAMP0', timestamp(found.at)],
    ['L_TYPE0', 'Payment'],
    ['L_TRANSACTIONID0', found.id],
    ['L_STATUS0', paymentStatus(found)],
    ['L_AMT0', amountText(found.minor, found.charge.currency)],
    ['L_CURRENCYCODE0', found.charge.currency],
  ]
  return { pairs }
}
