/**
 * The positions of a grid's rows. A browser's element ends at 33.5 million pixels and blurs long before, so the
 * scroller is at most `MAX_PHYSICAL` high; beyond that its thumb moves in a smaller scale, and `top`, in whole pixels
 * of the rows themselves, is the grid's own.
 */
export interface Geometry {
  readonly rows: number
  readonly rowHeight: number
  /** The height that rows can be seen in. */
  readonly body: number
  /** What all rows would take. */
  readonly total: number
  /** What the scroller is made to take. */
  readonly physical: number
  readonly maxTop: number
  readonly maxScroll: number
}

export const MAX_PHYSICAL = 8_000_000

export function geometryOf(rows: number, rowHeight: number, body: number): Geometry {
  const total = rows * rowHeight
  const physical = Math.min(total, MAX_PHYSICAL)
  return {
    rows,
    rowHeight,
    body,
    total,
    physical,
    maxTop: Math.max(0, total - body),
    maxScroll: Math.max(0, physical - body),
  }
}

/** `top` as a whole pixel that the grid can scroll to. */
export const clampTop = ({ maxTop }: Geometry, top: number): number =>
  Math.round(Math.min(Math.max(top, 0), maxTop))

/** The `top` that a scroller at `scrollTop` shows; a thumb at its end shows the last row. */
export function topOf(geometry: Geometry, scrollTop: number): number {
  const { maxScroll, maxTop } = geometry
  if (maxScroll === 0) return 0
  // Under zoom a scroller can end a fraction of a pixel early.
  if (scrollTop > maxScroll - 1) return clampTop(geometry, maxTop)
  return clampTop(geometry, (scrollTop / maxScroll) * maxTop)
}

/** The scroller's position for `top`. */
export function scrollTopOf({ maxScroll, maxTop }: Geometry, top: number): number {
  return maxTop === 0 ? 0 : Math.round((top / maxTop) * maxScroll)
}

/** The rows `[first, end)` of which at least a pixel is seen. */
export function visibleRows({ rows, rowHeight, body }: Geometry, top: number): [first: number, end: number] {
  const first = Math.min(Math.floor(top / rowHeight), rows)
  return [first, Math.min(rows, Math.max(first, Math.ceil((top + body) / rowHeight)))]
}

/** How many rows are wholly seen, at least one: a page. */
export const rowsPerPage = ({ rowHeight, body }: Geometry): number =>
  Math.max(1, Math.floor(body / rowHeight))

/** `top` moved no further than is needed to see all of `row`. */
export function topShowing(geometry: Geometry, top: number, row: number): number {
  const { rowHeight, body } = geometry
  const start = row * rowHeight
  if (start < top) return clampTop(geometry, start)
  const least = start + rowHeight - body
  return clampTop(geometry, least > top ? Math.min(least, start) : top)
}
