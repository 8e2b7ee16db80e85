import { computed, type Ref } from 'vue'
import type { Started } from '#shared/contract/index.ts'
import type { BulkDone, BulkPlan } from '#shared/contract/promo.ts'
import { useBulk } from './use-bulk.ts'
import { type SayLastChange, useLastChange } from '../../stores/last-change.ts'
import { useLatest } from '../../composables/use-latest.ts'

export interface PlannedAction<Order> {
  /** What is asked for now; null while that is incomplete. */
  order(): Order | null
  plan(order: Order): Promise<BulkPlan>
  /** `expect` is what the plan said would change. */
  start(order: Order, expect: number): Promise<Started<BulkDone>>
  /** What was done, as a full sentence. */
  fact(changed: number, order: Order): string
  /** How long to wait for further typing before it is counted, in milliseconds. */
  pause?: number
  /** After it was done. */
  done?(): void
}

/** An action that is counted while its popover is open, then done as counted; the popover closes when it was. */
export function usePlannedAction<Order>(
  open: Ref<boolean>,
  { order, plan, start, fact, pause, done }: PlannedAction<Order>,
) {
  const lastChange = useLastChange()
  let changed: SayLastChange | undefined
  const { answer, failure, asking, again } = useLatest(() => {
    const requested = order()
    return open.value && requested !== null
      ? () => {
          changed = lastChange.note()
          return plan(requested)
        }
      : null
  }, pause)
  const bulk = useBulk()
  const ready = computed(() => answer.value !== null && answer.value.change > 0)

  async function apply(): Promise<void> {
    const [requested, expect] = [order(), answer.value?.change]
    if (!ready.value || bulk.busy.value || requested === null || expect === undefined) return
    const isDone = await bulk.apply({
      start: () => start(requested, expect),
      fact: (changed) => fact(changed, requested),
      onMoved: again,
      changed,
    })
    if (!isDone) return
    open.value = false
    done?.()
  }
  return { plan: answer, failure, asking, moved: bulk.moved, busy: bulk.busy, ready, apply }
}
