import { ref, watch, type Ref } from 'vue'
import { isRefusal } from '#shared/contract/refusal.ts'
import { useBackendEvent } from '../../events.ts'
import { useApi } from '../../api-client.ts'
import { useBackend } from '../../stores/backend.ts'
import { useFailures } from '../../stores/failures.ts'
import { cameThrough } from './readiness.ts'

/** Whether a payment has come through yet; null until it is known, and while nobody asks (`wanted`). */
export function useTried(wanted: Ref<boolean>): Ref<boolean | null> {
  const api = useApi()
  const backend = useBackend()
  const failures = useFailures()
  const tried = ref<boolean | null>(null)

  async function load(): Promise<void> {
    if (!wanted.value || tried.value === true) return
    try {
      tried.value = (await api.payments.list({ mode: 'test', limit: 50 })).payments.some(cameThrough)
    } catch (error) {
      if (!isRefusal(error, 'backend.restarting')) failures.report(error)
    }
  }
  watch([wanted, () => backend.returned], load, { immediate: true })
  useBackendEvent('payments.onChanged', load)
  useBackendEvent('site.onChangedElsewhere', ({ areas }) => areas.includes('payments') && load())

  return tried
}
