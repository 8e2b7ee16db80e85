import { computed, type ComputedRef } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRoute } from 'vue-router'
import { useJobs, type WorkUnderWay } from '../../stores/jobs.ts'
import { jobLabel, saveLabel } from './job-label.ts'

/** The running jobs that take a while, the newest first, and after them what this window saves and has to wait for: nothing can be done about that. */
export function useShownJobs(): ComputedRef<readonly { job: WorkUnderWay; label: string }[]> {
  const { t } = useI18n()
  const jobs = useJobs()
  const route = useRoute()
  return computed(() =>
    [...jobs.shown.toReversed(), ...jobs.waitingSaves]
      // The test transaction's page shows each step of its own jobs.
      .filter(({ method }) => route.name !== 'test-transaction' || !method.startsWith('payments.'))
      .map((job) => ({ job, label: t(job.jobId === null ? saveLabel(job.method) : jobLabel(job.method)) })),
  )
}
