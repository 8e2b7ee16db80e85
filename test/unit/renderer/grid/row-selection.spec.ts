import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countOf, includes, type Ranges, rangesSchema } from '#shared/domain/selection.ts'
import {
  headBox,
  NO_ROWS,
  type RowSelection,
  tick,
  tickAll,
  tickRange,
} from '../../../../src-renderer/components/grid/row-selection.ts'

const ROWS = 40
const positions = ({ ranges }: RowSelection) =>
  Array.from({ length: ROWS }, (_, i) => i).filter((i) => includes(ranges, i))

describe('ticked rows', () => {
  it('are ticked one by one, and with Shift from the last one on', () => {
    const two = tick(tick(NO_ROWS, 3, false), 7, false)
    expect(two.ranges).toEqual([
      [3, 4],
      [7, 8],
    ])
    expect(tick(two, 10, true).ranges).toEqual([
      [3, 4],
      [7, 11],
    ])
    expect(tick(two, 5, true).ranges).toEqual([
      [3, 4],
      [5, 8],
    ])
  })

  it('lose their ticks with Shift when the one clicked before lost its own', () => {
    const all = tickAll(10)
    expect(tick(tick(all, 4, false), 8, true).ranges).toEqual([
      [0, 4],
      [9, 10],
    ])
  })

  it('are all of a range, or none when all were', () => {
    const some = tick(NO_ROWS, 5, false)
    expect(tickRange(some, 4, 8).ranges).toEqual([[4, 8]])
    expect(tickRange(tickRange(some, 4, 8), 4, 8).ranges).toEqual([])
  })

  it('are a million at the cost of one pair', () => {
    expect(tickAll(1_000_000).ranges).toEqual([[0, 1_000_000]])
    expect(tickAll(0)).toEqual(NO_ROWS)
  })

  it('are what a plain set of positions would be, and pass the contract', () => {
    const step = fc.record({ position: fc.nat(ROWS - 1), shift: fc.boolean() })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let selection = NO_ROWS
        const model = new Set<number>()
        let anchor: number | null = null
        for (const { position, shift } of steps) {
          selection = tick(selection, position, shift)
          if (shift && anchor !== null) {
            const ticked = model.has(anchor)
            for (let i = Math.min(anchor, position); i <= Math.max(anchor, position); i += 1)
              if (ticked) model.add(i)
              else model.delete(i)
          } else {
            if (!model.delete(position)) model.add(position)
            anchor = position
          }
        }
        expect(positions(selection)).toEqual([...model].sort((a, b) => a - b))
        expect(rangesSchema.safeParse(selection.ranges).success).toBe(true)
      }),
    )
  })

  it.each<[Ranges, string]>([
    [[], 'none'],
    [[[0, 5]], 'some'],
    [[[0, 10]], 'all'],
  ])('%j of 10 is shown as %s', (ranges, box) => {
    expect(headBox(ranges, 10)).toBe(box)
    expect(countOf(ranges)).toBeLessThanOrEqual(10)
  })
})
