import type { Picked } from '#shared/contract/promo.ts'
import type { Ranges } from '#shared/domain/selection.ts'

/** Rows of a result set as the contract takes them. */
export const pickedOf = (resultSet: string, ranges: Ranges): Picked => ({
  resultSet,
  ranges: ranges.map(([from, to]) => [from, to]),
})
