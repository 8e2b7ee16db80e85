import { ref, shallowRef, watch } from 'vue'
import type { ServiceSettings } from '#shared/contract/commerce.ts'
import { isRefusal } from '#shared/contract/refusal.ts'
import { useBackendEvent } from '../events.ts'
import { useApi } from '../api-client.ts'
import { useBackend } from '../stores/backend.ts'
import { useFailures } from '../stores/failures.ts'
import type { Unpublished } from './unpublished.ts'

/** How far e-commerce has come, and what is set in test and not in production. */
export function useCommerce() {
  const api = useApi()
  const backend = useBackend()
  const failures = useFailures()
  const services = shallowRef<readonly ServiceSettings[]>([])
  const waiting = shallowRef<readonly Unpublished[]>([])
  const read = ref(false)

  async function load(): Promise<void> {
    try {
      services.value = await Promise.all([
        api.commerce.get({ service: 'events' }),
        api.commerce.get({ service: 'training' }),
      ])
      read.value = true
      // The first paint waits for no rules of the settings.
      const { unpublished } = await import('./unpublished.ts')
      waiting.value = unpublished(services.value)
    } catch (error) {
      if (!isRefusal(error, 'backend.restarting')) failures.report(error)
    }
  }
  void load()
  useBackendEvent('commerce.onChanged', load)
  watch(() => backend.returned, load)

  return { services, read, waiting }
}
