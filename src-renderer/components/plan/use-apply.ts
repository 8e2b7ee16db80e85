import { ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { isRefusal } from '#shared/contract/refusal.ts'
import type { Started } from '#shared/contract/index.ts'
import { errorText } from '#shared/wording/error-texts.ts'
import { useLanguage } from '../../language.ts'
import { wasDoneAnyway } from '../../lost/lost-answer.ts'
import { useFailures } from '../../stores/failures.ts'
import { useJobs } from '../../stores/jobs.ts'
import type { SayLastChange } from '../../stores/last-change.ts'
import { type NoticeText, refusalFrom, useNotices } from '../../stores/notices.ts'

export interface PlannedJob<Done extends { operationId: number }> {
  start(): Promise<Started<Done>>
  /** What was done, for the notice bar. */
  say(done: Done): NoticeText
  /** What was planned has changed since: plan again. */
  onMoved(): void
  /** What was changed since the plan. */
  readonly changed?: SayLastChange | undefined
}

/** Carries out what was planned and says what was truly done, with a way back; or what moved since the plan. */
export function useApply() {
  const jobs = useJobs()
  const notices = useNotices()
  const failures = useFailures()
  const { t } = useI18n()
  const { language } = useLanguage()
  const busy = ref(false)
  /** What moved since the plan; shown beside the new plan. */
  const moved = ref('')

  /** True when it was done. */
  async function apply<Done extends { operationId: number }>(job: PlannedJob<Done>): Promise<boolean> {
    busy.value = true
    moved.value = ''
    try {
      const done = await jobs.follow(await job.start())
      notices.done(() => job.say(done), done.operationId)
      return true
    } catch (error) {
      if (isRefusal(error, 'plan.moved')) {
        const { fact } = errorText(refusalFrom(error), language.value)
        moved.value = fact
        job.onMoved()
        const last = await job.changed?.()
        if (last && moved.value === fact) moved.value = `${fact} ${last}`
      } else if (isRefusal(error, 'report.unknown-result-set')) {
        moved.value = t('report.plan.reopened')
        job.onMoved()
      } else failures.report(error)
      return wasDoneAnyway(error)
    } finally {
      busy.value = false
    }
  }
  return { apply, busy, moved }
}
