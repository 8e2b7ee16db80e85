import {
  add,
  countOf,
  everything,
  includes,
  NOTHING,
  remove,
  toggle,
  type Ranges,
} from '#shared/domain/selection.ts'

/** The rows that are ticked, and the one that Shift+click begins at. */
export interface RowSelection {
  readonly ranges: Ranges
  readonly anchor: number | null
}

export const NO_ROWS: RowSelection = { ranges: NOTHING, anchor: null }

/** A tick: of one row, or with Shift of all from the anchor, which become as the anchor is. */
export function tick({ ranges, anchor }: RowSelection, position: number, shift: boolean): RowSelection {
  if (!shift || anchor === null) return { ranges: toggle(ranges, position), anchor: position }
  const from = Math.min(anchor, position)
  const end = Math.max(anchor, position) + 1
  return { ranges: includes(ranges, anchor) ? add(ranges, from, end) : remove(ranges, from, end), anchor }
}

/** Ticks the rows `[from, end)`; takes their ticks away when all have one. */
export function tickRange({ ranges }: RowSelection, from: number, end: number): RowSelection {
  const without = remove(ranges, from, end)
  const allTicked = countOf(ranges) - countOf(without) === end - from
  return { ranges: allTicked ? without : add(ranges, from, end), anchor: end - 1 }
}

export const tickAll = (count: number): RowSelection => ({ ranges: everything(count), anchor: null })

/** What the check box above all rows shows. */
export function headBox(ranges: Ranges, count: number): 'none' | 'some' | 'all' {
  const picked = countOf(ranges)
  return picked === 0 ? 'none' : picked < count ? 'some' : 'all'
}
