import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { RecoveryState } from '#shared/contract/recovery.ts'
import { useApi } from '../api-client.ts'
import { useBackendEvent } from '../events.ts'

/** Whether a site is open, whether it can be written, and whether the recovery screen is shown in place of the pages. */
export const useRecovery = defineStore('recovery', () => {
  const api = useApi()
  const state = shallowRef<RecoveryState | null>(null)
  /** A person wants to see what can be done about a site that can be read. */
  const isAsked = ref(false)

  useBackendEvent('recovery.onChanged', (changed) => (state.value = changed))

  async function load(): Promise<void> {
    state.value = await api.recovery.state({})
  }
  /** Answers whether the own site is open and well now. */
  async function retry(): Promise<boolean> {
    state.value = await api.recovery.retry({})
    return state.value.problem === null
  }

  const isClosed = computed(() => state.value?.open === null)
  const isReadOnly = computed(() => state.value?.readOnly === true)
  return {
    state,
    load,
    retry,
    /** No site is open: there is nothing that pages could show. */
    isClosed,
    isReadOnly,
    isAsked,
    isShown: computed(() => isClosed.value || (isAsked.value && isReadOnly.value)),
  }
})
