import { defineStore } from 'pinia'
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue'
import { refusalFromWire } from '#shared/calls.ts'
import type { Refusal } from '#shared/contract/refusal.ts'
import { useHost } from '../api-client.ts'
import type { HostState } from '../host/host.ts'

const READ_AGAIN_MS = 500

/** Whether the backend answers. While it is away, what is typed stays; only buttons that need it are off. */
export const useBackend = defineStore('backend', () => {
  const host = useHost()
  const state = ref<HostState>({ state: 'running' })
  /** Grows each time the backend is there again: watch it to read again. */
  const returned = ref(0)

  /** What the host said last; `state` follows it, to `running` once everything is as it was. */
  let latest: HostState = state.value
  let restore = (): Promise<void> => Promise.resolve()
  const off = host.onBackendState((now) => {
    latest = now
    if (now.state === 'running' && (state.value.state !== 'running' || 'missed' in now)) void comeBack(now)
    else state.value = now
  })
  onScopeDispose(off)

  async function comeBack(now: HostState): Promise<void> {
    // What fails here fails again, and is reported, when everything is read again.
    await restore().catch(() => undefined)
    if (latest !== now) return
    state.value = now
    returned.value += 1
  }

  /**
   * A call failed because the backend is away. When the window has not been notified of that, as at the very start,
   * nothing would ever say that it is back: what failed is read again after a moment.
   */
  let soon: ReturnType<typeof setTimeout> | undefined
  function refused(): void {
    soon ??= setTimeout(() => {
      soon = undefined
      if (state.value.state === 'running') returned.value += 1
    }, READ_AGAIN_MS)
  }

  /** Why it cannot start; null unless it is stopped. */
  const stoppedBy = shallowRef<Refusal | null>(null)
  async function explain(now: HostState): Promise<void> {
    const why = now.state === 'stopped' ? await refusalFromWire(now.error) : null
    if (state.value.state === now.state) stoppedBy.value = why
  }
  watch(state, explain, { immediate: true })

  return {
    state,
    returned,
    refused,
    /** What the backend reads from is there again: everything is read again. */
    readAgain: () => void (returned.value += 1),
    stoppedBy,
    away: computed(() => state.value.state !== 'running'),
    /** `work` is done before the backend counts as there again: what is read earlier might be of another site. */
    beforeReturn: (work: () => Promise<void>) => (restore = work),
    retry: () => host.retryBackend(),
  }
})
