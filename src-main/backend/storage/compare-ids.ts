import { idBitmap } from './id-bitmap.ts'

/** How a report differs from what it would be now. */
export interface ReportChanges {
  /** Rows that it has and would not have any more. */
  readonly gone: number
  /** Rows that it would have and has not. */
  readonly added: number
  /** Whether those that it keeps would be in another order. */
  readonly moved: boolean
}

export function compareIds(before: Uint32Array, now: Uint32Array): ReportChanges {
  const was = idBitmap(before)
  const is = idBitmap(now)
  const left = before.filter((id) => is.has(id))
  const kept = now.filter((id) => was.has(id))
  return {
    gone: before.length - left.length,
    added: now.length - kept.length,
    moved: kept.some((id, at) => id !== left[at]),
  }
}
