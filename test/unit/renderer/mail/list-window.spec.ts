import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  covers,
  inSight,
  ROW_HEIGHT,
  rowAfter,
  scrolledTo,
  toRead,
} from '../../../../src-renderer/pages/mail/messages/list-window.ts'

const place = fc.record({
  total: fc.integer({ min: 1, max: 200_000 }),
  height: fc.integer({ min: 1, max: 2000 }),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
})

describe('a long list of messages', () => {
  it('reads all that is in sight, wherever it is scrolled to', () => {
    fc.assert(
      fc.property(place, ({ total, height, at }) => {
        const scrolled = at * Math.max(0, total * ROW_HEIGHT - height)
        const sight = inSight(scrolled, height)
        expect(covers(toRead(sight, total), sight, total)).toBe(true)
      }),
    )
  })

  it('scrolls as little as can be for a row to be whole in sight', () => {
    fc.assert(
      fc.property(place, fc.nat({ max: 199_999 }), ({ total, at }, requested) => {
        const height = 480
        const row = requested % total
        // Whole pixels: sums of fractions differ in their last digit, which nobody sees.
        const scrolled = Math.round(at * Math.max(0, total * ROW_HEIGHT - height))
        const to = scrolledTo(row, scrolled, height)
        expect(row * ROW_HEIGHT).toBeGreaterThanOrEqual(to)
        expect((row + 1) * ROW_HEIGHT).toBeLessThanOrEqual(to + height)
        const wasWhole = row * ROW_HEIGHT >= scrolled && (row + 1) * ROW_HEIGHT <= scrolled + height
        if (wasWhole) expect(to).toBe(scrolled)
      }),
    )
  })

  it('is moved in by keys, and ends at its ends', () => {
    expect(['ArrowDown', 'ArrowUp', 'PageDown', 'Home', 'End'].map((key) => rowAfter(key, 4, 9, 6))).toEqual([
      5, 3, 8, 0, 8,
    ])
    expect(rowAfter('ArrowUp', 0, 9, 6)).toBe(0)
    expect(rowAfter('a', 4, 9, 6)).toBeUndefined()
    expect(rowAfter('End', 0, 0, 6)).toBeUndefined()
  })

  it('reads from the end of a list that has become shorter', () => {
    const { offset } = toRead({ offset: 9000, limit: 10 }, 40)
    expect(offset).toBeLessThan(40)
  })
})
