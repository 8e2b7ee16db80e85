import { Refusal } from '#shared/contract/refusal.ts'
import type { Picked } from '#shared/contract/promo.ts'
import type { Ranges } from '#shared/domain/selection.ts'
import type { RandomSource } from '#backend/kernel/dependencies.ts'

/** The ids of one opened report, in its order, in memory that the reader threads see as well. */
export interface ResultSetIds {
  readonly ids: SharedArrayBuffer
  readonly count: number
}

export interface ResultSets {
  /** Keeps the set and answers with its name; the oldest goes. */
  add(set: ResultSetIds): string
  /** @throws Refusal 'report.unknown-result-set' */
  get(name: string): ResultSetIds
  /** @throws Refusal 'report.unknown-result-set', 'report.position-outside' */
  picked(picked: Picked): ResultSetIds & { readonly ranges: Ranges }
}

const KEPT = 8

export function createResultSets(random: RandomSource): ResultSets {
  const sets = new Map<string, ResultSetIds>()

  const get = (name: string): ResultSetIds => {
    const set = sets.get(name)
    if (!set) throw new Refusal('report.unknown-result-set', {})
    return set
  }
  return {
    add(set) {
      const name = Buffer.from(random.bytes(9)).toString('base64url')
      sets.set(name, set)
      if (sets.size > KEPT) sets.delete(sets.keys().next().value ?? '')
      return name
    },
    get,
    picked({ resultSet, ranges }) {
      const set = get(resultSet)
      if ((ranges.at(-1)?.[1] ?? 0) > set.count)
        throw new Refusal('report.position-outside', { count: set.count })
      return { ...set, ranges }
    },
  }
}
