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

  /** Inside the browser's copy event, which is what lets the page write to the clipboard. */
  function onCopy(event: ClipboardEvent): void {
    const wished = options.wished()
    if (!wished) return
    event.preventDefault()
    const rows = countOf(wished.ranges)
    if (rows > ASK_ABOVE) return options.onMany(rows)
    const text = textAtHand(wished, options.at)
    if (text === null) return void copyReading(wished)
    event.clipboardData?.setData('text/plain', text)
    options.onCopied(sizeOf(wished))
  }

  async function copyReading(wished: Copied<Row>): Promise<void> {
    stop.abort()
    stop = new AbortController()
    const { signal } = stop
    const total = countOf(wished.ranges)
    const cancel = () => stop.abort()
    const show = (done: number) => {
      if (!signal.aborted) copying.value = { done, total, cancel }
    }
    show(0)
    try {
      await write(textOf(wished, { read: options.read, onProgress: show, signal }))
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
    /** Copies however many rows there are; in answer to a click or a key. */
    copyAll: () => {
      const wished = options.wished()
      return wished ? copyReading(wished) : Promise.resolve()
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
