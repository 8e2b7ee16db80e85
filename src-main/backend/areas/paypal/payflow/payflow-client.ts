import type { AnswerPair } from '#shared/domain/payments/answer-codes.ts'
import { expressPage } from '../express/express-page.ts'
import { afterLost } from '../gateway/decided.ts'
import type { Outcome } from '../gateway/gateway.ts'
import { ask } from '../http/send-request.ts'
import type { HttpPort } from '../http/http-port.ts'
import { identifierIn } from '../http/identifier.ts'
import { shownPairs } from '../http/shown-pairs.ts'
import { format, NvpFormatError } from './nvp.ts'
import {
  coversEarlier,
  foundIn,
  meaningIn,
  paidIn,
  type PayflowAnswer,
  readPayflow,
  SHOWN,
} from './payflow-answer.ts'
import {
  addressFields,
  amountFields,
  cardFields,
  credentials,
  type Fields,
  headersFor,
  lookFields,
  orderFields,
  questionFields,
  takenBy,
  WAIT_MS,
} from './payflow-request.ts'
import type { PayflowAccount, PayflowClient, PayflowHosts, PayflowPaid, Tender } from './payflow-types.ts'

interface Call<Done> {
  readonly fields: Fields
  readonly requestId: string
  /** What is secret in the fields, beside the password. */
  readonly secrets?: readonly string[]
  /** It moves money, so that a refusal has to say what happened to earlier tries, too. */
  readonly moves?: boolean
  /** It can end as held for a review, with money reserved. */
  readonly canBeHeld?: boolean
  /** What the answer says; null where it lacks what it must have. */
  readonly done: (answer: PayflowAnswer) => Done | null
}

