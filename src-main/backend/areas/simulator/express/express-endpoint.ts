import type { Grants } from '../permissions/issued-grants.ts'
import { type Answer, type Asked, plain, type Service, textOf, type Call } from '../server/http-messages.ts'
import type { Tools } from '../tools.ts'
import { hasNoGrant, isWrong } from '../accounts.ts'
import { type Fields, type NvpAnswer, toHttp } from './nvp-answer.ts'
import { doCapture, doVoid, getTransaction, refundTransaction, searchTransactions } from './follow-up.ts'
import { doPayment, getDetails } from './pay-express.ts'
import { setExpressCheckout } from './set-express.ts'

/** In whose name the call is: the merchant's; and what that merchant has granted, where the call is signed with a grant. */
type Caller = { readonly merchant: string; readonly scopes: readonly string[] | null } | NvpAnswer

const DENIED = { error: 10007 } as const
const NOT_VALID = { error: 10002 } as const

/** The caller by its credentials and SUBJECT, or by the signature over a granted token (X-PP-AUTHORIZATION). */
function callerOf(call: Call, fields: Fields, grants: Grants): Caller {
  const authorization = call.headers['x-pp-authorization']
  if (authorization !== undefined) {
    const grant = grants.signedBy(authorization, call)
    if (grant === 'withdrawn') return DENIED
    return grant ?? NOT_VALID
  }
  const [user = '', password = '', signature = ''] = ['USER', 'PWD', 'SIGNATURE'].map((name) =>
    fields.get(name),
  )
  if (!user || !password || !signature || [user, password, signature].some(isWrong)) return NOT_VALID
  const subject = fields.get('SUBJECT')
  if (subject === undefined || subject === '') return { merchant: user, scopes: null }
  return hasNoGrant(subject) ? DENIED : { merchant: subject.toLowerCase(), scopes: null }
}

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
      ['PAL', ids.account()],
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

/** What a merchant has to grant for each method. */
const SCOPES: Readonly<Record<string, string>> = {
  SetExpressCheckout: 'EXPRESS_CHECKOUT',
  GetExpressCheckoutDetails: 'EXPRESS_CHECKOUT',
  DoExpressCheckoutPayment: 'EXPRESS_CHECKOUT',
  DoCapture: 'AUTH_CAPTURE',
  DoVoid: 'AUTH_CAPTURE',
  RefundTransaction: 'REFUND',
  GetTransactionDetails: 'TRANSACTION_DETAILS',
  TransactionSearch: 'TRANSACTION_SEARCH',
  GetBalance: 'ACCOUNT_BALANCE',
}

const isAllowed = (method: string, { scopes }: Extract<Caller, { merchant: string }>): boolean =>
  scopes === null || SCOPES[method] === undefined || scopes.includes(SCOPES[method])

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
      if (!('merchant' in caller)) return say(caller)
      return say(isAllowed(name, caller) ? method(tools, caller.merchant, fields) : DENIED)
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
