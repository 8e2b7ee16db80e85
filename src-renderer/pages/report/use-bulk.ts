import { ref } from 'vue'
import { isRefusal } from '#shared/contract/refusal.ts'
import type { Started } from '#shared/contract/index.ts'
import type { BulkDone } from '#shared/contract/promo.ts'
import { errorText } from '#shared/wording/errors.ts'
import { useLanguage } from '../../language.ts'
import { useFailures } from '../../stores/failures.ts'
import { useJobs } from '../../stores/jobs.ts'
import { refusalFrom, useNotices } from '../../stores/notices.ts'
import { leftAloneSentence } from '../../wording/deed-sentence.ts'
import { useSpeaker } from '../../wording/speaker.ts'

export interface BulkOrder {
  start(): Promise<Started<BulkDone>>
  /** What was done, as a full sentence. */
  fact(changed: number): string
  /** The codes have changed since they were counted: count again. */
  onMoved(): void
}

/** Carries out what was planned, says the true counts with a way back, or what moved since. */
export function useBulk() {
  const jobs = useJobs()
  const notices = useNotices()
  const failures = useFailures()
  const speaker = useSpeaker()
  const { language } = useLanguage()
  const busy = ref(false)
  /** What moved since the plan; shown beside the new plan. */
  const moved = ref('')

  /** True when it was done. */
  async function apply({ start, fact, onMoved }: BulkOrder): Promise<boolean> {
    busy.value = true
    moved.value = ''
    try {
      const { operationId, changed, leave } = await jobs.follow(await start())
      notices.done(() => ({ fact: fact(changed), rest: leftAloneSentence(leave, speaker) }), operationId)
      return true
    } catch (error) {
      if (isRefusal(error, 'plan.moved')) {
        moved.value = errorText(refusalFrom(error), language.value).fact
        onMoved()
      } else failures.tell(error)
      return false
    } finally {
      busy.value = false
    }
  }
  return { apply, busy, moved }
}
