import { Refusal } from '#shared/contract/refusal.ts'

/** @throws Refusal 'job.cancelled' once the person has asked to stop */
export function refuseWhenCancelled(signal: AbortSignal): void {
  if (signal.aborted) throw new Refusal('job.cancelled', {})
}
