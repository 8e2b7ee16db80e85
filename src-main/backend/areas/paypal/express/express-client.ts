import type { Clock } from '#backend/kernel/dependencies.ts'
import { pendingWord } from '#shared/domain/payments/pending-reasons.ts'
import type { Amount, Order, Outcome, Taken } from '../gateway/gateway.ts'
import { amountText } from '../http/amount-text.ts'
import { ask } from '../http/send-request.ts'
import type { HttpPort } from '../http/http-port.ts'
import { identifierIn } from '../http/identifier.ts'
import { urlEncoded } from '../http/url-encoded.ts'
import type { Look, TakeBy } from '../payflow/payflow-types.ts'
import { AUTHORIZATION_HEADER, authorizationHeader } from '../permissions/authorization-header.ts'
import {
  type ExpressAnswer,
  expressPairs,
  expressRefusal,
  readExpress,
  saysRefunded,
  tokenIn,
  transactionIn,
} from './express-answer.ts'
import { expressPage } from './express-page.ts'
import type {
  ExpressAccount,
  ExpressClient,
  ExpressDetails,
  ExpressHosts,
  ExpressPayment,
} from './express-types.ts'

/** The version of the interface that is used. */
export const NVP_VERSION = '204.0'
const WAIT_MS = 50_000

type Fields = readonly (readonly [name: string, value: string])[]

interface Call<Done> {
  readonly method: string
  readonly fields: Fields
  /** It moves money. There are no request IDs, so the same again could do it twice. */
  readonly moves: boolean
  readonly done: (fields: ReadonlyMap<string, string>) => Done | 'declined' | null
  /** Where a refusal says that it was done before. */
  readonly doneBefore?: (refusal: ExpressAnswer) => Done | null
}

/** `account` at PayPal's NVP interface, over `port`. The clock is for the signature of a granted permission. */
export function createExpressClient(
  hosts: ExpressHosts,
  account: ExpressAccount,
  port: HttpPort,
  clock: Clock,
): ExpressClient {
  async function call<Done>(wanted: Call<Done>): Promise<Outcome<Done>> {
    const { method, fields, moves } = wanted
    const credentials = credentialsOf(hosts, account, clock)
    const request = {
      method: 'POST',
      url: hosts.api,
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...credentials.headers },
      body: urlEncoded([['METHOD', method], ['VERSION', NVP_VERSION], ...credentials.fields, ...fields]),
      timeoutMs: WAIT_MS,
    } as const
    const asked = await ask(port, request, { read: readExpress, repeatable: !moves })
    if ('failure' in asked) {
      const { code, sent } = asked.failure
      return { kind: sent ? 'unknown' : 'not-sent', code }
    }
    return outcomeOf(asked.answer, secretsOf(account), wanted)
  }

  return {
    check: (amount) =>
      call({
        method: 'SetExpressCheckout',
        fields: [...paymentFields(amount, 'sale'), ...addressesOfNobody],
        moves: false,
        done: (fields) => (tokenIn(fields.get('TOKEN')) === null ? null : {}),
      }),
    start: (order, { returnUrl, cancelUrl }, by, look) =>
      call({
        method: 'SetExpressCheckout',
        fields: [
          ...orderFields(order, by),
          ['RETURNURL', returnUrl],
          ['CANCELURL', cancelUrl],
          // What is sold has no parcel.
          ['NOSHIPPING', '1'],
          ...lookFields(look),
        ],
        moves: false,
        done: (fields) => {
          const token = tokenIn(fields.get('TOKEN'))
          return token === null ? null : { token, buyerUrl: expressPage(hosts.buyerPage, token), form: null }
        },
      }),
    payment: (transaction) =>
      call({
        method: 'GetTransactionDetails',
        fields: [['TRANSACTIONID', transaction]],
        moves: false,
        done: (fields) => (fields.get('TRANSACTIONID') === transaction ? paymentIn(fields) : null),
      }),
    details: (token) =>
      call({
        method: 'GetExpressCheckoutDetails',
        fields: [['TOKEN', token]],
        moves: false,
        done: (fields) => (fields.get('TOKEN') === token ? detailsIn(fields) : null),
      }),
    finish: (order, token, payerId, by) =>
      call({
        method: 'DoExpressCheckoutPayment',
        fields: [['TOKEN', token], ['PAYERID', payerId], ...orderFields(order, by)],
        moves: true,
        done: paidIn,
      }),
    refund: (transaction) =>
      call<Taken>({
        method: 'RefundTransaction',
        fields: [
          ['TRANSACTIONID', transaction],
          ['REFUNDTYPE', 'Full'],
        ],
        moves: true,
        done: (fields) => {
          const refund = transactionIn(fields.get('REFUNDTRANSACTIONID'))
          return refund === null ? null : { transaction: refund, pending: pendingRefund(fields) }
        },
        // There are no request IDs: after a lost answer, the refusal of a second refund is the news of the first.
        doneBefore: (refusal) => (saysRefunded(refusal) ? { transaction, pending: null } : null),
      }),
  }
}

function outcomeOf<Done>(
  answer: ExpressAnswer,
  secrets: readonly string[],
  { moves, done, doneBefore }: Call<Done>,
): Outcome<Done> {
  const pairs = expressPairs(answer, secrets)
  if (!answer.succeeded) {
    const before = doneBefore?.(answer) ?? null
    return before === null ? expressRefusal(answer, pairs, { moves }) : { kind: 'done', done: before, pairs }
  }
  // A warning that still carries what was asked for is done.
  const what = done(answer.fields)
  if (what === 'declined') return { kind: 'refused', code: 'declined', pairs }
  if (what !== null) return { kind: 'done', done: what, pairs }
  return { kind: 'unknown', code: 'malformed-answer', pairs }
}

