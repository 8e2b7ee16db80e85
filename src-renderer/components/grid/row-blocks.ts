/** Rows of a result set, fetched in blocks as they are looked at. */
export interface RowBlocksOptions<Row> {
  read(token: string, offset: number, limit: number): Promise<readonly (Row | null)[]>
  /** Rows came, or went. */
  onRows(): void
  /** These rows read otherwise than before a refresh. */
  onChanged(positions: readonly number[]): void
  onFailed(error: unknown): void
}

export interface RowBlocks<Row> {
  /** Names the result set to read. Another token empties what was kept. */
  open(token: string, count: number): void
  /** The rows `[first, end)` are in view: they and some beyond are fetched, the latest request before older ones. */
  need(first: number, end: number): void
  /** Nothing is looked at any more. */
  close(): void
  /** The row, null when it is gone since, undefined when it has not come yet. */
  at(position: number): Row | null | undefined
  /**
   * Reads what is in view again, while it stays displayed as it was; the rest is read when it comes into view. Resolves
   * when what is in view is up to date.
   */
  refresh(): Promise<void>
}

export const BLOCK = 200
export const KEPT = 40
export const AHEAD = 40
/** So many reads at a time: the next begins while an answer is being drawn. */
const AT_ONCE = 2
/** After a jump, rows beyond those in view wait so long: whoever jumps on needs others, which would come behind them. */
export const REST_MS = 120

export function createRowBlocks<Row>(options: RowBlocksOptions<Row>): RowBlocks<Row> {
  let token = ''
  let count = 0
  let version = 0
  let wanted: readonly number[] = []
  /** By age of the last look, oldest first. */
  const blocks = new Map<number, readonly (Row | null)[]>()
  const stale = new Set<number>()
  const asked = new Set<number>()
  const failed = new Set<number>()
  let waiting: (() => void)[] = []
  /** How many of `wanted`, from the first, are in view. */
  let inView = 0
  let isResting = false
  let rest: ReturnType<typeof setTimeout> | undefined

  const isMissing = (block: number) =>
    (!blocks.has(block) || stale.has(block)) && !asked.has(block) && !failed.has(block)

  function pump(): void {
    while (asked.size < AT_ONCE) {
      const block = (isResting ? wanted.slice(0, inView) : wanted).find(isMissing)
      if (block === undefined) break
      void fetchBlock(block)
    }
    if (!wanted.some((block) => asked.has(block))) resolveWaiting()
  }

  /** Where rows in view are missing, those ahead of them are asked for a little later. */
  function restAfterJump(): void {
    if (wanted.slice(0, inView).every((block) => blocks.has(block))) return
    isResting = true
    clearTimeout(rest)
    rest = setTimeout(() => {
      isResting = false
      pump()
    }, REST_MS)
  }

  function resolveWaiting(): void {
    const resolvers = waiting
    waiting = []
    for (const resolve of resolvers) resolve()
  }

  async function fetchBlock(block: number): Promise<void> {
    const [from, at] = [token, version]
    asked.add(block)
    try {
      const offset = block * BLOCK
      const rows = await options.read(from, offset, Math.min(BLOCK, count - offset))
      if (from !== token) return
      asked.delete(block)
      keep(block, rows, at === version)
    } catch (error) {
      if (from !== token) return
      asked.delete(block)
      failed.add(block)
      options.onFailed(error)
    }
    pump()
  }

  function keep(block: number, rows: readonly (Row | null)[], fresh: boolean): void {
    const before = blocks.get(block)
    blocks.delete(block)
    blocks.set(block, rows)
    if (fresh) stale.delete(block)
    else stale.add(block)
    for (const oldest of [...blocks.keys()]) {
      if (blocks.size <= KEPT) break
      if (!wanted.includes(oldest)) drop(oldest)
    }
    if (before) reportChanged(block, before, rows)
    options.onRows()
  }

  function drop(block: number): void {
    blocks.delete(block)
    stale.delete(block)
  }

  function reportChanged(
    block: number,
    before: readonly (Row | null)[],
    rows: readonly (Row | null)[],
  ): void {
    const changed = rows.flatMap((row, i) =>
      JSON.stringify(row) === JSON.stringify(before[i]) ? [] : [block * BLOCK + i],
    )
    if (changed.length > 0) options.onChanged(changed)
  }

  return {
    open(newToken, newCount) {
      if (newToken === token && newCount === count) return
      token = newToken
      count = newCount
      version += 1
      wanted = []
      for (const kept of [blocks, stale, asked, failed]) kept.clear()
      resolveWaiting()
      options.onRows()
    },
    need(first, end) {
      wanted = blocksFor(first, end, count)
      inView = blocksFor(first, end, count, 0).length
      failed.clear()
      restAfterJump()
      for (const block of wanted) {
        const rows = blocks.get(block)
        if (!rows) continue
        blocks.delete(block)
        blocks.set(block, rows)
      }
      pump()
    },
    close: () => clearTimeout(rest),
    at: (position) => blocks.get(Math.floor(position / BLOCK))?.[position % BLOCK],
    refresh() {
      version += 1
      for (const block of [...blocks.keys()]) {
        if (wanted.includes(block)) stale.add(block)
        else drop(block)
      }
      failed.clear()
      const settled = new Promise<void>((resolve) => waiting.push(resolve))
      pump()
      return settled
    },
  }
}

/** The blocks of `[first, end)`, then those of so many rows ahead on either side. */
export function blocksFor(first: number, end: number, count: number, ahead = AHEAD): readonly number[] {
  const last = Math.min(end, count) - 1
  if (last < 0) return []
  const blockOf = (position: number) => Math.floor(Math.min(Math.max(position, 0), count - 1) / BLOCK)
  const list: number[] = []
  for (let block = blockOf(first); block <= blockOf(last); block += 1) list.push(block)
  for (const near of [blockOf(last + ahead), blockOf(first - ahead)])
    if (!list.includes(near)) list.push(near)
  return list
}
