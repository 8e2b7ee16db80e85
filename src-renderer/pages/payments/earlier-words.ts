import type { Payment } from '#shared/contract/payments.ts'
import { CARDS } from '#shared/domain/commerce/cards.ts'
import { paypalWords, withPaypalSaid } from '#shared/wording/paypal-words.ts'
import type { StepTranslator } from './step-words.ts'

/** How the buyer paid: "Visa … 1111", "Ekspresskasse". */
export function methodText({ with: how, card, price }: Payment, { t }: StepTranslator): string {
  if (card)
    return card.brand
      ? t('payments.earlier.card', { brand: CARDS[card.brand].name, four: card.lastFour })
      : t('payments.earlier.cardUnknown', { four: card.lastFour })
  if (how === 'card' && price.pay === 0) return t('payments.earlier.free')
  return t(`payments.earlier.${how === 'hosted' ? 'hosted' : 'express'}`)
}

/** Why PayPal said no, with PayPal's own code and text: "Banken avslo betalingen (RESULT 12: Declined)." */
function refusalOf({ steps, destination }: Payment, { language }: StepTranslator): string[] {
  const refused = steps.find(({ state }) => state === 'refused')
  if (!refused?.code) return []
  return [withPaypalSaid(paypalWords(refused.code, language, destination), refused.pairs).fact]
}

/** What is worth knowing of an earlier test beside how it ended. */
export function noteText(payment: Payment, translator: StepTranslator): string {
  const { t } = translator
  const { state, code, destination } = payment
  const parts: string[] = []
  if (state === 'voided' || state === 'refunded') parts.push(t(`payments.earlier.notes.${state}`))
  else if (state === 'completed' && code)
    parts.push(t('payments.earlier.notes.redeemed', { code: code.code }))
  else if (['declined', 'failed', 'cancelled'].includes(state)) {
    parts.push(...refusalOf(payment, translator))
    if (code) parts.push(t('payments.earlier.notes.notRedeemed'))
  }
  if (payment.steps.some(({ kind, state: how }) => kind === 'inquire' && how === 'done'))
    parts.push(t('payments.earlier.notes.settled', { where: t(`payments.where.${destination}`) }))
  if (destination === 'simulator') parts.push(t('payments.whereLong.simulator'))
  return parts.join(' ')
}
