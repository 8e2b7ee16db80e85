import { computed, ref, shallowRef, watch } from 'vue'
import type { ServiceSettings } from '#shared/contract/commerce.ts'
import { isRefusal } from '#shared/contract/refusal.ts'
import type { ReviewedChange as PlannedChange, ReviewPart, ReviewPlan } from '#shared/contract/review.ts'
import type { Service } from '#shared/domain/services.ts'
import { useApi } from '../../api-client.ts'
import { useBackendEvent } from '../../events.ts'
import type { ReviewedChange } from '../../review-link.ts'
import { useBackend } from '../../stores/backend.ts'
import { useJobs } from '../../stores/jobs.ts'
import { type SayLastChange, useLastChange } from '../../stores/last-change.ts'
import type { ServiceForm } from './use-service-form.ts'

export interface Reviewed {
  readonly service: Service
  readonly change: ReviewedChange
  readonly form: ServiceForm
  /** What is published is an edit of the production settings. */
  isEdit(): boolean
  /** The change cannot be made any more. */
  refused(error: unknown): void
}

interface Edit {
  readonly content: ReturnType<ServiceForm['contentFor']>
  readonly passwords: ReturnType<ServiceForm['passwordsFor']>
}

/** The plan of a change, read again whenever settings or accounts change, and the change itself. */
export function useReview(about: Reviewed) {
  const { service, change, form } = about
  const api = useApi()
  const jobs = useJobs()
  const backend = useBackend()
  const lastChange = useLastChange()
  const plan = shallowRef<ReviewPlan | null>(null)
  /** The fields that came to this review, or left it, since the person saw it; null where it is as it was. */
  const moved = shallowRef<readonly string[] | null>(null)
  /** What was done then, by whom and when, where that is in the history. */
  const lastMove = ref('')
  /** Since `plan`. */
  let changed: SayLastChange | undefined
  const confirmed = ref(false)
  const applying = ref(false)

  /** The edit that the plan was made of: exactly that is published. */
  let edit: Edit | null = null

  const editNow = (): Edit | null =>
    change.kind === 'publish' && about.isEdit()
      ? { content: form.contentFor('production'), passwords: form.passwordsFor('production') }
      : null

  const planned = (of: Edit | null): PlannedChange => {
    if (change.kind === 'services') {
      const { enabled, keep } = change
      return {
        kind: 'services',
        events: enabled.includes('events'),
        training: enabled.includes('training'),
        ...(keep && { keep }),
      }
    }
    if (!of) return change
    return {
      kind: 'publish',
      content: of.content,
      passwords: of.passwords.map(({ provider }) => provider),
    }
  }

  let turn = 0
  async function look(): Promise<void> {
    turn += 1
    const mine = turn
    try {
      const of = editNow()
      const noted = lastChange.note()
      const next = await api.review.plan({ service, change: planned(of) })
      // A later question has a later answer.
      if (mine !== turn) return
      const before = plan.value
      plan.value = next
      edit = of
      const sayLast = changed
      changed = noted
      if (!before) return
      const isMoved = toChange(before) !== toChange(next)
      if (isMoved) moved.value = movedKeys(before.parts, next.parts)
      if (toConfirm(before) !== toConfirm(next)) confirmed.value = false
      if (isMoved) lastMove.value = (await sayLast?.()) ?? ''
    } catch (error) {
      if (!isRefusal(error, 'backend.restarting')) about.refused(error)
    }
  }
  const follow = () => {
    if (!applying.value) void look()
  }
  void look()
  useBackendEvent('commerce.onChanged', follow)
  useBackendEvent('paypal.onChanged', follow)
  watch(() => backend.returned, follow)
  // A draft comes back after the page is there.
  watch(() => JSON.stringify(editNow()), follow)

  /** Does what the plan shows; answers with the page's settings afterwards, and the operation. */
  async function apply(shown: ReviewPlan): Promise<ServiceSettings & { operationId: number | null }> {
    const before = shown.parts.find(({ services }) => services.includes(service))?.before
    const [from, to] = [before?.test ?? 0, before?.production ?? 0]
    switch (change.kind) {
      case 'publish': {
        // What others saved since the edit began is not overwritten: it is refused, and chosen in the form.
        const base = edit ? form.began.value.production.revision : to
        return await api.commerce.publish({ service, from, to: base, ...(edit && { edit }) })
      }
      case 'restore':
        return await api.commerce.restore({
          service,
          revision: change.revision,
          base: before?.mode === 'production' ? to : from,
        })
      case 'back-to-test':
        return await api.commerce.backToTest({ service, expect: shown.revisions })
      case 'services': {
        const { enabled, keep } = change
        return await api.commerce.setServices({
          events: enabled.includes('events'),
          training: enabled.includes('training'),
          page: service,
          ...(keep && { keep }),
          expect: shown.revisions,
        })
      }
      case 'undo': {
        // Whoever comes here was asked before, and has seen here what it would change.
        const order = { operationId: change.operationId, alsoOthers: true }
        const { operationId } = await jobs.follow(await api.history.undo(order))
        return { ...(await api.commerce.get({ service })), operationId }
      }
    }
  }

  async function run<T>(work: () => Promise<T>): Promise<T> {
    applying.value = true
    try {
      return await work()
    } finally {
      applying.value = false
    }
  }

  return {
    plan,
    moved,
    lastMove,
    confirmed,
    applying: computed(() => applying.value),
    look,
    apply: (shown: ReviewPlan) => run(() => apply(shown)),
  }
}

/** What would be changed; what was checked of it may be another by now. */
const toChange = ({ parts, live }: ReviewPlan): string =>
  JSON.stringify([live, parts.map(({ checks: _checks, ...part }) => part)])

const toConfirm = ({ parts, live }: ReviewPlan): string =>
  JSON.stringify([live, parts.map(({ checks, ...part }) => [part, checks?.unchecked])])

function movedKeys(before: readonly ReviewPart[], after: readonly ReviewPart[]): string[] {
  const rows = (parts: readonly ReviewPart[]) =>
    new Map(
      parts.flatMap(({ differences, testDifferences }) =>
        [...differences, ...testDifferences].map((row) => [row.key, JSON.stringify(row)] as const),
      ),
    )
  const [was, is] = [rows(before), rows(after)]
  return [...new Set([...was.keys(), ...is.keys()])].filter((key) => was.get(key) !== is.get(key))
}
