import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { ErrorCode } from '#shared/contract/error-codes.ts'
import type { RecoveryState, RescueAnswer } from '#shared/contract/recovery.ts'
import { useApi } from '../api-client.ts'
import { useBackendEvent } from '../events.ts'
import { useJobs } from './jobs.ts'
import { useSite } from './site.ts'

const DAMAGED: readonly ErrorCode[] = ['storage.damaged', 'site.read-only']

/** Whether a site is open, whether it can be written, and whether the recovery screen is shown in place of the pages. */
export const useRecovery = defineStore('recovery', () => {
  const api = useApi()
  const jobs = useJobs()
  const site = useSite()
  const state = shallowRef<RecoveryState | null>(null)
  /** A person wants to see what can be done about a site that can be read. */
  const isAsked = ref(false)
  /** What a rescue saved and lost, until the person goes on. */
  const rescued = shallowRef<RescueAnswer | null>(null)
  /** How often a damaged site became well, whoever saw to that: pages that were drawn before read everything again. */
  const repairs = ref(0)
  function know(now: RecoveryState): void {
    const isDamaged = state.value?.problem && DAMAGED.includes(state.value.problem.code)
    if (isDamaged && now.open === 'own' && now.problem === null) repairs.value += 1
    state.value = now
  }

  let events = 0
  useBackendEvent('recovery.onChanged', (changed) => {
    events += 1
    know(changed)
  })

  async function load(): Promise<void> {
    const before = events
    const found = await api.recovery.state({})
    // What came meanwhile is newer than the answer.
    if (events === before) know(found)
  }
  /** Answers whether the own site is open and well now. */
  async function retry(): Promise<boolean> {
    const now = await api.recovery.retry({})
    know(now)
    return now.problem === null
  }

  async function rescue(): Promise<void> {
    rescued.value = await jobs.follow(await api.recovery.rescue({}))
    site.site = rescued.value.site
  }

  /** Back to the pages, where there is a site that they can show. */
  function leave(): void {
    isAsked.value = false
    rescued.value = null
  }

  const isClosed = computed(() => state.value?.open === null)
  const isReadOnly = computed(() => state.value?.readOnly === true)
  return {
    state,
    load,
    retry,
    rescue,
    rescued,
    repairs,
    leave,
    /** No site is open: there is nothing that pages could show. */
    isClosed,
    isReadOnly,
    isAsked,
    isShown: computed(() => rescued.value !== null || isClosed.value || (isAsked.value && isReadOnly.value)),
  }
})
