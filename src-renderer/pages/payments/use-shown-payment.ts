import { computed } from 'vue'
import { useI18n } from 'vue-i18n'
import { useLanguage } from '../../language.ts'
import { useApi, useHost } from '../../api-client.ts'
import { useFailures } from '../../stores/failures.ts'
import { useJobs } from '../../stores/jobs.ts'
import { useNotices } from '../../stores/notices.ts'
import { usePayments } from '../../stores/payments.ts'
import { useSite } from '../../stores/site.ts'
import { answersText } from './answers-text.ts'
import { useStepTranslator } from './use-step-translator.ts'

/** What can be done with the payment that is shown. */
export function useShownPayment() {
  const { t } = useI18n()
  const { date, time } = useLanguage()
  const api = useApi()
  const host = useHost()
  const jobs = useJobs()
  const site = useSite()
  const payments = usePayments()
  const notices = useNotices()
  const failures = useFailures()
  const translator = useStepTranslator()

  /** The job that can be stopped: what this window does, or a payment that waits for its buyer. */
  const job = computed(() => {
    const { doing, shown } = payments
    if (doing) return doing.jobId
    return shown?.state === 'waiting-for-buyer' ? payments.jobOf(shown.id) : null
  })

  const reportingFailures = (what: () => Promise<unknown>) => async (): Promise<void> => {
    try {
      await what()
    } catch (error) {
      failures.report(error)
    }
  }

  async function copy(): Promise<void> {
    const { shown } = payments
    if (!shown) return
    const when = t('payments.earlier.when', {
      day: date(shown.day),
      time: time(shown.at, site.site?.timeZone ?? 'UTC'),
    })
    try {
      await navigator.clipboard.writeText(answersText(shown, when, translator.value))
      notices.done(() => ({ fact: t('payments.bar.copied'), rest: t('payments.bar.copiedRest') }))
    } catch {
      notices.failed(() => ({ fact: t('payments.bar.notCopied') }))
    }
  }

  return {
    job,
    copy,
    cancel: reportingFailures(async () => job.value && (await jobs.cancel(job.value))),
    reverse: reportingFailures(async () => payments.shown && (await payments.reverse(payments.shown.id))),
    settle: reportingFailures(async () => payments.shown && (await payments.inquire(payments.shown.id))),
    review: reportingFailures(async () => {
      const { shown } = payments
      if (shown) host.openExternal((await api.payments.reviewPage({ id: shown.id })).url)
    }),
    open: () => payments.shown?.buyerUrl && host.openExternal(payments.shown.buyerUrl),
    none: () => (payments.shownId = null),
  }
}
