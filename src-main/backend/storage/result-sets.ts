import { Refusal } from '#shared/contract/refusal.ts'
import type { Picked } from '#shared/contract/promo.ts'
import type { Ranges } from '#shared/domain/selection.ts'
import type { RandomSource } from '#backend/kernel/dependencies.ts'
import { createKeptValues } from './kept-values.ts'

/**
 * A report that was opened: its codes in their order, as the engine of the storage keeps them. Every method of that
 * storage takes it, in another thread as well.
 */
export interface ResultSet {
  readonly count: number
  /** The memory that it takes. */
  readonly bytes: number
  /** The engine's own. */
  readonly content: unknown
}

/** Rows of an opened report, by their positions. */
export interface PickedRows {
  readonly set: ResultSet
  readonly ranges: Ranges
}

export interface ResultSets {
  /**
   * Keeps the set until `client` aborts, and answers with its name; those that were not used for longest go where there
   * are too many.
   */
  add(set: ResultSet, client?: AbortSignal): string
  /** @throws Refusal 'report.unknown-result-set' */
  get(name: string): ResultSet
  /** @throws Refusal 'report.unknown-result-set', 'report.position-outside' */
  picked(picked: Picked): PickedRows
}

/** The memory that the sets of a site may take together: some 67 million ids. */
const BUDGET_BYTES = 256 * 1024 * 1024

export function createResultSets(random: RandomSource, budgetBytes = BUDGET_BYTES): ResultSets {
  const { add, get: find } = createKeptValues<ResultSet>(random, budgetBytes)
  const get = (name: string): ResultSet => {
    const set = find(name)
    if (!set) throw new Refusal('report.unknown-result-set', {})
    return set
  }
  return {
    add,
    get,
    picked({ resultSet, ranges }) {
      const set = get(resultSet)
      if ((ranges.at(-1)?.[1] ?? 0) > set.count)
        throw new Refusal('report.position-outside', { count: set.count })
      return { set, ranges }
    },
  }
}
