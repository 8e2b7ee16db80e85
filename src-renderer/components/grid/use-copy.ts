import { onScopeDispose, shallowRef } from 'vue'
import { countOf } from '#shared/domain/selection.ts'
import {
  ASK_ABOVE,
  availableText,
  type Copied,
  type CopiedText,
  MOST_TABLE_CELLS,
  textOf,
} from './clipboard.ts'
import { withoutStyles } from './html-table.ts'

export interface CopyOptions<Row> {
  /** What is to be copied now; null for nothing. */
  requested(): Copied<Row> | null
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

  /** Ctrl+C or Copy of the Edit menu. What is available goes with the event itself; the rest is read first. */
  function onCopy(event: ClipboardEvent): void {
    const requested = options.requested()
    if (!requested) return
    event.preventDefault()
    const available = countOf(requested.ranges) <= ASK_ABOVE ? availableText(requested, options.at) : null
    if (available && event.clipboardData) {
      event.clipboardData.setData('text/plain', available.text)
      if (available.html) event.clipboardData.setData('text/html', available.html)
      options.onCopied(sizeOf(requested))
    } else copy(requested)
  }

  /** Asks first when there are very many rows. */
  function copy(requested = options.requested()): void {
    if (!requested) return
    const rows = countOf(requested.ranges)
    asked = requested
    if (rows > ASK_ABOVE) options.onMany(rows)
    else void copyRows(requested)
  }

  async function copyRows(requested: Copied<Row>): Promise<void> {
    stop.abort()
    stop = new AbortController()
    const { signal } = stop
    const total = countOf(requested.ranges)
    const cancel = () => stop.abort()
    const show = (done: number) => {
      if (!signal.aborted) copying.value = { done, total, cancel }
    }
    const available = availableText(requested, options.at)
    if (available === null) show(0)
    try {
      await write(
        available === null
          ? textOf(requested, { read: options.read, onProgress: show, signal })
          : Promise.resolve(available),
        sizeOf(requested).cells <= MOST_TABLE_CELLS,
      )
      options.onCopied(sizeOf(requested))
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
      const requested = options.requested()
      copy(requested && { ...requested, titles: true })
    },
    /** Copies however many rows there are; in answer to a click or a key. */
    copyAll: () => {
      const requested = asked ?? options.requested()
      return requested ? copyRows(requested) : Promise.resolve()
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
