import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { ErrorCode } from '#shared/contract/error-codes.ts'
import type { RecoveryState, RescueAnswer } from '#shared/contract/recovery.ts'
import { useApi } from '../api-client.ts'
import { useBackendEvent } from '../events.ts'
import { useBackend } from './backend.ts'
import { useJobs } from './jobs.ts'
import { useSite } from './site.ts'

/** With these the pages are there, or were, and show what could be read. */
const HALF_WELL: readonly ErrorCode[] = ['storage.damaged', 'site.read-only', 'database.read-only-user']

/** Whether a site is open, whether it can be written, and whether the recovery screen is shown in place of the pages. */
export const useRecovery = defineStore('recovery', () => {
  const api = useApi()
  const backend = useBackend()
  const jobs = useJobs()
  const site = useSite()
  const state = shallowRef<RecoveryState | null>(null)
  /** A person wants to see what can be done about a site that can be read. */
  const isAsked = ref(false)
  /** What a rescue saved and lost, until the person goes on. */
  const rescued = shallowRef<RescueAnswer | null>(null)
  /** How often such a site became well, whoever saw to that: pages that were drawn before read everything again. */
  const repairs = ref(0)
  function know(now: RecoveryState): void {
    const wasHalfWell = state.value?.problem && HALF_WELL.includes(state.value.problem.code)
    if (wasHalfWell && now.open === 'own' && now.problem === null) repairs.value += 1
    const isAnsweredAgain = state.value?.unansweredSince !== undefined && now.unansweredSince === undefined
    state.value = now
    if (isAnsweredAgain) backend.readAgain()
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
  /** Why the site can be read only; null where it can be changed. */
  const readOnly = computed(() => {
    if (!isReadOnly.value) return null
    return state.value?.problem?.code === 'database.read-only-user' ? 'user' : 'damaged'
  })
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
    readOnly,
    /** Since when the database does not answer; undefined while it does. */
    unansweredSince: computed(() => state.value?.unansweredSince),
    isAsked,
    isShown: computed(() => rescued.value !== null || isClosed.value || (isAsked.value && isReadOnly.value)),
  }
})