/** `account` at Payflow, over `port`. */
export function createPayflowClient(
  hosts: PayflowHosts,
  account: PayflowAccount,
  port: HttpPort,
): PayflowClient {
  async function call<Done>(wanted: Call<Done>): Promise<Outcome<Done>> {
    const { fields, requestId, secrets = [], moves = false } = wanted
    const headers = headersFor(requestId)
    const body = written(account, fields)
    // A character that Payflow has no way to say cannot be part of what is stored there.
    if (body === null) return { kind: 'not-sent', code: 'authentication-failed' }
    const request = { method: 'POST', url: hosts.transactions, headers, body, timeoutMs: WAIT_MS } as const
    const asked = await ask(port, request, { read: readPayflow, repeatable: true })
    if ('failure' in asked) {
      const { code, sent } = asked.failure
      return { kind: sent ? 'unknown' : 'not-sent', code }
    }
    const pairs = shownPairs(asked.answer.fields, SHOWN, [account.password, ...secrets])
    const outcome = outcomeOf(asked.answer, wanted, pairs)
    if (!asked.lost || !moves) return outcome
    return coversEarlier(asked.answer) ? afterLost(outcome) : { kind: 'unknown', code: 'duplicate', pairs }
  }

  const move = (fields: Fields, requestId: string) =>
    call<PayflowPaid>({ fields, requestId, moves: true, done: paidIn })
  const pay = (fields: Fields, requestId: string, secrets: readonly string[] = []) =>
    call<PayflowPaid>({ fields, requestId, secrets, moves: true, canBeHeld: true, done: paidIn })

  return {
    check: (requestId) =>
      call({
        fields: [
          ['TRXTYPE', 'A'],
          ['TENDER', 'C'],
          ['AMT', '0'],
          ['CREATESECURETOKEN', 'Y'],
          ['SECURETOKENID', requestId],
        ],
        requestId,
        done: () => ({}),
      }),
    authorize: async (order, card, requestId) =>
      await pay(
        [...byCard('A'), ...(await orderFields(order)), ...cardFields(card)],
        requestId,
        cardSecrets(card),
      ),
    sale: async (order, card, requestId) =>
      await pay(
        [...byCard('S'), ...(await orderFields(order)), ...cardFields(card)],
        requestId,
        cardSecrets(card),
      ),
    capture: async (authorization, order, tender, requestId) =>
      await move([...by(tender, 'D'), ['ORIGID', authorization], ...(await orderFields(order))], requestId),
    void: (transaction, tender, requestId) => move([...by(tender, 'V'), ['ORIGID', transaction]], requestId),
    refund: (transaction, amount, tender, requestId) =>
      move([...by(tender, 'C'), ['ORIGID', transaction], ...amountFields({ amount })], requestId),
    inquire: async (question, requestId) => {
      const found = await call({
        fields: [...byCard('I'), ...questionFields(question)],
        requestId,
        done: foundIn,
      })
      const none = found.kind === 'refused' && found.code === 'original-not-found'
      return none ? { kind: 'done', done: { state: 'none' }, pairs: found.pairs } : found
    },
    startExpress: (order, addresses, by, look, requestId) =>
      call({
        fields: [
          ...byPaypal(takenBy(by), 'S'),
          ...amountFields(order),
          ...addressFields(addresses),
          ...lookFields(look),
        ],
        requestId,
        done: ({ fields }) => {
          const token = identifierIn(fields.get('TOKEN'))
          return token === null
            ? null
            : { token, buyerUrl: expressPage(hosts.expressPage, token), form: null }
        },
      }),
    expressDetails: (token, by, requestId) =>
      call({
        fields: [...byPaypal(takenBy(by), 'G'), ['TOKEN', token]],
        requestId,
        done: ({ fields }) => ({ payerId: identifierIn(fields.get('PAYERID')) }),
      }),
    finishExpress: async (order, token, payerId, by, requestId) =>
      await pay(
        [
          ...byPaypal(takenBy(by), 'D'),
          ['TOKEN', token],
          ['PAYERID', payerId],
          ...(await orderFields(order)),
        ],
        requestId,
      ),
    startHosted: async (order, addresses, by, look, requestId) =>
      await call({
        fields: [
          ...byCard(takenBy(by)),
          ['CREATESECURETOKEN', 'Y'],
          ['SECURETOKENID', requestId],
          ...(await orderFields(order)),
          ...addressFields(addresses),
          ['ERRORURL', addresses.returnUrl],
          ...lookFields(look),
        ],
        requestId,
        done: ({ fields }) => {
          const secureToken = identifierIn(fields.get('SECURETOKEN'))
          if (secureToken === null) return null
          const form = { SECURETOKEN: secureToken, SECURETOKENID: requestId }
          return {
            token: requestId,
            buyerUrl: hosts.hostedPage.href,
            form: hosts.test ? { ...form, MODE: 'TEST' } : form,
          }
        },
      }),
  }
}

/** Approved, refused, or open: only RESULT 0 is approved. */
function outcomeOf<Done>(
  answer: PayflowAnswer,
  { canBeHeld = false, done }: Call<Done>,
  pairs: readonly AnswerPair[],
): Outcome<Done> {
  const meaning = meaningIn(answer)
  if (meaning?.money === 'refused') return { kind: 'refused', code: meaning.code, pairs }
  const isHeld = meaning?.money === 'held' && canBeHeld && !!answer.fields.get('PNREF')
  if (meaning && !isHeld) return { kind: 'unknown', code: meaning.code, pairs }
  const what = done(answer)
  return what === null
    ? { kind: 'unknown', code: 'malformed-answer', pairs }
    : { kind: 'done', done: what, pairs }
}

const by = (tender: Tender, type: string): Fields => [
  ['TRXTYPE', type],
  ['TENDER', tender],
]
const byCard = (type: string): Fields => by('C', type)
const byPaypal = (type: string, action: 'S' | 'G' | 'D'): Fields => [...by('P', type), ['ACTION', action]]

const cardSecrets = ({ number, cvv }: { number: string; cvv: string }) => [
  number,
  number.replace(/\s/g, ''),
  cvv,
]

function written(account: PayflowAccount, fields: Fields): string | null {
  try {
    return format([...credentials(account), ...fields])
  } catch (error) {
    if (error instanceof NvpFormatError) return null
    throw error
  }
}
