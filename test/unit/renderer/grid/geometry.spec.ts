import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  clampTop,
  geometryOf,
  MAX_PHYSICAL,
  rowsPerPage,
  scrollTopOf,
  topOf,
  topShowing,
  visibleRows,
} from '../../../../src-renderer/components/grid/geometry.ts'

const sizes = fc.record({
  rows: fc.integer({ min: 0, max: 20_000_000 }),
  body: fc.integer({ min: 1, max: 3000 }),
})

describe('the geometry of a grid', () => {
  it('is one to one while all rows fit into an element', () => {
    const geometry = geometryOf(1000, 30, 600)
    expect(geometry.physical).toBe(30_000)
    expect(topOf(geometry, 1234)).toBe(1234)
    expect(scrollTopOf(geometry, 1234)).toBe(1234)
  })

  it.each([1_000_000, 10_000_000])('reaches the last of %i rows', (rows) => {
    const geometry = geometryOf(rows, 30, 617)
    expect(geometry.physical).toBe(MAX_PHYSICAL)
    const top = topOf(geometry, geometry.maxScroll)
    expect(visibleRows(geometry, top)[1]).toBe(rows)
    expect(top + 617).toBe(rows * 30)
  })

  it('never makes an element higher than browsers place well, and scrolls to whole pixels', () => {
    fc.assert(
      fc.property(sizes, fc.double({ min: -10, max: 1e9, noNaN: true }), ({ rows, body }, scrollTop) => {
        const geometry = geometryOf(rows, 30, body)
        const top = topOf(geometry, scrollTop)
        expect(geometry.physical).toBeLessThanOrEqual(MAX_PHYSICAL)
        expect(Number.isInteger(top)).toBe(true)
        expect(top).toBe(clampTop(geometry, top))
      }),
    )
  })

  it('puts the scroller where it shows the same rows again, to within one pixel of the thumb', () => {
    fc.assert(
      fc.property(sizes, fc.double({ min: 0, max: 1, noNaN: true }), ({ rows, body }, part) => {
        const geometry = geometryOf(rows, 30, body)
        const top = clampTop(geometry, part * geometry.maxTop)
        const scale = Math.max(1, geometry.maxTop / Math.max(1, geometry.maxScroll))
        expect(Math.abs(topOf(geometry, scrollTopOf(geometry, top)) - top)).toBeLessThanOrEqual(2 * scale)
      }),
    )
  })

  it('shows a row that it is asked to show, wholly where it fits, and moves no further than needed', () => {
    fc.assert(
      fc.property(sizes, fc.nat(), fc.double({ min: 0, max: 1, noNaN: true }), ({ rows, body }, n, part) => {
        fc.pre(rows > 0 && body >= 30)
        const geometry = geometryOf(rows, 30, body)
        const row = n % rows
        const before = clampTop(geometry, part * geometry.maxTop)
        const top = topShowing(geometry, before, row)
        expect(top).toBeLessThanOrEqual(row * 30)
        expect(top + body).toBeGreaterThanOrEqual(row * 30 + 30)
        expect(topShowing(geometry, top, row)).toBe(top)
        if (before <= row * 30 && before + body >= row * 30 + 30) expect(top).toBe(before)
      }),
    )
  })

  it('sees exactly the rows that have a pixel in view', () => {
    const geometry = geometryOf(100, 30, 95)
    expect(visibleRows(geometry, 0)).toEqual([0, 4])
    expect(visibleRows(geometry, 29)).toEqual([0, 5])
    expect(visibleRows(geometry, 30)).toEqual([1, 5])
    expect(visibleRows(geometryOf(2, 30, 300), 0)).toEqual([0, 2])
    expect(visibleRows(geometryOf(0, 30, 300), 0)).toEqual([0, 0])
    expect(rowsPerPage(geometry)).toBe(3)
  })
})
