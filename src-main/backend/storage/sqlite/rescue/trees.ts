import type { Pages } from './pages.ts'
import { type Entry, readTreePage, type TreePage } from './tree-page.ts'

/** What walking a tree came across that could not be read. */
export interface Trouble {
  /** Pages with what is below them. */
  pages: number
  entries: number
  /** Pages that are there as they were earlier. */
  old: number
}

/** The trees of a database: where they begin, and which of its pages were met so far. */
export interface Trees {
  /** The first pages of tables and indexes, by their names, as far as the list of them can be read. */
  readonly roots: ReadonlyMap<string, number>
  /**
   * Every entry of a tree, page by page.
   * @param entry answers whether it belongs to the tree; a page of which none does is part of another one
   * @param pause is awaited after each page
   */
  walk(root: number, of: TreePage['of'], entry: (entry: Entry) => boolean, pause: Pause): Promise<Trouble>
  /** Pages of entries that no walk has met, and that are not marked as free. */
  orphans(): Iterable<number>
}

export type Pause = () => Promise<void>

/** The list of tables and indexes is itself a table, which begins with the first page. */
const LIST_ROOT = 1
const FREE_LIST_AT = 32

export async function findTrees(pages: Pages, pause: Pause): Promise<Trees> {
  const met = new Set<number>()

  const walk: Trees['walk'] = async (root, of, entry, pause) => {
    const trouble: Trouble = { pages: 0, entries: 0, old: 0 }
    const waiting = [root]
    for (let page = waiting.pop(); page !== undefined; page = waiting.pop()) {
      if (page < 1 || page > pages.count || met.has(page)) {
        trouble.pages += 1
        continue
      }
      await pause()
      if (pages.isOld(page)) trouble.old += 1
      const read = readTreePage(pages, page)
      if (read?.of !== of) {
        trouble.pages += 1
        continue
      }
      const found = read.entries.filter((one) => one !== undefined)
      const belonging = found.filter((one) => entry(one)).length
      // Only the first page of a tree is ever empty.
      const isStrange = read.isLeaf && read.entries.length === 0 && page !== root
      if (isStrange || (found.length > 0 && belonging === 0)) {
        trouble.pages += 1
        continue
      }
      met.add(page)
      trouble.entries += read.entries.length - belonging
      // The first child is taken first.
      waiting.push(...read.children.toReversed())
    }
    return trouble
  }

  const roots = new Map<string, number>()
  await walk(
    LIST_ROOT,
    'table',
    ({ values: [, name, , root] }) => {
      if (typeof name === 'string' && typeof root === 'number') roots.set(name, root)
      return true
    },
    pause,
  )
  for (const page of freePages(pages)) met.add(page)

  return {
    roots,
    walk,
    *orphans() {
      for (let page = 2; page <= pages.count; page += 1) if (!met.has(page)) yield page
    },
  }
}

/** Pages that hold nothing any more, as far as their list can be followed: what was deleted is still in them. */
function* freePages(pages: Pages): Iterable<number> {
  const seen = new Set<number>()
  let trunk = pages.read(1)?.readUInt32BE(FREE_LIST_AT) ?? 0
  while (trunk > 1 && trunk <= pages.count && !seen.has(trunk)) {
    seen.add(trunk)
    yield trunk
    const bytes = pages.read(trunk)
    const count = bytes?.readUInt32BE(4) ?? 0
    for (let at = 0; bytes && at < count && 8 + 4 * at + 4 <= pages.size; at += 1) {
      const page = bytes.readUInt32BE(8 + 4 * at)
      if (page > 1 && page <= pages.count) yield page
    }
    trunk = bytes?.readUInt32BE(0) ?? 0
  }
}
