import type { Payment, PaymentState, Step } from '#shared/contract/payments.ts'
import type { AnswerCode, AnswerPair } from '#shared/domain/payments/answer-codes.ts'
import type { Language } from '#shared/preferences.ts'
import { formatDecimal, NBSP } from '#shared/wording/format.ts'
import { formatPayment } from '#shared/wording/payment-amount.ts'
import { paypalWords } from '#shared/wording/paypal-words.ts'
import type { Translator } from '#shared/wording/operations/operation-sentence.ts'

/** What the words of a step need: messages, and the language of amounts. */
export interface StepTranslator {
  readonly t: Translator['t']
  readonly language: Language
}

const valueOf = (pairs: readonly AnswerPair[], name: string): string | undefined =>
  pairs.find((pair) => pair.name === name)?.value

const amountOf = (payment: Payment, minor: number, { language }: StepTranslator): string =>
  formatPayment(minor, payment.price.currency, language)

/** PayPal answers at once to everything else. */
const CAN_BE_PENDING: readonly Step['kind'][] = ['authorize', 'capture', 'sale', 'refund', 'inquire']

/** What a step does, did or could not do: "US$ 90,00 er reservert på kortet". */
export function stepTitle(step: Step, payment: Payment, translator: StepTranslator): string {
  const values = { amount: amountOf(payment, payment.price.pay, translator), code: payment.code?.code ?? '' }
  const isOdd = step.state === 'pending' && !CAN_BE_PENDING.includes(step.kind)
  const state = isOdd ? 'unknown' : step.state
  const ofCard = step.kind === 'authorize' && payment.with === 'card' && step.state === 'done'
  return translator.t(
    ofCard ? 'payments.steps.cardAuthorized' : `payments.steps.${step.kind}.${state}`,
    values,
  )
}

/** "0,62 s"; null while it runs. */
export function stepTime({ tookMs }: Step, { t, language }: StepTranslator): string | null {
  if (tookMs === null) return null
  return t('payments.steps.seconds', { n: formatDecimal(Math.round(tookMs / 10), 2, language) })
}

/** What the bank said of address and CVV: X and what is left out say nothing. */
function matches(pairs: readonly AnswerPair[], t: Translator['t']): string[] {
  const avs = [valueOf(pairs, 'AVSADDR'), valueOf(pairs, 'AVSZIP')]
  const cvv = valueOf(pairs, 'CVV2MATCH')
  const address = avs.includes('N') ? 'N' : avs.includes('Y') ? 'Y' : null
  if (address === 'Y' && cvv === 'Y') return [t('payments.steps.matches.both')]
  return [
    ...(address === 'Y' ? [t('payments.steps.matches.avs')] : []),
    ...(address === 'N' ? [t('payments.steps.matches.avsNot')] : []),
    ...(cvv === 'Y' ? [t('payments.steps.matches.cvv')] : []),
    ...(cvv === 'N' ? [t('payments.steps.matches.cvvNot')] : []),
  ]
}

/** "US$ 120,00 − US$ 30,00 = US$ 90,00": one sum, its currency named once. */
function sumOf(payment: Payment, translator: StepTranslator): string {
  const { full, off, pay, currency } = payment.price
  const short = (minor: number) => amountOf(payment, minor, translator).replace(NBSP + currency, '')
  return translator.t('payments.steps.details.sum', {
    full: short(full),
    off: short(off),
    pay: amountOf(payment, pay, translator),
  })
}

/** The steps that PayPal answers. */
const ASKED: readonly Step['kind'][] = [
  'authorize',
  'capture',
  'sale',
  'void',
  'refund',
  'start-express',
  'start-hosted',
  'inquire',
]
const MONEY: readonly Step['kind'][] = ['authorize', 'capture', 'sale']

const OPEN: readonly PaymentState[] = ['started', 'waiting-for-buyer', 'pending', 'under-review', 'unknown']
const NOT_PAID: readonly PaymentState[] = ['declined', 'failed', 'cancelled']

/** The sentences below a step's title; empty where the title says it all. */
export function stepDetail(step: Step, payment: Payment, translator: StepTranslator): string {
  const { t, language } = translator
  if (step.state === 'refused' || step.state === 'unknown' || step.state === 'pending') {
    const said = step.code ? paypalWords(step.code, language, payment.destination) : null
    // Whether it may be tried again is not PayPal's to say while nobody knows what happened.
    const isLost = step.state === 'unknown' && MONEY.includes(step.kind)
    const lost = payment.state === 'unknown' ? t('payments.steps.details.lost') : undefined
    const rest = isLost ? lost : said?.remedy
    return [said?.fact, rest].filter(Boolean).join(' ')
  }
  if (step.state === 'running') {
    if (step.kind === 'buyer-approves') return t('payments.steps.details.buyer')
    return ASKED.includes(step.kind)
      ? t('payments.steps.waiting', { where: t(`payments.where.${payment.destination}`) })
      : ''
  }
  if (step.kind === 'check-code')
    return t('payments.steps.details.checked', {
      code: payment.code?.code ?? '',
      sum: sumOf(payment, translator),
    })
  if (step.kind === 'inquire' && !OPEN.includes(payment.state))
    return t(`payments.steps.details.${NOT_PAID.includes(payment.state) ? 'wasNotPaid' : 'wasPaid'}`)
  if (step.kind === 'redeem') return t('payments.steps.details.redeemed')
  if (step.kind === 'give-back') return t('payments.steps.details.givenBack')
  if (MONEY.includes(step.kind)) {
    const where = atStart(t(`payments.where.${payment.destination}`))
    return [t('payments.steps.approved', { where }), ...matches(step.pairs, t)].join(' ')
  }
  return ''
}

const atStart = (text: string): string => text.charAt(0).toLocaleUpperCase() + text.slice(1)

/** Why PayPal has not completed it, what is to be done, and what happens to the code meanwhile. */
function pendingText({ pendingReason, code }: Payment, t: Translator['t']): string {
  if (pendingReason === null) return t('payments.pending.refund')
  const { meaning, said } = pendingReason
  const why = t('payments.ends.pending', { why: t(`payments.pending.${meaning}`), said })
  return code ? `${why} ${t('payments.ends.codeHeld', { code: code.code })}` : why
}

/** How the payment ended where that is not plain from its last step. */
export function endText(payment: Payment, { t }: StepTranslator): string | null {
  const { state, code, price } = payment
  if (state === 'completed' && price.pay === 0) return t('payments.ends.free')
  if (state === 'unknown') return t('payments.ends.unknown')
  if (state === 'pending' || state === 'under-review') return pendingText(payment, t)
  if (state !== 'declined' && state !== 'failed' && state !== 'cancelled') return null
  return code ? t(`payments.ends.${state}Code`, { code: code.code }) : t(`payments.ends.${state}`)
}

/** What is put right in the provider's account, not by paying in another way. */
const OF_ACCOUNT: readonly AnswerCode[] = [
  'authentication-failed',
  'account-unknown',
  'account-restricted',
  'account-not-verified',
  'permission-denied',
  'grant-missing',
  'grant-withdrawn',
  'feature-not-enabled',
  'express-disabled',
  'card-type-not-enabled',
  'currency-not-supported',
  'test-account-on-live-host',
]

/** True where the way on leads to the service's e-commerce page. */
export const isOfAccount = ({ steps }: Payment): boolean =>
  steps.some(({ state, code }) => state === 'refused' && code !== null && OF_ACCOUNT.includes(code))
