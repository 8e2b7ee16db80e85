import { onScopeDispose, shallowRef } from 'vue'
import { countOf } from '#shared/domain/selection.ts'
import { ASK_ABOVE, textAtHand, textOf, type Copied } from './clipboard.ts'

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
  onScopeDispose(() => stop.abort())

  /** Copy by the Edit menu, which comes as the browser's own event. */
  function onCopy(event: ClipboardEvent): void {
    if (!options.wished()) return
    event.preventDefault()
    copy()
  }

  /** In answer to a key: that is what lets the page write to the clipboard. Asks first when there are very many rows. */
  function copy(): void {
    const wished = options.wished()
    if (!wished) return
    const rows = countOf(wished.ranges)
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
    copy,
    /** Copies however many rows there are; in answer to a click or a key. */
    copyAll: () => {
      const wished = options.wished()
      return wished ? copyRows(wished) : Promise.resolve()
    },
  }
}

/** The promise is handed over while the person's key still counts; browsers that want the text itself get it later. */
async function write(text: Promise<string>): Promise<void> {
  const blob = text.then((plain) => new Blob([plain], { type: 'text/plain' }))
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'text/plain': blob })])
  } catch {
    await navigator.clipboard.writeText(await text)
  }
}

const sizeOf = <Row>({ ranges, columns }: Copied<Row>) => ({
  rows: countOf(ranges),
  cells: countOf(ranges) * columns.length,
})
