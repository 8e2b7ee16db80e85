import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import type { Started } from '#shared/contract/index.ts'
import type { JobInfo } from '#shared/contract/jobs.ts'
import { useBackendEvent } from '../events.ts'
import { outcomeOf, useApi } from '../api-client.ts'

/** The jobs that are running, whoever started them; they go on when their page is left. */
export const useJobs = defineStore('jobs', () => {
  const api = useApi()
  const running = ref(new Map<string, JobInfo>())
  /** Jobs that ended while nobody in this window waited for them, such as after a reload. */
  const endedAlone = ref<{ jobId: string; method: string }[]>([])
  const awaited = new Set<string>()
  const found = new Set<string>()

  useBackendEvent('jobs.onProgress', ({ jobId, method, progress }) => {
    const known = running.value.get(jobId)
    running.value.set(jobId, { jobId, method, progress, cancelling: known?.cancelling ?? false })
  })
  useBackendEvent('jobs.onEnded', ({ jobId, method }) => {
    running.value.delete(jobId)
    if (found.has(jobId) && !awaited.has(jobId)) endedAlone.value = [...endedAlone.value, { jobId, method }]
  })

  /** Reads what is running: at the start, and when the backend has come back. */
  async function load(): Promise<void> {
    const list = await api.jobs.list({})
    running.value = new Map(list.map((job) => [job.jobId, job]))
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

  return { running: computed(() => [...running.value.values()]), endedAlone, load, follow, cancel }
})
