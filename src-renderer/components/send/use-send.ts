import { shallowRef, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Picked } from '#shared/contract/promo.ts'
import type { Language } from '#shared/preferences.ts'
import { useApply } from '../plan/use-apply.ts'
import { useBackendEvent } from '../../events.ts'
import { useLanguage } from '../../language.ts'
import { useApi } from '../../api-client.ts'
import { type SayLastChange, useLastChange } from '../../stores/last-change.ts'
import { useLatest } from '../../composables/use-latest.ts'

/** What sending the picked codes would put into the outbox, and doing it. */
export function useSend(picked: () => Picked | null, language: () => Language, repeat: () => boolean) {
  const { t } = useI18n()
  const { count } = useLanguage()
  const api = useApi()
  const { apply, busy, moved } = useApply()
  const lastChange = useLastChange()
  let changed: SayLastChange | undefined
  const hasServer = shallowRef<boolean | null>(null)

  const {
    answer: plan,
    failure,
    asking,
    again,
  } = useLatest(() => {
    const [now, inLanguage, isAgain] = [picked(), language(), repeat()]
    return now
      ? () => {
          changed = lastChange.note()
          return api.mail.planQueue({ picked: now, language: inLanguage, again: isAgain })
        }
      : null
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
    const [now, counted, inLanguage, isAgain] = [picked(), plan.value, language(), repeat()]
    if (!now || !counted || counted.messages === 0 || busy.value) return false
    const { messages, codes, now: atOnce } = counted
    return apply({
      start: () =>
        api.mail.queue({
          picked: now,
          language: inLanguage,
          again: isAgain,
          expect: { messages, codes, now: atOnce },
        }),
      say: (done) => ({
        fact: t('mail.send.done', { n: count(done.messages) }, done.messages),
        link: { label: t('mail.send.toOutbox'), to: { name: 'outbox' } },
      }),
      onMoved: again,
      changed,
    })
  }
  return { plan, failure, asking, busy, moved, hasServer, send }
}
