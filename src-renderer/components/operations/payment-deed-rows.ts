import type { Language } from '#shared/preferences.ts'
import { formatPayment } from '#shared/wording/payment-amount.ts'
import { REPORT_WORDS } from '#shared/wording/report-words.ts'
import type { Speaker } from '../../wording/deed-sentence.ts'
import type { PaymentDeed } from '../../wording/payment-deed-sentence.ts'
import type { DeedRow } from './deed-rows.ts'

/** What became of a payment, line by line. */
export function paymentDeedRows(deed: PaymentDeed, { t, count }: Speaker, language: Language): DeedRow[] {
  const row = (key: string, value: string): DeedRow => ({ label: t(`history.rows.${key}`), value })
  return [
    row('payment', count(deed.payment)),
    row('service', REPORT_WORDS[language].services[deed.service]),
    row('amount', formatPayment(deed.pay, deed.currency, language)),
    ...(deed.code === null ? [] : [row('promoCode', deed.code)]),
    row('paymentState', t(`history.paymentStates.${deed.state}`)),
  ]
}
