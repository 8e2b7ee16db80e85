import { effectOf } from './contract/effects.ts'
import { isRefusal, Refusal } from './contract/refusal.ts'

/** What a call is known by when its answer does not come. */
export interface SentCall {
  readonly method: string
  readonly input: unknown
  /** Only of a call that changes something. */
  readonly requestId?: string | undefined
}

/** What a client that loses its backend can say of each call it had sent. */
export interface LostRequests {
  /** The id to send a call with; none for a call that changes nothing. */
  idFor(method: string): string | undefined
  /** To be called with each answer: that of a job says which request the job belongs to. */
  answered(call: SentCall, output: unknown): void
  /** The refusal of a call that was sent and will not be answered. */
  lost(call: SentCall): Refusal
  /** A job of a backend that has stopped is unknown to the next one: its outcome is unknown, not the job. */
  refused(call: SentCall, error: Refusal): Refusal
}

/** For scripts; windows have words of their own. */
const messageOf = ({ method, requestId }: { method: string; requestId: string }): string =>
  `The backend stopped before it answered ${method}. The outcome is unknown: ask history.request with the requestId ${requestId} whether it was done before you call again.`

/** As many as the backend keeps the ends of. */
const JOBS_KEPT = 100

export function createLostRequests(newId: () => string = () => crypto.randomUUID()): LostRequests {
  const jobs = new Map<string, { method: string; requestId: string }>()

  function remember({ method, requestId }: SentCall, output: unknown): void {
    const jobId = (output as { jobId?: unknown } | null)?.jobId
    if (requestId === undefined || typeof jobId !== 'string') return
    jobs.set(jobId, { method, requestId })
    if (jobs.size > JOBS_KEPT) jobs.delete(jobs.keys().next().value ?? '')
  }

  /** The request that the answer to this call would have been about. */
  function requestOf({ method, input, requestId }: SentCall) {
    if (method === 'jobs.wait') return jobs.get((input as { jobId?: string } | null)?.jobId ?? '')
    return requestId === undefined ? undefined : { method, requestId }
  }

  const lost: LostRequests['lost'] = (call) => {
    const request = requestOf(call)
    return request
      ? new Refusal('backend.outcome-unknown', request, messageOf(request))
      : new Refusal('backend.restarting', {})
  }

  return {
    idFor: (method) => (effectOf(method) === 'none' ? undefined : newId()),
    answered: remember,
    lost,
    refused: (call, error) =>
      call.method === 'jobs.wait' && isRefusal(error, 'job.unknown')
        ? requestOf(call)
          ? lost(call)
          : error
        : error,
  }
}
