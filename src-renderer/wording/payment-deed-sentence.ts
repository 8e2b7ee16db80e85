import type { Deed } from '#shared/contract/history.ts'
import type { Speaker } from './deed-sentence.ts'

export type PaymentDeed = Extract<Deed, { kind: 'pay-test' | 'reverse-payment' | 'settle-payment' }>

/** What became of a payment, in one line without a full stop: "Testtransaksjon 12: godkjent". */
export function paymentDeedSentence({ kind, payment, state }: PaymentDeed, { t, count }: Speaker): string {
  return t(`history.deeds.payments.${kind}`, {
    number: count(payment),
    state: t(`history.paymentStates.${state}`),
  })
}
