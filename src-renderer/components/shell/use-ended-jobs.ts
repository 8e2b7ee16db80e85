import { watch } from 'vue'
import { useI18n } from 'vue-i18n'
import { useFailures } from '../../stores/failures.ts'
import { useJobs } from '../../stores/jobs.ts'
import { useNotices } from '../../stores/notices.ts'
import { jobLabel } from './job-label.ts'

/** A job that nobody in this window waits for any more (after a reload) is reported when it ends. */
export function useEndedJobs(): void {
  const { t } = useI18n()
  const jobs = useJobs()
  const notices = useNotices()
  const failures = useFailures()
  watch(
    () => jobs.endedAlone,
    async (now, before) => {
      for (const { jobId, method } of now.slice(before.length)) {
        try {
          await jobs.follow({ jobId })
          notices.done(() => ({ fact: t('shell.jobs.ended', { job: t(jobLabel(method)) }) }))
        } catch (error) {
          failures.report(error)
        }
      }
    },
  )
}
