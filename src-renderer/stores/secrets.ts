import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import type { SecretsState } from '#shared/contract/secrets.ts'
import { useBackendEvent } from '../events.ts'
import { useApi } from '../api-client.ts'

/** Whether stored passwords can be used, and whether the person has been asked for the passphrase this time. */
export const useSecrets = defineStore('secrets', () => {
  const api = useApi()
  const state = ref<SecretsState | null>(null)
  /** Chosen "go on without": not asked again until the window is opened again. */
  const without = ref(false)

  useBackendEvent('secrets.onChanged', (changed) => (state.value = changed))

  async function load(): Promise<void> {
    state.value = await api.secrets.state({})
  }

  return {
    state,
    without,
    load,
    /** True while the unlocking screen is to be shown: a passphrase seals at least one password. */
    asks: computed(
      () =>
        !without.value &&
        state.value?.seal === 'passphrase' &&
        state.value.locked &&
        state.value.passwords > 0,
    ),
  }
})
