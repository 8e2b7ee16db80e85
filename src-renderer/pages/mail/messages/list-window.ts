/** Rows are of one height, so that any place of a long list is found without reading what comes before it. */
export const ROW_HEIGHT = 48
/** Rows read beyond either edge, so that scrolling and paging find them there. */
const MARGIN = 30
/** The most that is read at once. */
const MOST = 500

/** A part of the list: the first row and how many. */
export interface Part {
  readonly offset: number
  readonly limit: number
}

/** The rows in sight of a list that is scrolled by so many pixels. */
export function inSight(scrolled: number, height: number): Part {
  const offset = Math.max(0, Math.floor(scrolled / ROW_HEIGHT))
  return { offset, limit: Math.max(1, Math.ceil((scrolled + height) / ROW_HEIGHT) - offset) }
}

/** What to read for the rows in sight, so that every one of `total` can be reached. */
export function toRead(sight: Part, total: number | null): Part {
  const last = total === null ? sight.offset : Math.max(0, total - 1)
  const offset = Math.max(0, Math.min(sight.offset, last) - MARGIN)
  return { offset, limit: Math.min(MOST, sight.limit + 2 * MARGIN) }
}

/** True where all rows in sight are among those that were read. */
export function covers(read: Part, sight: Part, total: number): boolean {
  const end = Math.min(total, sight.offset + sight.limit)
  return sight.offset >= read.offset && end <= Math.min(total, read.offset + read.limit)
}

/** How far to scroll so that a row is in sight, as little as can be. */
export function scrolledTo(row: number, scrolled: number, height: number): number {
  const top = row * ROW_HEIGHT
  if (top < scrolled) return top
  return Math.max(scrolled, top + ROW_HEIGHT - height)
}

/** Where a key leads in a list of `total` rows, or undefined for any other key. */
export function rowAfter(key: string, at: number, total: number, page: number): number | undefined {
  const to: Record<string, number> = {
    ArrowDown: at + 1,
    ArrowUp: at - 1,
    PageDown: at + page,
    PageUp: at - page,
    Home: 0,
    End: total - 1,
  }
  const requested = to[key]
  return requested === undefined || total === 0 ? undefined : Math.max(0, Math.min(total - 1, requested))
}
