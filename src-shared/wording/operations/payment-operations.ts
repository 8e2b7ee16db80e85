import type { DetailsOf, paymentOperations } from '../../contract/operations.ts'
import type { OperationPresentations, OperationRow, RowWords } from './operation-presentation.ts'
import type { Translator } from './operation-sentence.ts'

type Kind = keyof typeof paymentOperations

export const paymentPresentations: OperationPresentations<Kind> = {
  'pay-test': {
    sentence: (details, words) => words.say('done', outcomeOf(details, words)),
    rows: paymentRows,
  },
  'reverse-payment': {
    sentence: (details, words) => words.say('done', outcomeOf(details, words)),
    rows: paymentRows,
  },
  'resolve-payment': {
    sentence: (details, words) => words.say('done', outcomeOf(details, words)),
    rows: paymentRows,
  },
}

const outcomeOf = ({ payment, state }: DetailsOf[Kind], { t, count }: Translator) => ({
  number: count(payment),
  state: t(`history.paymentStates.${state}`),
})

function paymentRows<K extends Kind>(
  { payment, service, pay, currency, code, state }: DetailsOf[Kind],
  { row, count, t, ...words }: RowWords<K>,
): OperationRow[] {
  return [
    row('payment', count(payment)),
    row('service', words.service(service)),
    row('amount', words.payment(pay, currency)),
    ...(code === null ? [] : [row('promoCode', code)]),
    row('paymentState', t(`history.paymentStates.${state}`)),
  ]
}
