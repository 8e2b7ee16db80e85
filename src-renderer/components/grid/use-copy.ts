import { onScopeDispose, shallowRef } from 'vue'
import { countOf } from '#shared/domain/selection.ts'
import { ASK_ABOVE, type Copied, type CopiedText, MOST_TABLE_CELLS, textAtHand, textOf } from './clipboard.ts'
import { withoutStyles } from './html-table.ts'

export interface CopyOptions<Row> {
  /** What is to be copied now; null for nothing. */
  wished(): Copied<Row> | null
  at(position: number): Row | null | undefined
  read(offset: number, limit: number): Promise<readonly (Row | null)[]>
  /** So many rows that a person should be asked first; `copyAll()` of the grid copies them. */
  onMany(rows: number): void
  onCopied(copied: { rows: number; cells: number }): void
  onFailed(error: unknown): void
}

export interface Copying {
  readonly done: number
  readonly total: number
  cancel(): void
}

/** Copies cells, also rows that have not been read yet. */
export function useCopy<Row>(options: CopyOptions<Row>) {
  const copying = shallowRef<Copying | null>(null)
  let stop = new AbortController()
  /** What a person was asked about. */
  let asked: Copied<Row> | null = null
  onScopeDispose(() => stop.abort())

  /** Ctrl+C or Copy of the Edit menu. What is at hand goes with the event itself; the rest is read first. */
  function onCopy(event: ClipboardEvent): void {
    const wished = options.wished()
    if (!wished) return
    event.preventDefault()
    const atHand = countOf(wished.ranges) <= ASK_ABOVE ? textAtHand(wished, options.at) : null
    if (atHand && event.clipboardData) {
      event.clipboardData.setData('text/plain', atHand.text)
      if (atHand.html) event.clipboardData.setData('text/html', atHand.html)
      options.onCopied(sizeOf(wished))
    } else copy(wished)
  }

  /** Asks first when there are very many rows. */
  function copy(wished = options.wished()): void {
    if (!wished) return
    const rows = countOf(wished.ranges)
    asked = wished
    if (rows > ASK_ABOVE) options.onMany(rows)
    else void copyRows(wished)
  }

  async function copyRows(wished: Copied<Row>): Promise<void> {
    stop.abort()
    stop = new AbortController()
    const { signal } = stop
    const total = countOf(wished.ranges)
    const cancel = () => stop.abort()
    const show = (done: number) => {
      if (!signal.aborted) copying.value = { done, total, cancel }
    }
    const atHand = textAtHand(wished, options.at)
    if (atHand === null) show(0)
    try {
      await write(
        atHand === null
          ? textOf(wished, { read: options.read, onProgress: show, signal })
          : Promise.resolve(atHand),
        sizeOf(wished).cells <= MOST_TABLE_CELLS,
      )
      options.onCopied(sizeOf(wished))
    } catch (error) {
      if (!signal.aborted) options.onFailed(error)
    } finally {
      if (stop.signal === signal) copying.value = null
    }
  }

  return {
    copying,
    onCopy,
    /** In answer to a click or a key: that is what lets the page write to the clipboard. */
    copy,
    copyWithTitles: () => {
      const wished = options.wished()
      copy(wished && { ...wished, titles: true })
    },
    /** Copies however many rows there are; in answer to a click or a key. */
    copyAll: () => {
      const wished = asked ?? options.wished()
      return wished ? copyRows(wished) : Promise.resolve()
    },
  }
}

/** The promises are handed over while the person's key still counts; browsers that want the text itself get it later. */
async function write(copied: Promise<CopiedText>, withTable: boolean): Promise<void> {
  const blob = (type: string, part: (copied: CopiedText) => string) =>
    copied.then((ready) => new Blob([part(ready)], { type }))
  try {
    const text = blob('text/plain', (ready) => ready.text)
    const html = withTable && blob('text/html', (ready) => withoutStyles(ready.html ?? ''))
    await navigator.clipboard.write([
      new ClipboardItem({ 'text/plain': text, ...(html && { 'text/html': html }) }),
    ])
  } catch {
    await navigator.clipboard.writeText((await copied).text)
  }
}

const sizeOf = <Row>({ ranges, columns }: Copied<Row>) => ({
  rows: countOf(ranges),
  cells: countOf(ranges) * columns.length,
})
