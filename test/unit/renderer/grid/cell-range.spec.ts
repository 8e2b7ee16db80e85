import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  atCell,
  type CellRange,
  cellAfter,
  heightOf,
  isOneCell,
  rangeAfter,
  rectangleOf,
  widthOf,
} from '../../../../src-renderer/components/grid/cell-range.ts'
import type { Motion } from '../../../../src-renderer/components/grid/keyboard.ts'

const columns = ['code', 'name', 'email', 'status']
const bounds = { rows: 1_000_000, columns, page: 20 }
const after = (row: number, column: string, motion: Motion) => cellAfter({ row, column }, motion, bounds)

describe('a range of cells', () => {
  it('is a rectangle whichever corner it was begun at', () => {
    const rectangle = rectangleOf(
      { anchor: { row: 9, column: 'email' }, focus: { row: 6, column: 'name' } },
      columns,
    )
    expect(rectangle).toEqual({ top: 6, bottom: 9, left: 1, right: 2 })
    expect(rectangle && [heightOf(rectangle), widthOf(rectangle)]).toEqual([4, 2])
  })

  it('follows its columns when they are moved, and is gone with a hidden one', () => {
    const range: CellRange = { anchor: { row: 0, column: 'name' }, focus: { row: 0, column: 'email' } }
    expect(rectangleOf(range, ['email', 'code', 'name'])).toMatchObject({ left: 0, right: 2 })
    expect(rectangleOf(range, ['code', 'name'])).toBeUndefined()
    expect(rectangleOf(atCell({ row: -1, column: 'name' }), columns)).toBeUndefined()
  })

  it('takes a million rows at one key', () => {
    const range = rangeAfter(atCell({ row: 0, column: 'code' }), 'last', true, bounds)
    expect(rectangleOf(range, columns)).toEqual({ top: 0, bottom: 999_999, left: 0, right: 3 })
  })

  it('moves as arrows, pages and ends do', () => {
    expect(after(5, 'name', 'down')).toEqual({ row: 6, column: 'name' })
    expect(after(5, 'name', 'row-end')).toEqual({ row: 5, column: 'status' })
    expect(after(5, 'name', 'first')).toEqual({ row: 0, column: 'code' })
    expect(after(5, 'name', 'bottom')).toEqual({ row: 999_999, column: 'name' })
    expect(after(5, 'name', 'page-down')).toEqual({ row: 25, column: 'name' })
    expect(after(5, 'name', 'page-up')).toEqual({ row: 0, column: 'name' })
    expect(after(5, 'code', 'left')).toEqual({ row: 5, column: 'code' })
  })

  it('enters the head by a single step up, and comes back down', () => {
    expect(after(0, 'name', 'up')).toEqual({ row: -1, column: 'name' })
    expect(after(-1, 'name', 'down')).toEqual({ row: 0, column: 'name' })
    for (const motion of ['down', 'bottom', 'last', 'page-down', 'first'] as const)
      expect(cellAfter({ row: -1, column: 'name' }, motion, { ...bounds, rows: 0 }).row).toBe(-1)
  })

  it('never leaves the grid, and extends from where it was begun', () => {
    const motions = [
      'up',
      'down',
      'left',
      'right',
      'top',
      'bottom',
      'row-start',
      'row-end',
      'first',
      'last',
      'page-up',
      'page-down',
    ] as const
    const step = fc.record({ motion: fc.constantFrom(...motions), extend: fc.boolean() })
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.array(step, { maxLength: 40 }), (rows, steps) => {
        let range = atCell({ row: 0, column: 'code' })
        for (const { motion, extend } of steps) {
          const next = rangeAfter(range, motion, extend, { ...bounds, rows })
          if (extend && range.anchor.row >= 0) expect(next.anchor).toEqual(range.anchor)
          else expect(next.anchor).toEqual(next.focus)
          expect(next.focus.row).toBeGreaterThanOrEqual(-1)
          expect(next.focus.row).toBeLessThan(rows)
          expect(columns).toContain(next.focus.column)
          range = next
        }
      }),
    )
  })

  it('knows a single cell', () => {
    const one = rectangleOf(atCell({ row: 3, column: 'name' }), columns)
    expect(one && isOneCell(one)).toBe(true)
  })
})
