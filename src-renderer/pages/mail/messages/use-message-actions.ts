import { ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { WhichMessages } from '#shared/contract/mail.ts'
import { useLanguage } from '../../../language.ts'
import { useApi } from '../../../api-client.ts'
import { useFailures } from '../../../stores/failures.ts'
import { useMail } from '../../../stores/mail.ts'
import { useNotices } from '../../../stores/notices.ts'
import { statesOf, type Tab } from './tabs.ts'

/** The maximum number of messages that one action takes by ID. */
export const MOST_AT_ONCE = 10_000
const PAGE = 500

interface Changed {
  operationId: number
  changed: number
}

/** What can be done with messages: each says the true count afterwards, with a way back. */
export function useMessageActions() {
  const { t } = useI18n()
  const { count } = useLanguage()
  const api = useApi()
  const mail = useMail()
  const notices = useNotices()
  const failures = useFailures()
  const busy = ref(false)

  async function action(
    words: 'cancelled' | 'resent' | 'arrived' | 'marked',
    act: () => Promise<Changed>,
  ): Promise<boolean> {
    if (busy.value) return false
    busy.value = true
    try {
      const { operationId, changed } = await act()
      notices.done(() => ({ fact: t(`mail.done.${words}`, { n: count(changed) }, changed) }), operationId)
      return true
    } catch (error) {
      failures.report(error)
      return false
    } finally {
      busy.value = false
    }
  }
  async function control(act: () => Promise<unknown>): Promise<void> {
    try {
      await act()
    } catch (error) {
      failures.report(error)
    }
    await mail.load().catch(failures.report)
  }

  /** The IDs of what a tab shows, at most as many as one action takes; those with a later message are left out. */
  async function idsOf(tab: Tab, text: string): Promise<number[]> {
    const states = statesOf(tab)
    const typed = text.trim()
    const ids: number[] = []
    for (let offset = 0; ids.length < MOST_AT_ONCE; offset += PAGE) {
      const asked = { ...(states && { states }), ...(typed !== '' && { text: typed }), offset, limit: PAGE }
      const { messages } = await api.mail.outbox(asked)
      ids.push(...messages.filter(({ resent }) => !resent).map(({ id }) => id))
      if (messages.length < PAGE) break
    }
    return ids.slice(0, MOST_AT_ONCE)
  }

  return {
    busy,
    pause: () => control(() => api.mail.pause({})),
    /** Sends all that is queued, where it is as many as are shown. */
    resume: () =>
      control(() => api.mail.resume(mail.counts ? { expect: { messages: mail.counts.queued } } : {})),
    cancel: (which: WhichMessages) => action('cancelled', () => api.mail.cancel({ which })),
    resend: (ids: readonly number[]) => action('resent', () => api.mail.resend({ ids: [...ids] })),
    resendAll: (tab: Tab, text: string) =>
      action('resent', async () => api.mail.resend({ ids: await idsOf(tab, text) })),
    settle: (which: WhichMessages, arrived: boolean) =>
      action(arrived ? 'arrived' : 'resent', () => api.mail.settle({ which, arrived })),
    markSent: (ids: readonly number[]) =>
      action('marked', () => api.mail.markSent({ which: { kind: 'ids', ids: [...ids] } })),
    async markHandOver(handOver: string): Promise<void> {
      const done = await action('marked', () => api.mail.markSent({ which: { kind: 'hand-over', handOver } }))
      if (done) mail.handOver = null
    },
  }
}
