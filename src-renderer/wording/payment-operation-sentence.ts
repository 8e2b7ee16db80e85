import type { OperationDetails } from '#shared/contract/operations.ts'
import type { Translator } from './operation-sentence.ts'

export type PaymentOperation = Extract<
  OperationDetails,
  { kind: 'pay-test' | 'reverse-payment' | 'resolve-payment' }
>

/** What happened to a payment, in one line without a full stop: "Testtransaksjon 12: godkjent". */
export function paymentOperationSentence(
  { kind, payment, state }: PaymentOperation,
  { t, count }: Translator,
): string {
  return t(`history.sentences.payments.${kind}`, {
    number: count(payment),
    state: t(`history.paymentStates.${state}`),
  })
}
