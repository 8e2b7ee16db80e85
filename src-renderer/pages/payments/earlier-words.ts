import type { Payment } from '#shared/contract/payments.ts'
import { CARDS } from '#shared/domain/commerce/cards.ts'
import { paypalWords } from './paypal-said.ts'
import type { StepSpeaker } from './step-words.ts'

/** How the buyer paid: "Visa … 1111", "Ekspresskasse". */
export function methodText({ with: how, card, price }: Payment, { t }: StepSpeaker): string {
  if (card)
    return card.brand
      ? t('payments.earlier.card', { brand: CARDS[card.brand].name, four: card.lastFour })
      : t('payments.earlier.cardUnknown', { four: card.lastFour })
  if (how === 'card' && price.pay === 0) return t('payments.earlier.free')
  return t(`payments.earlier.${how === 'hosted' ? 'hosted' : 'express'}`)
}

/** PayPal's own number for a refusal, where the protocol has one: "(RESULT 12)". */
function resultOf(payment: Payment, { t }: StepSpeaker): string[] {
  const refused = payment.steps.find(({ state }) => state === 'refused')
  const pair = refused?.pairs.find(({ name }) => ['RESULT', 'L_ERRORCODE0', 'issue'].includes(name))
  return pair ? [t('payments.earlier.result', { name: pair.name, value: pair.value })] : []
}

/** What is worth knowing of an earlier test beside how it ended. */
export function noteText(payment: Payment, speaker: StepSpeaker): string {
  const { t, language } = speaker
  const { state, code, destination } = payment
  const refused = payment.steps.find((step) => step.state === 'refused')
  const said = refused?.code ? paypalWords(refused.code, language).fact : null
  const parts: string[] = []
  if (state === 'voided' || state === 'refunded') parts.push(t(`payments.earlier.notes.${state}`))
  else if (state === 'completed' && code)
    parts.push(t('payments.earlier.notes.redeemed', { code: code.code }))
  else if (['declined', 'failed', 'cancelled'].includes(state)) {
    if (said) parts.push(said, ...resultOf(payment, speaker))
    if (code) parts.push(t('payments.earlier.notes.notRedeemed'))
  }
  if (destination === 'simulator') parts.push(t('payments.whereLong.simulator'))
  return parts.join(' ')
}

/** How a state looks: shape and colour go with its word. */
export type Tone = 'good' | 'bad' | 'open' | 'off' | 'doubt'
export const TONES: Record<Payment['state'], Tone> = {
  started: 'open',
  'waiting-for-buyer': 'open',
  authorized: 'good',
  completed: 'good',
  voided: 'good',
  refunded: 'good',
  declined: 'bad',
  failed: 'bad',
  cancelled: 'off',
  unknown: 'doubt',
}
