import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  add,
  countOf,
  everything,
  includes,
  NOTHING,
  type Ranges,
  rangesSchema,
  remove,
  toggle,
} from '#shared/domain/selection.ts'

const SIZE = 40
type Step = { kind: 'add' | 'remove'; from: number; to: number } | { kind: 'toggle'; at: number }
const position = fc.integer({ min: 0, max: SIZE })
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constantFrom('add' as const, 'remove' as const), from: position, to: position }),
  fc.record({ kind: fc.constant('toggle' as const), at: fc.integer({ min: 0, max: SIZE - 1 }) }),
)

/** The same on a plain set of positions. */
function onSet(picked: Set<number>, one: Step): void {
  if (one.kind === 'toggle') {
    if (!picked.delete(one.at)) picked.add(one.at)
    return
  }
  for (let at = one.from; at < one.to; at += 1)
    if (one.kind === 'add') picked.add(at)
    else picked.delete(at)
}
const onRanges = (ranges: Ranges, one: Step): Ranges =>
  one.kind === 'toggle'
    ? toggle(ranges, one.at)
    : (one.kind === 'add' ? add : remove)(ranges, one.from, one.to)

it('picks what a set of positions would, as sorted ranges that do not touch', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const picked = new Set<number>()
      let ranges: Ranges = NOTHING
      for (const one of steps) {
        onSet(picked, one)
        ranges = onRanges(ranges, one)
        expect(rangesSchema.safeParse(ranges).success).toBe(true)
        expect(countOf(ranges)).toBe(picked.size)
        for (let at = 0; at < SIZE; at += 1) expect(includes(ranges, at)).toBe(picked.has(at))
      }
    }),
  )
})

it('knows all and nothing', () => {
  expect(everything(0)).toEqual([])
  expect(countOf(everything(1_000_000))).toBe(1_000_000)
  expect(remove(everything(5), 0, 5)).toEqual([])
})

it('refuses ranges in any other form', () => {
  for (const bad of [
    [[2, 1]],
    [[1, 1]],
    [
      [0, 2],
      [2, 3],
    ],
    [
      [5, 6],
      [1, 2],
    ],
    [[-1, 2]],
    [[0.5, 2]],
  ])
    expect(rangesSchema.safeParse(bad).success, JSON.stringify(bad)).toBe(false)
})
