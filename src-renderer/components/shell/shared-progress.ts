import type { Progress } from '#shared/contract/jobs.ts'

/** How much of several pieces of work is done, each counting alike, from 0 to 1; null where none knows its end. */
export function sharedProgress(works: readonly Progress[]): number | null {
  const shares = works.flatMap(({ done, total }) =>
    total === null || total === 0 ? [] : [Math.min(1, done / total)],
  )
  if (shares.length === 0) return null
  return shares.reduce((sum, share) => sum + share, 0) / shares.length
}