/** In the merchant's name by SUBJECT, or signed with what the Permissions service gave. */
function credentialsOf({ api }: ExpressHosts, account: ExpressAccount, clock: Clock) {
  const { userName, password, signature, subject, grant } = account
  if (grant) {
    const signed = { userName, password, ...grant }
    return {
      headers: { [AUTHORIZATION_HEADER.merchant]: authorizationHeader(signed, 'POST', api, clock.now()) },
      fields: [] as Fields,
    }
  }
  const fields: Fields = [
    ['USER', userName],
    ['PWD', password],
    ['SIGNATURE', signature],
    ...(subject === null ? [] : [['SUBJECT', subject] as const]),
  ]
  return { headers: {}, fields }
}

const secretsOf = ({ password, signature, grant }: ExpressAccount): string[] => [
  password,
  signature,
  ...(grant ? [grant.token, grant.tokenSecret] : []),
]

const paymentFields = (amount: Amount, by: TakeBy): Fields => [
  ['PAYMENTREQUEST_0_AMT', amountText(amount)],
  ['PAYMENTREQUEST_0_CURRENCYCODE', amount.currency],
  ['PAYMENTREQUEST_0_PAYMENTACTION', by === 'sale' ? 'Sale' : 'Authorization'],
]

const orderFields = ({ amount, description, reference }: Order, by: TakeBy): Fields => [
  ...paymentFields(amount, by),
  ['PAYMENTREQUEST_0_DESC', description.slice(0, 127)],
  // PayPal refuses a second payment of the same invoice (10412).
  ['PAYMENTREQUEST_0_INVNUM', reference],
]

/** A check sends nobody to PayPal, so nobody comes back. */
const addressesOfNobody: Fields = [
  ['RETURNURL', 'https://localhost/returned'],
  ['CANCELURL', 'https://localhost/cancelled'],
]

const lookFields = ({ brandName, locale }: Look): Fields => [
  ...(brandName === undefined ? [] : [['BRANDNAME', brandName.slice(0, 127)] as const]),
  ...(locale === undefined ? [] : [['LOCALECODE', locale] as const]),
]

const CHECKOUT_STATES: Readonly<Record<string, ExpressDetails['state']>> = {
  PaymentActionNotInitiated: 'not-paid',
  PaymentActionInProgress: 'in-progress',
  PaymentActionFailed: 'failed',
  PaymentActionCompleted: 'paid',
  PaymentCompleted: 'paid',
}

function detailsIn(fields: ReadonlyMap<string, string>): ExpressDetails | null {
  const state = CHECKOUT_STATES[fields.get('CHECKOUTSTATUS') ?? '']
  const transaction = transactionIn(
    fields.get('PAYMENTREQUEST_0_TRANSACTIONID') ?? fields.get('PAYMENTREQUESTINFO_0_TRANSACTIONID'),
  )
  if (state === undefined || (state === 'paid' && transaction === null)) return null
  return { payerId: identifierIn(fields.get('PAYERID')), state, transaction }
}

/** PAYMENTSTATUS. One that is not listed decides nothing. */
const PAYMENT_STATES: Readonly<Record<string, ExpressPayment['state']>> = {
  Completed: 'paid',
  Processed: 'paid',
  'Canceled-Reversal': 'paid',
  'Partially-Refunded': 'paid',
  Pending: 'pending',
  'In-Progress': 'pending',
  'Completed-Funds-Held': 'pending',
  Refunded: 'refunded',
  Reversed: 'refunded',
  Denied: 'not-paid',
  Failed: 'not-paid',
  Expired: 'not-paid',
  Voided: 'not-paid',
}

function paymentIn(fields: ReadonlyMap<string, string>): ExpressPayment | null {
  const status = fields.get('PAYMENTSTATUS') ?? ''
  const state = PAYMENT_STATES[status]
  if (state === undefined) return null
  return state === 'pending' ? { state, reason: reasonIn(fields.get('PENDINGREASON'), status) } : { state }
}

function paidIn(fields: ReadonlyMap<string, string>): Taken | 'declined' | null {
  const transaction = transactionIn(fields.get('PAYMENTINFO_0_TRANSACTIONID'))
  const status = fields.get('PAYMENTINFO_0_PAYMENTSTATUS') ?? ''
  const state = PAYMENT_STATES[status]
  if (state === 'not-paid') return 'declined'
  if (transaction === null || (state !== 'paid' && state !== 'pending')) return null
  const reason = reasonIn(fields.get('PAYMENTINFO_0_PENDINGREASON'), status)
  return { transaction, pending: state === 'pending' ? reason : null }
}

/** PayPal's word for why it waits; the status itself where that says more than `Pending`. */
function reasonIn(reason = '', status: string): string {
  if (!NO_REASON.includes(reason)) return pendingWord(reason)
  return status === 'Pending' ? 'other' : pendingWord(status)
}
const NO_REASON: readonly string[] = ['', 'None', 'none']

/** A refund that is paid from a bank account, for one, is made later. */
const pendingRefund = (fields: ReadonlyMap<string, string>): string | null =>
  fields.get('REFUNDSTATUS') === 'Delayed' ? reasonIn(fields.get('PENDINGREASON'), 'Pending') : null
