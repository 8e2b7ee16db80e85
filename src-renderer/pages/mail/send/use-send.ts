import { ref, shallowRef, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { isRefusal } from '#shared/contract/refusal.ts'
import type { Picked } from '#shared/contract/promo.ts'
import type { Language } from '#shared/preferences.ts'
import { errorText } from '#shared/wording/errors.ts'
import { useBackendEvent } from '../../../events.ts'
import { useLanguage } from '../../../language.ts'
import { useApi } from '../../../services.ts'
import { useFailures } from '../../../stores/failures.ts'
import { useJobs } from '../../../stores/jobs.ts'
import { refusalFrom, useNotices } from '../../../stores/notices.ts'
import { useLatest } from '../../report/use-latest.ts'

/** What sending the picked codes would put into the outbox, and doing it. */
export function useSend(picked: () => Picked | null, language: () => Language) {
  const { t } = useI18n()
  const { language: shown, count } = useLanguage()
  const api = useApi()
  const jobs = useJobs()
  const notices = useNotices()
  const failures = useFailures()
  const busy = ref(false)
  /** What moved since the plan; shown beside the new plan. */
  const moved = ref('')
  const hasServer = shallowRef<boolean | null>(null)

  const {
    answer: plan,
    failure,
    asking,
    again,
  } = useLatest(() => {
    const [now, inLanguage] = [picked(), language()]
    return now ? () => api.mail.planQueue({ picked: now, language: inLanguage }) : null
  })
  useBackendEvent('history.onRecorded', ({ kind }) => kind !== 'export-report' && again())
  watch(
    picked,
    async (now) => {
      moved.value = ''
      if (!now) return
      try {
        hasServer.value = (await api.mail.settings({})) !== null
      } catch {
        // Whether there is a server is only good to know; the outbox says it again.
        hasServer.value = null
      }
    },
    { immediate: true },
  )

  /** True when the messages wait in the outbox. */
  async function send(): Promise<boolean> {
    const [now, counted, inLanguage] = [picked(), plan.value, language()]
    if (!now || !counted || counted.messages === 0 || busy.value) return false
    const { messages, codes } = counted
    busy.value = true
    moved.value = ''
    try {
      const started = await api.mail.queue({ picked: now, language: inLanguage, expect: { messages, codes } })
      const done = await jobs.follow(started)
      notices.done(
        () => ({
          fact: t('mail.send.done', { n: count(done.messages) }, done.messages),
          link: { label: t('mail.send.toOutbox'), to: { name: 'outbox' } },
        }),
        done.operationId,
      )
      return true
    } catch (error) {
      if (isRefusal(error, 'plan.moved')) {
        moved.value = errorText(refusalFrom(error), shown.value).fact
        again()
      } else failures.tell(error)
      return false
    } finally {
      busy.value = false
    }
  }
  return { plan, failure, asking, busy, moved, hasServer, send }
}
