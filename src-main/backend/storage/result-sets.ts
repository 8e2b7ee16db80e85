import { Refusal } from '#shared/contract/refusal.ts'
import type { Picked } from '#shared/contract/promo.ts'
import type { Ranges } from '#shared/domain/selection.ts'
import type { RandomSource } from '#backend/kernel/dependencies.ts'

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

/** In transition: the ids, where code outside the engine still knows them. */
export interface ResultSetIds extends ResultSet {
  readonly ids: SharedArrayBuffer
}

export interface ResultSets {
  /** Keeps the set and answers with its name; those that were not used for longest go where there are too many. */
  add(set: ResultSet): string
  /** @throws Refusal 'report.unknown-result-set' */
  get(name: string): ResultSetIds
  /** @throws Refusal 'report.unknown-result-set', 'report.position-outside' */
  picked(picked: Picked): ResultSetIds & PickedRows
}

/** The memory that the sets of a site may take together: some 67 million ids. The newest one stays at any size. */
const BUDGET_BYTES = 256 * 1024 * 1024
/** What a set counts for at least, so that there are never too many small ones. */
const LEAST_BYTES = 4096

export function createResultSets(random: RandomSource, budgetBytes = BUDGET_BYTES): ResultSets {
  /** The least recently used first. */
  const sets = new Map<string, ResultSetIds>()
  let bytes = 0
  const sizeOf = (set: ResultSet) => Math.max(set.bytes, LEAST_BYTES)

  const makeRoom = (): void => {
    for (const [name, set] of sets) {
      if (bytes <= budgetBytes || sets.size === 1) return
      sets.delete(name)
      bytes -= sizeOf(set)
    }
  }
  const get = (name: string): ResultSetIds => {
    const set = sets.get(name)
    if (!set) throw new Refusal('report.unknown-result-set', {})
    sets.delete(name)
    sets.set(name, set)
    return set
  }
  return {
    add(set) {
      const name = Buffer.from(random.bytes(9)).toString('base64url')
      sets.set(name, { ...set, ids: set.content as SharedArrayBuffer })
      bytes += sizeOf(set)
      makeRoom()
      return name
    },
    get,
    picked({ resultSet, ranges }) {
      const set = get(resultSet)
      if ((ranges.at(-1)?.[1] ?? 0) > set.count)
        throw new Refusal('report.position-outside', { count: set.count })
      return { ...set, set, ranges }
    },
  }
}
