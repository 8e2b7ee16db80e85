import { z } from 'zod'

/**
 * Rows picked in a result set: sorted, disjoint, non-touching ranges of positions, `[from, to)`. A million rows are one
 * pair of numbers, so "select all" costs nothing and a bulk action acts on exactly what the person saw.
 */
export type Ranges = readonly (readonly [from: number, to: number])[]

export const rangesSchema = z
  .array(z.tuple([z.int().min(0), z.int().min(1)]))
  .max(100_000)
  .refine(isNormal, 'sorted, disjoint ranges [from, to) of row positions')
  .meta({ description: 'Row positions in the result set as sorted, disjoint ranges [from, to)' })

function isNormal(ranges: Ranges): boolean {
  return ranges.every(([from, to], i) => from < to && (i === 0 || (ranges[i - 1]?.[1] ?? 0) < from))
}

export const NOTHING: Ranges = []
export const everything = (count: number): Ranges => (count > 0 ? [[0, count]] : NOTHING)

/** How many rows are picked. */
export const countOf = (ranges: Ranges): number => ranges.reduce((sum, [from, to]) => sum + to - from, 0)

/** The index of the first range that ends after `position`. */
function firstEndingAfter(ranges: Ranges, position: number): number {
  let low = 0
  let high = ranges.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ranges[middle]?.[1] ?? 0) > position) high = middle
    else low = middle + 1
  }
  return low
}

/** True when the row at `position` is picked. */
export function includes(ranges: Ranges, position: number): boolean {
  const range = ranges[firstEndingAfter(ranges, position)]
  return range !== undefined && range[0] <= position
}

/** `ranges` with `[from, to)` picked as well. */
export function add(ranges: Ranges, from: number, to: number): Ranges {
  if (from >= to) return ranges
  const before = ranges.filter((range) => range[1] < from)
  const after = ranges.filter((range) => range[0] > to)
  const touching = ranges.slice(before.length, ranges.length - after.length)
  const merged = [
    Math.min(from, touching[0]?.[0] ?? from),
    Math.max(to, touching[touching.length - 1]?.[1] ?? to),
  ] as const
  return [...before, merged, ...after]
}

/** `ranges` with `[from, to)` no longer picked. */
export function remove(ranges: Ranges, from: number, to: number): Ranges {
  const left: [number, number][] = []
  for (const [start, end] of ranges) {
    if (start < Math.min(end, from)) left.push([start, Math.min(end, from)])
    if (Math.max(start, to) < end) left.push([Math.max(start, to), end])
  }
  return from >= to ? ranges : left
}

/** `ranges` with the row at `position` picked when it was not, and the other way round. */
export function toggle(ranges: Ranges, position: number): Ranges {
  return includes(ranges, position)
    ? remove(ranges, position, position + 1)
    : add(ranges, position, position + 1)
}
