import type { Grants } from '../permissions/issued-grants.ts'
import { type Answer, type Asked, plain, type Service, textOf } from '../server/http-messages.ts'
import type { Tools } from '../tools.ts'
import { type Fields, type NvpAnswer, toHttp } from './nvp-answer.ts'
import { callerOf } from './callers.ts'
import { doCapture, doVoid, getTransaction, refundTransaction, searchTransactions } from './follow-up.ts'
import { doPayment, getDetails } from './pay-express.ts'
import { setExpressCheckout } from './set-express.ts'

const PATH = '/nvp'

type Method = (tools: Tools, merchant: string, fields: Fields) => NvpAnswer

const METHODS: Readonly<Record<string, Method>> = {
  SetExpressCheckout: setExpressCheckout,
  GetExpressCheckoutDetails: getDetails,
  DoExpressCheckoutPayment: doPayment,
  DoCapture: doCapture,
  DoVoid: doVoid,
  RefundTransaction: refundTransaction,
  GetTransactionDetails: getTransaction,
  TransactionSearch: searchTransactions,
  GetPalDetails: ({ ids }) => ({
    pairs: [
      ['PAL', ids.upper(13)],
      ['LOCALE', 'en_US'],
    ],
  }),
  GetBalance: () => ({
    pairs: [
      ['L_AMT0', '0.00'],
      ['L_CURRENCYCODE0', 'USD'],
    ],
  }),
}

/** Express Checkout NVP as PayPal's sandbox implements it: HTTP 200 for errors too. */
export function createExpress(tools: Tools, grants: Grants): Service {
  return (call) => {
    if (call.path !== PATH) return null
    const fields: Fields = new Map(new URLSearchParams(textOf(call.body)))
    const name = fields.get('METHOD') ?? ''
    const method = Object.hasOwn(METHODS, name) ? METHODS[name] : undefined
    const version = fields.get('VERSION') ?? '0'
    const say = (answer: NvpAnswer): Answer => toHttp(tools, version, answer)

    function perform(): Answer {
      if (call.method !== 'POST') return plain(405, 'POST only')
      if (!method) return say({ error: 81002 })
      const caller = callerOf(call, fields, grants)
      return say('merchant' in caller ? method(tools, caller.merchant, fields) : caller)
    }
    return {
      protocol: 'express',
      operation: name,
      answer: perform,
      hold: (reason = 'paymentreview') => tools.bank.holding(reason, perform),
      refuse: (code) => say({ error: Number(code) }),
    } satisfies Asked
  }
}
