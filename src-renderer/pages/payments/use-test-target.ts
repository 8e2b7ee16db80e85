import { ref, watch, type Ref } from 'vue'
import { isRefusal } from '#shared/contract/refusal.ts'
import type { TestTarget } from '#shared/domain/payments/answer-codes.ts'
import type { Service } from '#shared/domain/services.ts'
import { useApi } from '../../api-client.ts'
import { useBackendEvent } from '../../events.ts'
import { useBackend } from '../../stores/backend.ts'
import { useFailures } from '../../stores/failures.ts'

/** What Test mode talks to, for the whole site; null until it is known. */
export function useTestTarget(service: Ref<Service | null>) {
  const api = useApi()
  const backend = useBackend()
  const failures = useFailures()
  const target = ref<TestTarget | null>(null)

  async function load(): Promise<void> {
    if (service.value === null) return
    try {
      target.value = (await api.paypal.state({ service: service.value })).testTarget
    } catch (error) {
      if (!isRefusal(error, 'backend.restarting')) failures.report(error)
    }
  }
  watch([service, () => backend.returned], load, { immediate: true })
  useBackendEvent('paypal.onChanged', load)

  async function choose(chosen: TestTarget): Promise<void> {
    const before = target.value
    target.value = chosen
    try {
      target.value = (await api.paypal.setTestTarget({ target: chosen })).target
    } catch (error) {
      target.value = before
      failures.report(error)
    }
  }

  return { target, choose }
}
