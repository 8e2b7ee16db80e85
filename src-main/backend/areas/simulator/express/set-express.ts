import { currencyNamed, minorUnits } from '../amounts.ts'
import { returnAddress } from '../approvals.ts'
import type { Tools } from '../tools.ts'
import type { Fields, NvpAnswer } from './nvp-answer.ts'
import { totalsMatch } from './totals.ts'

/** In minor units: nine digits. */
const MAX_MINOR = 9_999_999_99
/** Since version 63.0 amounts are under PAYMENTREQUEST_n_*. */
const MIN_VERSION = 63

export interface Sum {
  readonly minor: number
  readonly currency: NonNullable<ReturnType<typeof currencyNamed>>
}

/** The amount of PAYMENTREQUEST_0, or what is wrong with it. */
export function requestedSum(fields: Fields): Sum | Extract<NvpAnswer, { error: number }> {
  if (!(Number(fields.get('VERSION')) >= MIN_VERSION)) return { error: 10004, detail: 'Invalid version.' }
  const currency = currencyNamed(fields.get('PAYMENTREQUEST_0_CURRENCYCODE') ?? 'USD')
  if (!currency) return { error: 10004, detail: 'Currency is not supported.' }
  const minor = minorUnits(fields.get('PAYMENTREQUEST_0_AMT'), currency)
  if (minor === null) return { error: 10004, detail: 'Invalid amount.' }
  if (minor === 0) return { error: 10525 }
  return minor > MAX_MINOR ? { error: 10414 } : { minor, currency }
}

/** SetExpressCheckout: a token for a payment that a buyer may approve. */
export function setExpressCheckout(tools: Tools, merchant: string, fields: Fields): NvpAnswer {
  const returnUrl = returnAddress(fields.get('RETURNURL'))
  const cancelUrl = returnAddress(fields.get('CANCELURL'))
  if (!returnUrl) return { error: 10404 }
  if (!cancelUrl) return { error: 10405 }
  const sum = requestedSum(fields)
  if ('error' in sum) return sum
  const action = fields.get('PAYMENTREQUEST_0_PAYMENTACTION') ?? 'Sale'
  if (action === 'Order') return { error: 10482 }
  if (!['Sale', 'Authorization'].includes(action)) return { error: 10004, detail: 'Invalid payment action.' }
  if (!totalsMatch(fields, sum)) return { error: 10413 }
  const token = `EC-${tools.ids.upper(17)}`
  tools.approvals.start(
    {
      merchant,
      shop: fields.get('BRANDNAME') ?? merchant,
      description: fields.get('PAYMENTREQUEST_0_DESC') ?? fields.get('L_PAYMENTREQUEST_0_NAME0') ?? '',
      reference: fields.get('PAYMENTREQUEST_0_INVNUM') ?? null,
      action: action === 'Sale' ? 'sale' : 'authorization',
      ...sum,
      returnUrl,
      cancelUrl,
      locale: fields.get('LOCALECODE') ?? null,
    },
    token,
  )
  const answer = { pairs: [['TOKEN', token] as const] }
  return fields.has('L_BILLINGTYPE0') ? { ...answer, warning: 11452 } : answer
}
