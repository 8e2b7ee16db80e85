import type { ApiError } from '#shared/contract/error-codes.ts'
import { Refusal } from '#shared/contract/refusal.ts'
import type { JobInfo, Progress } from '#shared/contract/jobs.ts'
import type { RandomSource } from '../dependencies.ts'
import type { ErrorMapper } from './api-error.ts'
import type { Emit } from './events.ts'
import { createThrottle } from './throttle.ts'

/** What long work is handed. */
export interface JobContext {
  /** Aborted when somebody cancels; the work then throws Refusal 'job.cancelled' and leaves nothing behind. */
  readonly signal: AbortSignal
  /** `total` is null while it is not known. May be called as often as one likes. */
  progress(done: number, total: number | null): void
}

export type JobEnd = { state: 'done'; output: unknown } | { state: 'failed'; error: ApiError }

export interface JobRegistry {
  /**
   * Starts `work` and answers with its id at once. It goes on when the client that asked is gone. The work says to
   * `onWaiting` which method's change it waits for.
   */
  start(method: string, work: JobWork): string
  /** @throws Refusal 'job.unknown' */
  wait(jobId: string): Promise<JobEnd>
  /** @throws Refusal 'job.unknown' */
  cancel(jobId: string): { running: boolean }
  list(): JobInfo[]
  /** Cancels the jobs whose method is not in `keep`, and waits until all have ended. */
  close(keep: (method: string) => boolean): Promise<void>
}

type JobWork = (context: JobContext, onWaiting: (method: string | null) => void) => Promise<unknown>

interface RunningJob {
  readonly info: () => JobInfo
  readonly abort: AbortController
  readonly end: Promise<JobEnd>
}

/** Ends are kept for so many jobs. */
const ENDS_KEPT = 100
const PROGRESS_EVERY_MS = 100

export function createJobs(parts: {
  emit: Emit
  random: RandomSource
  toApiError: ErrorMapper
}): JobRegistry {
  const running = new Map<string, RunningJob>()
  const ended = new Map<string, JobEnd>()

  const remember = (jobId: string, end: JobEnd) => {
    running.delete(jobId)
    ended.set(jobId, end)
    if (ended.size > ENDS_KEPT) ended.delete(ended.keys().next().value ?? '')
  }

  const start: JobRegistry['start'] = (method, work) => {
    const jobId = Buffer.from(parts.random.bytes(9)).toString('base64url')
    const abort = new AbortController()
    let progress: Progress = { done: 0, total: null }
    let waitsFor: string | null = null
    const emitProgress = createThrottle(PROGRESS_EVERY_MS, () =>
      parts.emit('jobs.onProgress', { jobId, method, progress, waitsFor }),
    )
    const onWaiting = (other: string | null) => {
      if (other === waitsFor) return
      waitsFor = other
      emitProgress.call()
    }
    const context: JobContext = {
      signal: abort.signal,
      progress(done, total) {
        progress = { done, total }
        emitProgress.call()
      },
    }
    const run = async (): Promise<JobEnd> => {
      const end = await work(context, onWaiting).then(
        (output): JobEnd => ({ state: 'done', output }),
        (error: unknown): JobEnd => ({ state: 'failed', error: parts.toApiError(error, method) }),
      )
      emitProgress.stop()
      remember(jobId, end)
      parts.emit('jobs.onEnded', { jobId, method, end })
      return end
    }
    // The answer with the id goes out before the work begins, and so before any of its events.
    const end = new Promise((resolve) => setImmediate(resolve)).then(run)
    running.set(jobId, {
      info: () => ({ jobId, method, progress, waitsFor, cancelling: abort.signal.aborted }),
      abort,
      end,
    })
    return jobId
  }

  const unknown = (jobId: string) => new Refusal('job.unknown', { jobId })

  return {
    start,
    async wait(jobId) {
      const end = ended.get(jobId) ?? (await running.get(jobId)?.end)
      if (!end) throw unknown(jobId)
      return end
    },
    cancel(jobId) {
      const job = running.get(jobId)
      if (!job && !ended.has(jobId)) throw unknown(jobId)
      job?.abort.abort()
      return { running: job !== undefined }
    },
    list: () => [...running.values()].map(({ info }) => info()),
    async close(keep) {
      for (const job of running.values()) if (!keep(job.info().method)) job.abort.abort()
      await Promise.all([...running.values()].map(({ end }) => end))
    },
  }
}
