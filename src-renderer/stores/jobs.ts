import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import type { Started } from '#shared/contract/index.ts'
import type { JobInfo } from '#shared/contract/jobs.ts'
import { useBackendEvent } from '../events.ts'
import { outcomeOf, useApi, useCallsUnderWay } from '../api-client.ts'

/** Most work is done by then, and need not be shown. */
const SHOWN_AFTER_MS = 300

/** A job, or a save that waits for its turn: that has no id, since it cannot be cancelled. */
export type WorkUnderWay = Omit<JobInfo, 'jobId'> & { readonly jobId: string | null }

/** The jobs that are running, whoever started them; they go on when their page is left. */
export const useJobs = defineStore('jobs', () => {
  const api = useApi()
  const underWay = useCallsUnderWay()
  const running = ref(new Map<string, JobInfo>())
  /** Calls of all clients that wait to write, by request: their method, and that of the change they wait for. */
  const waiting = ref(new Map<string | null, { method: string; waitsFor: string }>())
  /** Jobs that ended while nobody in this window waited for them, such as after a reload. */
  const endedAlone = ref<{ jobId: string; method: string }[]>([])
  const awaited = new Set<string>()
  const found = new Set<string>()
  /** Those that take a while. */
  const long = ref(new Set<string>())

  useBackendEvent('jobs.onProgress', ({ jobId, method, progress, waitsFor }) => {
    const known = running.value.get(jobId)
    if (!known) setTimeout(() => running.value.has(jobId) && long.value.add(jobId), SHOWN_AFTER_MS)
    running.value.set(jobId, { jobId, method, progress, waitsFor, cancelling: known?.cancelling ?? false })
  })
  useBackendEvent('requests.onWaiting', ({ requestId, method, waitsFor }) => {
    if (waitsFor === null) waiting.value.delete(requestId)
    else waiting.value.set(requestId, { method, waitsFor })
  })
  /** This window's own: one for each method. */
  const waitingSaves = computed<WorkUnderWay[]>(() => {
    const own = [...waiting.value.values()].filter(({ method }) => underWay.has(method))
    return [...new Map(own.map((save) => [save.method, save])).values()].map(({ method, waitsFor }) => ({
      jobId: null,
      method,
      progress: { done: 0, total: null },
      waitsFor,
      cancelling: false,
    }))
  })
  useBackendEvent('jobs.onEnded', ({ jobId, method }) => {
    running.value.delete(jobId)
    long.value.delete(jobId)
    if (found.has(jobId) && !awaited.has(jobId)) endedAlone.value = [...endedAlone.value, { jobId, method }]
  })

  /** Reads what is running: at the start, and when the backend has come back. */
  async function load(): Promise<void> {
    waiting.value = new Map()
    const list = await api.jobs.list({})
    running.value = new Map(list.map((job) => [job.jobId, job]))
    long.value = new Set(running.value.keys())
    for (const job of list) found.add(job.jobId)
  }

  /** Waits for a job: `await follow(await api.promo.create({ … }))`. Rejects with the job's Refusal. */
  async function follow<Output>(started: Started<Output>): Promise<Output> {
    awaited.add(started.jobId)
    return outcomeOf(api, started)
  }

  async function cancel(jobId: string): Promise<void> {
    setCancelling(jobId, true)
    try {
      await api.jobs.cancel({ jobId })
    } catch (error) {
      setCancelling(jobId, false)
      throw error
    }
  }
  function setCancelling(jobId: string, cancelling: boolean): void {
    const job = running.value.get(jobId)
    if (job) running.value.set(jobId, { ...job, cancelling })
  }

  return {
    running: computed(() => [...running.value.values()]),
    /** The running ones that take a while. */
    shown: computed(() => [...running.value.values()].filter(({ jobId }) => long.value.has(jobId))),
    waitingSaves,
    endedAlone,
    load,
    follow,
    cancel,
  }
})
