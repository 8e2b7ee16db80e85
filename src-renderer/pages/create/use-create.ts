import { storeToRefs } from 'pinia'
import { computed, ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { isRefusal } from '#shared/contract/refusal.ts'
import { useBackendEvent } from '../../events.ts'
import { useLanguage } from '../../language.ts'
import { useApi } from '../../api-client.ts'
import { type LostAnswer, wasDoneAnyway } from '../../lost/lost-answer.ts'
import { useBackend } from '../../stores/backend.ts'
import { useChanges } from '../../stores/changes.ts'
import { useFailures } from '../../stores/failures.ts'
import { useJobs } from '../../stores/jobs.ts'
import { useNotices } from '../../stores/notices.ts'
import { linkToBatches } from './batch-link.ts'
import { useCreateDraft } from './draft.ts'
import { FIELDS, type Field, fieldOf, type FieldProblem, isShownAtOnce, usesFile } from './form.ts'
import { doneFact } from './summary.ts'
import { usePlan } from './use-plan.ts'

/** The action itself: what is planned, what prevents it, and carrying it out. */
export function useCreate(focusField: (field: Field) => void, focusOutcome: () => void) {
  const { t } = useI18n()
  const { count } = useLanguage()
  const api = useApi()
  const backend = useBackend()
  const changes = useChanges()
  const jobs = useJobs()
  const notices = useNotices()
  const failures = useFailures()
  const draft = useCreateDraft()
  const { creating } = storeToRefs(draft)
  const moved = ref<{ planned: number; now: number; last: string } | null>(null)

  const creation = computed(() => draft.read.creation)
  const { plan, ask, askSoon, changed } = usePlan(() => creation.value, draft.file.lose)

  /** The local problems, and what only the plan could know. */
  const problems = computed(() => {
    const all = { ...draft.read.problems }
    for (const problem of plan.value?.problems ?? []) all[fieldOf(problem)] ??= problem
    return all
  })
  const wrong = computed(() => FIELDS.filter((field) => problems.value[field]))
  const shown = (field: Field): FieldProblem | undefined => {
    const problem = problems.value[field]
    return problem && (draft.shows(field) || isShownAtOnce(problem)) ? problem : undefined
  }

  /** Why the button is off; null when it can be pressed (and then says what is missing, if anything is). */
  const blocked = computed(() => {
    if (creating.value) return 'creating' as const
    if (backend.away) return 'away' as const
    if (changes.off) return 'unchangeable' as const
    if (!usesFile(draft.form)) return null
    const now = draft.file.state
    if (now.at === 'none') return 'chooseFile' as const
    if (now.at === 'reading') return 'reading' as const
    if (now.at === 'lost') return 'lost' as const
    if (now.at === 'refused')
      return now.error.code === 'recipients.over-limit' ? ('overLimit' as const) : ('refused' as const)
    return now.import.reading.question ? ('column' as const) : null
  })

  async function create(): Promise<void> {
    draft.tried = true
    if (blocked.value) return
    const asked = creation.value
    const planned = asked && (plan.value ?? (await ask()))
    const first = wrong.value[0]
    if (first) return focusField(first)
    if (!asked || !planned || asked !== creation.value) return
    creating.value = true
    moved.value = null
    draft.done = null
    try {
      const made = await jobs.follow(
        await api.promo.create({ creation: asked, expect: { codes: planned.codes } }),
      )
      draft.settle(made)
      focusOutcome()
      notices.done(
        () => ({
          fact: doneFact(made, { t, count }),
          link: { label: t('create.done.show'), to: linkToBatches(made.batchIds) },
        }),
        made.operationId,
      )
    } catch (error) {
      await afterFailure(error)
    } finally {
      creating.value = false
    }
  }

  async function afterFailure(error: unknown): Promise<void> {
    if (isRefusal(error, 'job.cancelled'))
      notices.failed(() => ({ fact: t('create.cancelled'), rest: t('create.cancelledRest') }))
    else if (wasDoneAnyway(error)) settleFrom(error)
    else if (isRefusal(error, 'plan.moved')) moved.value = { ...error.details, last: await changed() }
    else if (isRefusal(error, 'recipients.import-unknown')) draft.file.lose()
    else if (!isRefusal(error, 'promo.refused')) failures.report(error)
    await ask()
  }

  /** The codes were created, although the answer was lost: nobody is to create them again. */
  function settleFrom({ outcome }: LostAnswer): void {
    const made = outcome.operations.find(({ details }) => details.kind === 'create-codes')
    if (made?.details.kind !== 'create-codes') return
    const { codes, recipients, batches } = made.details
    draft.settle({ operationId: made.id, codes, recipients, batchIds: batches })
  }

  // An undo, here or elsewhere, may have taken back what the page still says was made.
  useBackendEvent('history.onRecorded', ({ kind }) => {
    if (kind === 'undo') draft.done = null
  })

  return { plan, askSoon, creation, creating, moved, blocked, wrong, shown, create }
}
