import { describe, expect, it } from 'vitest'
import {
  BOX_WIDTH,
  type GridColumn,
  layOut,
  scrollLeftShowing,
  sortedAfterClick,
} from '../../../../src-renderer/components/grid/columns.ts'

const column = (key: string, width: number, pinned?: 'start' | 'end'): GridColumn<string> => ({
  key,
  title: key,
  kind: 'text',
  width,
  ...(pinned && { pinned }),
  text: (row) => row,
})
const columns = [
  column('status', 90, 'end'),
  column('name', 150),
  column('code', 110, 'start'),
  column('email', 200),
]

describe('the columns of a grid', () => {
  it('are placed in order: pinned first, then the others, then pinned last', () => {
    const layout = layOut(columns, new Map(), 300)
    expect(layout.placed.map(({ column }) => column.key)).toEqual(['code', 'name', 'email', 'status'])
    expect(layout.placed.map(({ left }) => left)).toEqual([34, 144, 294, 494])
    expect(layout).toMatchObject({ width: 584, start: 144, end: 90 })
    expect(layout.placed.map(({ stick }) => stick)).toEqual([34, 144, 294, 0])
    expect(layout.placed.map(({ innermost }) => innermost)).toEqual([true, false, false, true])
  })

  it('fill the view with the last column that is not pinned', () => {
    const layout = layOut(columns, new Map(), 1000)
    expect(layout.width).toBe(1000)
    expect(layout.placed.map(({ width }) => width)).toEqual([110, 150, 616, 90])
  })

  it('keep the width that a person gave them, within reason', () => {
    const layout = layOut(
      columns,
      new Map([
        ['name', 222],
        ['email', 3],
      ]),
      300,
    )
    expect(layout.placed.map(({ width }) => width)).toEqual([110, 222, 48, 90])
  })

  it('scroll sideways until a column is seen between the pinned ones, and no further', () => {
    const layout = layOut(columns, new Map(), 400)
    const show = (key: string, from: number) => scrollLeftShowing(layout, key, from, 400)
    expect(show('email', 0)).toBe(150)
    expect(show('name', 184)).toBe(0)
    expect(show('name', 0)).toBe(0)
    expect(show('code', 120)).toBe(120)
    expect(BOX_WIDTH).toBe(34)
  })
})

describe('the order after a click on a head', () => {
  it('goes up, down, and off', () => {
    const up = sortedAfterClick([], 'name', false)
    const down = sortedAfterClick(up, 'name', false)
    expect(up).toEqual([{ column: 'name', descending: false }])
    expect(down).toEqual([{ column: 'name', descending: true }])
    expect(sortedAfterClick(down, 'name', false)).toEqual([])
  })

  it('replaces other columns, or with Shift comes after them', () => {
    const up = sortedAfterClick([], 'name', false)
    expect(sortedAfterClick(up, 'code', false)).toEqual([{ column: 'code', descending: false }])
    const both = sortedAfterClick(up, 'code', true)
    expect(both.map(({ column }) => column)).toEqual(['name', 'code'])
    expect(sortedAfterClick(both, 'name', true)).toEqual([
      { column: 'name', descending: true },
      { column: 'code', descending: false },
    ])
  })

  it('never holds more columns than the report takes', () => {
    const six = ['a', 'b', 'c', 'd', 'e', 'f'].reduce(
      (order, key) => sortedAfterClick(order, key, true),
      sortedAfterClick([], 'z', false),
    )
    expect(six.map(({ column }) => column)).toEqual(['b', 'c', 'd', 'e', 'f'])
  })
})
