import type { Ranges } from '#shared/domain/selection.ts'

/** Sorted ids that one statement handles. */
export interface IdChunk {
  readonly first: number
  readonly last: number
  readonly count: number
  /** Undefined when every number from `first` to `last` is in the chunk. */
  readonly list?: readonly number[]
}

/** So many rows change in a few milliseconds, so nobody else waits long. */
export const CHUNK = 5000

/** The ids at the picked positions of a result set, sorted: neighbours in the table are then read and written together. */
export function pickIds(ids: Uint32Array, ranges: Ranges): Uint32Array {
  const count = ranges.reduce((sum, [from, to]) => sum + Math.max(0, Math.min(to, ids.length) - from), 0)
  const picked = new Uint32Array(Math.max(0, count))
  let at = 0
  for (const [from, to] of ranges) {
    const part = ids.subarray(from, to)
    picked.set(part, at)
    at += part.length
  }
  return picked.sort()
}

/** The ids of the first picked rows, in the order of the report. */
export function firstIds(ids: Uint32Array, ranges: Ranges, most: number): number[] {
  const first: number[] = []
  for (const [from, to] of ranges) {
    if (first.length >= most) break
    first.push(...ids.subarray(from, Math.min(to, from + most - first.length)))
  }
  return first
}

export function* idChunks(sorted: Uint32Array, size = CHUNK): Generator<IdChunk> {
  for (let at = 0; at < sorted.length; at += size) {
    const part = sorted.subarray(at, at + size)
    const first = part[0] ?? 0
    const last = part.at(-1) ?? 0
    const whole = last - first + 1 === part.length
    yield { first, last, count: part.length, ...(whole ? {} : { list: [...part] }) }
  }
}
