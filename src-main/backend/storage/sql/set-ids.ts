import type { PickedRows, ResultSet } from '../result-sets.ts'
import { pickIds } from '../id-chunks.ts'

/** The ids of a result set, in its order. */
export const idsOf = (set: ResultSet): Uint32Array => new Uint32Array(set.content as SharedArrayBuffer)

/** The ids of the picked rows in their order, so many at a time. */
export function* idBlocks({ set, ranges }: PickedRows, size: number): Generator<Uint32Array> {
  const ids = idsOf(set)
  for (const [from, to] of ranges)
    for (let at = from; at < to; at += size) yield ids.subarray(at, Math.min(to, at + size))
}

/** The ids of the picked rows, sorted. */
export const pickedIds = ({ set, ranges }: PickedRows): Uint32Array => pickIds(idsOf(set), ranges)

/** A result set of `ids`, in memory that all threads see. Copied one by one: `set` takes six times as long for an array. */
export function resultSetOf(ids: readonly number[]): ResultSet {
  const content = new SharedArrayBuffer(ids.length * Uint32Array.BYTES_PER_ELEMENT)
  const into = new Uint32Array(content)
  for (let at = 0; at < ids.length; at += 1) into[at] = ids[at] ?? 0
  return { count: ids.length, bytes: content.byteLength, content }
}
