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
  /** What is offered after passwords were removed, or are protected otherwise: one dialog after the other. */
  const offered = ref<('passphrase' | 'backups')[]>([])

  useBackendEvent('secrets.onChanged', (changed) => (state.value = changed))

  /** A passphrase that another program chose locks this one. */
  useBackendEvent('site.onChangedElsewhere', ({ areas }) => {
    if (areas.includes('secrets')) void load().catch(() => undefined)
  })

  async function load(): Promise<void> {
    state.value = await api.secrets.state({})
  }

  return {
    state,
    without,
    load,
    offered,
    /** True while the first screen asks: for the passphrase, or what to do where the keychain does not open. */
    asks: computed(() => {
      const { value } = state
      if (without.value || !value?.locked || value.passwords === 0) return false
      return value.seal === 'passphrase' || value.keychainProblem !== null
    }),
  }
})
