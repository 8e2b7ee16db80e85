import { MIN_WIDTH } from './columns.ts'

/** Padding at both sides, the line between cells, and the arrow that a sorted head may have. */
const AROUND = 18
const ARROW = 24
const MOST = 600

/** The width that shows a column's title and the current content of its cells, as they are drawn in `grid`. */
export function fitWidth(grid: HTMLElement, column: string): number {
  const escaped = CSS.escape(column)
  const title = grid.querySelector(`[data-head="${escaped}"] .title`)
  const cells = [...grid.querySelectorAll(`[data-cell][data-column="${escaped}"] .content`)]
  const widths = [title ? title.scrollWidth + ARROW : 0, ...cells.map((cell) => cell.scrollWidth)]
  return Math.min(MOST, Math.max(MIN_WIDTH, Math.max(...widths) + AROUND))
}
