import type { PaymentCurrency } from '#shared/domain/commerce/payment-currency.ts'
import { amountText, currencyNamed, minorUnits, wholeUnits } from '../amounts.ts'
import type { Tools } from '../tools.ts'
import type { Fields, Pairs, PayflowAnswer } from './result-answer.ts'
import { cardProblem, matchesOf, type Refused } from './cards.ts'
import { heldByAmount, pendingReasonOf, resultByAmount, resultWhile } from './results.ts'

/** Website Payments Pro's currencies; nothing in a call says which account type it is, so all are taken. */
const CURRENCIES: readonly PaymentCurrency[] = ['USD', 'EUR', 'GBP', 'CAD', 'JPY', 'AUD']

export interface Sum {
  readonly minor: number
  readonly currency: PaymentCurrency
}

/** The amount and currency of a call, or what is wrong with them. */
export function sumOf(fields: Fields): Sum | Refused {
  const currency = currencyNamed(fields.get('CURRENCY') ?? 'USD')
  if (!currency || !CURRENCIES.includes(currency))
    return { result: 6, message: 'Invalid or unsupported currency code' }
  const minor = minorUnits(fields.get('AMT'), currency)
  return minor === null ? { result: 4, message: 'Invalid amount format' } : { minor, currency }
}

/** Reads a sale or an authorization of a card (TENDER=C), and carries it out. The number is looked at and let go. */
export function payByCard({ bank, ids, clock }: Tools, fields: Fields): PayflowAnswer {
  const sum = sumOf(fields)
  const pnref = ids.upper(12)
  if ('result' in sum) return { ...sum, pnref }
  // Only an authorization can be of nothing: it looks at the card.
  if (sum.minor === 0 && fields.get('TRXTYPE') !== 'A') return { result: 4, pnref }
  const problem = cardProblem(fields, clock)
  if (problem) return { ...problem, pnref }
  const isVerification = fields.get('TRXTYPE') === 'A' && sum.minor === 0
  const whole = wholeUnits(sum.minor, sum.currency)
  const result = resultByAmount(whole)
  const { review } = bank.charge(
    {
      protocol: 'payflow',
      through: 'card',
      kind: isVerification ? 'verification' : fields.get('TRXTYPE') === 'A' ? 'authorization' : 'sale',
      merchant: fields.get('VENDOR') ?? '',
      reference: fields.get('CUSTREF') ?? null,
      ...sum,
      declined: result === 0 ? null : String(result),
      review: heldByAmount(whole),
    },
    pnref,
  )
  const { street, zip, cvv } = matchesOf(fields)
  return {
    result: result === 0 ? resultWhile(review) : result,
    pnref,
    ...(isVerification ? { message: 'Verified' } : {}),
    more: [
      ...(result === 0 ? [['AUTHCODE', '010101'] as const] : []),
      ['AVSADDR', street],
      ['AVSZIP', zip],
      ...(pendingReasonOf(review) === null ? [] : [['PENDINGREASON', review ?? ''] as const]),
      ...(cvv === null ? [] : [['CVV2MATCH', cvv] as const]),
      ['IAVS', 'N'],
      ...verbose(fields, sum, ids.upper(17), review),
    ],
  }
}

/** What VERBOSITY=HIGH adds; where fraud filters hold the payment, why. */
export const verbose = (
  fields: Fields,
  { minor, currency }: Sum,
  ppref: string,
  review: string | null,
): Pairs =>
  fields.get('VERBOSITY') === 'HIGH'
    ? [
        ['PPREF', ppref],
        ['AMT', amountText(minor, currency)],
        ...(resultWhile(review) === 0 ? [] : filterPairs(amountText(minor, currency))),
      ]
    : []

/** The fraud filters' words, with quotation marks, `&`, lines and letters that have more than one byte. */
const filterPairs = (amount: string): Pairs => [
  ['PREFPSMSG', 'Review: More than one rule was triggered for Review'],
  [
    'FPS_PREXMLDATA',
    [
      '<triggeredRules>',
      '<rule num="1"><ruleId>2</ruleId><ruleAlias>CeilingAmount</ruleAlias><ruleDescription>Total Purchase Price Ceiling</ruleDescription>',
      `<action>R</action><triggeredMessage>The purchase amount of ${amount} is over the ceiling</triggeredMessage></rule>`,
      '<rule num="2"><ruleId>7</ruleId><ruleAlias>BillShipMismatch</ruleAlias><ruleDescription>Shipping & Billing Mismatch – "Ås" = risk</ruleDescription>',
      '<action>R</action></rule>',
      '</triggeredRules>',
    ].join('\n'),
  ],
  ['POSTFPSMSG', 'Review'],
]
