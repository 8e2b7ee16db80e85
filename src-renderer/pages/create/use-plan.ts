import { onScopeDispose, shallowRef, watch } from 'vue'
import { isRefusal } from '#shared/contract/refusal.ts'
import type { CreationPlan } from '#shared/contract/promo.ts'
import type { Creation } from '#shared/domain/creation.ts'
import { useBackendEvent } from '../../events.ts'
import { useApi } from '../../api-client.ts'
import { useBackend } from '../../stores/backend.ts'
import { useFailures } from '../../stores/failures.ts'
import { type SayLastChange, useLastChange } from '../../stores/last-change.ts'

/** A person types; the plan waits until they pause. */
const PAUSE_MS = 200

/**
 * What the creation would do, requested again after each change and after everything that others do. The latest
 * request wins. `plan` is null while there is none for what is on the page now.
 */
export function usePlan(creation: () => Creation | null, onImportGone: () => void) {
  const api = useApi()
  const backend = useBackend()
  const failures = useFailures()
  const plan = shallowRef<CreationPlan | null>(null)
  const lastChange = useLastChange()
  /** Of `plan`. */
  let changed: SayLastChange = async () => ''
  let turn = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  async function ask(): Promise<CreationPlan | null> {
    clearTimeout(timer)
    const asked = creation()
    const mine = (turn += 1)
    if (!asked || backend.away) return stop()
    const noted = lastChange.note()
    try {
      const answer = await api.promo.plan(asked)
      if (mine !== turn) return null
      plan.value = answer
      changed = noted
    } catch (error) {
      if (mine !== turn) return null
      plan.value = null
      if (isRefusal(error, 'recipients.import-unknown')) onImportGone()
      else if (!isRefusal(error, 'backend.restarting')) failures.report(error)
    }
    return mine === turn ? plan.value : null
  }
  function stop(): null {
    plan.value = null
    return null
  }
  function askSoon(): void {
    clearTimeout(timer)
    turn += 1
    timer = setTimeout(ask, PAUSE_MS)
    if (!creation()) stop()
  }

  watch(
    () => JSON.stringify(creation()),
    () => {
      plan.value = null
      askSoon()
    },
    { immediate: true },
  )
  watch(() => backend.returned, askSoon)
  useBackendEvent('history.onRecorded', askSoon)
  useBackendEvent('site.onChanged', askSoon)
  onScopeDispose(() => clearTimeout(timer))

  return { plan, ask, askSoon, changed: () => changed() }
}
