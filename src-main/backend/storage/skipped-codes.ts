import type { SkippedCodes } from '#shared/contract/promo.ts'
import { EXAMPLES } from './codes.ts'

/** Adds up the codes that several chunks skipped. */
export function joinSkipped(one: readonly SkippedCodes[], other: readonly SkippedCodes[]): SkippedCodes[] {
  const joined = new Map(one.map((left) => [left.reason, left]))
  for (const left of other) {
    const known = joined.get(left.reason)
    joined.set(left.reason, {
      reason: left.reason,
      count: left.count + (known?.count ?? 0),
      examples: [...(known?.examples ?? []), ...left.examples].slice(0, EXAMPLES),
    })
  }
  return [...joined.values()]
}
