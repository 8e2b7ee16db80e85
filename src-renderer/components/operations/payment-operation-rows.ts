import type { Language } from '#shared/preferences.ts'
import { formatPayment } from '#shared/wording/payment-amount.ts'
import { REPORT_WORDS } from '#shared/wording/report-words.ts'
import type { Translator } from '../../wording/operation-sentence.ts'
import type { PaymentOperation } from '../../wording/payment-operation-sentence.ts'
import type { OperationRow } from './operation-rows.ts'

/** What happened to a payment, line by line. */
export function paymentOperationRows(
  details: PaymentOperation,
  { t, count }: Translator,
  language: Language,
): OperationRow[] {
  const row = (key: string, value: string): OperationRow => ({ label: t(`history.rows.${key}`), value })
  return [
    row('payment', count(details.payment)),
    row('service', REPORT_WORDS[language].services[details.service]),
    row('amount', formatPayment(details.pay, details.currency, language)),
    ...(details.code === null ? [] : [row('promoCode', details.code)]),
    row('paymentState', t(`history.paymentStates.${details.state}`)),
  ]
}
