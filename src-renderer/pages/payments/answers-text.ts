import type { Payment } from '#shared/contract/payments.ts'
import { formatPayment } from '#shared/wording/payment-amount.ts'
import { stepDetail, type StepTranslator, stepTime, stepTitle } from './step-words.ts'

/** The steps with PayPal's answers as plain text, for whoever is to look at them. `when` is worded by the page. */
export function answersText(payment: Payment, when: string, translator: StepTranslator): string {
  const { t, language } = translator
  const steps = payment.steps.flatMap((step, i) => {
    const seconds = stepTime(step, translator)
    const head = { n: String(i + 1), title: stepTitle(step, payment, translator) }
    const detail = stepDetail(step, payment, translator)
    return [
      seconds === null ? t('payments.copy.stepNoTime', head) : t('payments.copy.step', { ...head, seconds }),
      ...(detail ? [`   ${detail}`] : []),
      ...step.pairs.map(({ name, value }) => `   ${name}=${value}`),
    ]
  })
  return [
    t('payments.copy.head', { when, where: t(`payments.whereLong.${payment.destination}`) }),
    t('payments.copy.what', {
      provider: t(`commerce.providers.${payment.provider}`),
      service: t(`commerce.services.${payment.service}`),
    }),
    t('payments.copy.amount', {
      item: payment.description,
      pay: formatPayment(payment.price.pay, payment.price.currency, language),
    }),
    '',
    ...steps,
    '',
  ].join('\n')
}
