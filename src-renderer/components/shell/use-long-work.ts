import { computed, onScopeDispose, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Progress } from '#shared/contract/jobs.ts'
import { useBackendEvent } from '../../events.ts'
import type { WorkDisplay } from '../../host/host.ts'
import { useJobs } from '../../stores/jobs.ts'
import { useMail } from '../../stores/mail.ts'
import { jobLabel } from './job-label.ts'
import { sharedProgress } from './shared-progress.ts'

/** It waits for a person, who may never come. */
const WAITS: readonly string[] = ['paypal.awaitGrant']
const MOST_LABELS = 20

/** Shows work that takes a while where the system shows it, and says when it has ended. */
export function useLongWork(display: WorkDisplay): void {
  const { t } = useI18n()
  const jobs = useJobs()
  const mail = useMail()

  const isSending = computed(() => mail.status?.doing === 'sending')
  const works = computed<{ label: string; progress: Progress }[]>(() => [
    ...jobs.shown
      .filter(({ method }) => !WAITS.includes(method))
      .map(({ method, progress }) => ({ label: t(jobLabel(method)), progress })),
    ...(isSending.value
      ? [{ label: t('longWork.sendingMail'), progress: mail.status?.progress ?? { done: 0, total: null } }]
      : []),
  ])
  const shown = computed(() => {
    if (works.value.length === 0) return null
    const labels = [...new Set(works.value.map(({ label }) => label))].slice(0, MOST_LABELS)
    return { progress: sharedProgress(works.value.map(({ progress }) => progress)), labels }
  })
  watch(
    () => JSON.stringify(shown.value),
    () => display.show(shown.value),
    { immediate: true },
  )
  onScopeDispose(() => display.show(null))

  /** Those that took a while: what was done in a moment needs no word. */
  const long = new Set<string>()
  watch(
    () => jobs.shown,
    (now) => now.forEach(({ jobId, method }) => WAITS.includes(method) || long.add(jobId)),
    { immediate: true, flush: 'sync' },
  )
  useBackendEvent('jobs.onEnded', ({ jobId, method, end }) => {
    if (!long.delete(jobId) || (end.state === 'failed' && end.error.code === 'job.cancelled')) return
    const text = end.state === 'done' ? t('longWork.done') : t('longWork.failed')
    display.ended({ title: t(jobLabel(method)), text })
  })
  watch(isSending, (now, before) => {
    if (!before || now || !mail.status) return
    // A person who pauses it knows.
    if (mail.status.doing === 'paused') return
    const text = mail.status.doing === 'idle' ? t('longWork.done') : t('longWork.failed')
    display.ended({ title: t('longWork.sendingMail'), text })
  })
}
